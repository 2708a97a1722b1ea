"""台帳の訂正: results that were sent wrong, and the rows by which they were put right or taken back again."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from takigi.demo.certified_paths import LADDER
from takigi.demo.ledger_lines import Line

CORRECTED, DELETED = "2", "3"


def with_correction(lines: list[Line], rng: Random, *, today: date) -> list[Line]:
    """The person's rows with one result sent wrong and corrected, or sent twice and deleted; in the order sent."""
    chosen = rng.choice(range(len(lines)))
    line = lines[chosen]
    decided, changed = line["decided_on"], line["changed_on"]
    if not isinstance(decided, date) or not isinstance(changed, date) or line["level"] not in LADDER:
        return lines
    corrected_on = max(decided, changed) + timedelta(days=rng.randint(7, 30))
    if corrected_on > today:
        return lines
    wrong = line | {"level": rng.choice([level for level in LADDER if level != line["level"]])}
    right = line | {"correction": CORRECTED, "corrected_on": corrected_on}
    return [*lines[:chosen], wrong, right, *lines[chosen + 1 :]]


def with_deletion(lines: list[Line], rng: Random, *, today: date) -> list[Line]:
    """The person's rows with a change that was sent for somebody else, and the row that deletes it."""
    line = lines[-1]
    changed, until = line["changed_on"], line["valid_until"]
    if not isinstance(changed, date) or not isinstance(until, date) or changed > today - timedelta(days=90):
        return lines
    mistaken_on = changed + timedelta(days=20)
    if until <= mistaken_on:
        return lines
    mistaken = line | {
        "application_type": "3",
        "application_on": mistaken_on,
        "changed_on": mistaken_on,
        "valid_from": mistaken_on,
        "history_no": str(int(str(line["history_no"])) + 1),
    }
    deleted = mistaken | {"correction": DELETED, "corrected_on": mistaken_on + timedelta(days=rng.randint(7, 30))}
    return [*lines, mistaken, deleted]
