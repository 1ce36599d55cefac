"""A single usul or request, from registration to its way."""
