"""The law as the pages show it, and what the region decided, with two persons."""
