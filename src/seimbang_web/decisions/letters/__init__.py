"""Letters of a decision, composed from its record."""
