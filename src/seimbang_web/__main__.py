"""``seimbang-web``: the commands of the web application (Django's and ours)."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command; ``seimbang-web help`` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seimbang_web.settings")
    execute_from_command_line(["seimbang-web", *sys.argv[1:]])


if __name__ == "__main__":
    main()
