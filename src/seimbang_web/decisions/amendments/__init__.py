"""Changes of the text of a signed decree: proposed, approved, written as an L14."""
