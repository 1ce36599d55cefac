"""The tags of accounts."""
