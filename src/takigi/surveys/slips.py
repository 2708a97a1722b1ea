"""答える紙の番号: drawn at random, kept only as a digest. Pure."""

from __future__ import annotations

import hashlib
import secrets

from takigi.surveys.rules import ALPHABET, TOKEN_LENGTH


def new_token() -> str:
    """Sixty bits, in signs that nobody takes for others."""
    return "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))


def digest_of(token: str) -> str:
    """What is kept of a token, however it was typed.

    >>> digest_of(" AB2C ") == digest_of("ab2c")
    True
    """
    return hashlib.sha256(token.strip().lower().replace("-", "").encode()).hexdigest()
