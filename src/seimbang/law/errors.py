"""
What can be wrong with the law, or with a question put to it.

::

    LawError
    ├── LawFileError            a file of the law is not as it must be
    ├── UnknownParameterError   no parameter has that key
    ├── NotInForceError         nothing is in force on that day
    └── LocalFileError          the region's own file: every fault at once

Each carries its sentence as data (:class:`~seimbang.language.Text`); ``str(error)``
speaks it in the language in force.
"""

from __future__ import annotations

from collections.abc import Sequence

from seimbang.language import Text


class LawError(Exception):
    """The law, or a question put to it, is not as it must be."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class LawFileError(LawError):
    """A file of the law is not as it must be; the sentence names file and keys."""


class UnknownParameterError(LawError):
    """No parameter has that key; ``nearest`` holds the keys most like it."""

    def __init__(self, sentence: Text, nearest: Sequence[str]) -> None:
        super().__init__(sentence)
        self.nearest = tuple(nearest)


class NotInForceError(LawError):
    """Nothing is in force on that day; the sentence names the first day and source."""


class LocalFileError(LawError):
    """The region's own file is not as it must be; ``sentences`` holds every fault."""

    def __init__(self, sentences: Sequence[Text]) -> None:
        super().__init__(sentences[0])
        self.sentences = tuple(sentences)

    def __str__(self) -> str:
        return "\n".join(str(sentence) for sentence in self.sentences)
