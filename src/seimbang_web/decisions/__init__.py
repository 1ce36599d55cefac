"""Decisions: who must agree, in which order, by when; what was decided and why."""
