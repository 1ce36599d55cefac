"""Tasks per position, entered by units: inventory, expert panel, frozen."""
