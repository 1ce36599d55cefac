"""Plans side by side, with the frontier curve."""
