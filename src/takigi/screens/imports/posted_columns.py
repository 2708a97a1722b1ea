"""送られた列の対応: what was chosen on the form, as the intake takes it."""

from collections.abc import Mapping

from takigi.exchange.ledger_fields import LEDGER_FIELDS

MEANING_ROWS = 20


def chosen_columns(posted: Mapping[str, str]) -> dict[str, str]:
    """For each item the heading that was chosen."""
    return {item.key: posted[f"column_{item.key}"] for item in LEDGER_FIELDS if posted.get(f"column_{item.key}")}


def chosen_meanings(posted: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """For each item what the town's own codes mean; half-written lines are left out."""
    meanings: dict[str, dict[str, str]] = {}
    for row in range(MEANING_ROWS):
        key, value, meaning = (posted.get(f"meaning_{row}_{part}", "").strip() for part in ("key", "value", "meaning"))
        if key and value and meaning:
            meanings.setdefault(key, {})[value] = meaning
    return meanings
