"""読めないファイル: why a file cannot be taken in, said so that the officer can go on."""

from __future__ import annotations


class UnreadableFile(ValueError):
    """The file as a whole cannot be read. The text says what, where and what to do next."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
