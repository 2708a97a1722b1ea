"""監査の控え: the ends of the chains, written outside the database, so that a cut-off end is found too."""

import json
from typing import Any

from django.conf import settings
from django.utils.timezone import now

from takigi.audit import queries as audit


def write_anchor() -> None:
    """Append the present end of every chain to audit-anchors.jsonl in the data folder."""
    path = settings.HOME / "audit-anchors.jsonl"
    path.touch(mode=0o600)
    ends = [list(head) for head in audit.heads()]
    with path.open("a", encoding="utf-8") as anchors:
        anchors.write(json.dumps({"at": now().isoformat(timespec="seconds"), "ends": ends}) + "\n")


def anchor_faults() -> list[str]:
    """A sentence for every anchor whose row is gone or sealed otherwise now."""
    path = settings.HOME / "audit-anchors.jsonl"
    if not path.exists():
        return []
    faults = []
    for line in path.read_text(encoding="utf-8").splitlines():
        anchor: dict[str, Any] = json.loads(line)
        for municipality_id, seq, seal in anchor["ends"]:
            if seq and audit.seal_at(municipality_id, seq) != seal:
                faults.append(f"{anchor['at']} の控えにある {seq} 番の記録が、今の監査記録にありません。")
    return faults
