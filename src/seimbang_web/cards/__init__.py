"""One move on one page: the four questions, rules, both units."""
