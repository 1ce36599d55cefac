"""Tindak lanjut: the three days of a move, what other systems need, proof."""
