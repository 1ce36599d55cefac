"""Usulan: a proposed move, heard: responses, support, questions, dialogue, consent."""
