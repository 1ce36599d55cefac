"""Needs, staff and gaps as measured, the map, the page of a unit."""
