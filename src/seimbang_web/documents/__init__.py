"""Letters from named blocks: drafted, initialled, numbered, signed, checked."""
