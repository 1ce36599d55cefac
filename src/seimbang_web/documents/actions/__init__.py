"""Acts on letters: draft, initials in turn, number."""
