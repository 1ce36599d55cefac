"""The sheet of the appointing authority: what is seen is what is signed."""
