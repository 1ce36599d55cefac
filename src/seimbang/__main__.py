"""Run the command line by ``python -m seimbang``."""

from seimbang.cli import main

if __name__ == "__main__":
    main()
