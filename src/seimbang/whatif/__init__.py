"""What a change would do: hand edits, candidates, stand-bys, planning anew."""
