"""封: the keyed hash that ties one audit event to the one before it. Pure."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any


def seal(key: bytes, previous: str, event: Mapping[str, Any]) -> str:
    """The event's seal (64 hex digits): HMAC-SHA256 over the previous seal and every field.

    A keyed hash, so that someone who can write to the database but does not hold the
    installation's key cannot make a chain of their own.
    """
    body = json.dumps([previous, event], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, body.encode(), hashlib.sha256).hexdigest()


def sealed_fields(
    *,
    municipality_id: int,
    seq: int,
    at: datetime,
    by_id: int | None,
    kind: str,
    target: str,
    because: Sequence[str],
    detail: Mapping[str, Any],
    shown: Sequence[str],
) -> dict[str, Any]:
    """The fields under the seal, in the one form that both writing and verifying use."""
    return {
        "municipality": municipality_id,
        "seq": seq,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": by_id,
        "kind": kind,
        "target": target,
        "because": list(because),
        "detail": dict(detail),
        "shown": list(shown),
    }
