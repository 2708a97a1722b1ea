"""会議の資料の束（PDF）: agenda and briefs, every page marked with whose copy it is and when it closes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from takigi.exchange.forms.fitting import with_breaks
from takigi.exchange.forms.imprint import Imprint
from takigi.exchange.forms.typesetting import Signs, typeset
from takigi.meetings.queries.packs import AgendaPack, PackItem

SHORT = 900


def agenda_pack_pdf(pack: AgendaPack, imprint: Imprint) -> bytes:
    """The pack as PDF/A-2b. The reader's name stands across every page: a copy left lying about has an owner."""
    signs = Signs()

    def shown(text: str) -> str:
        return with_breaks(signs.drawn(text))

    content = {
        "title": shown(pack.title),
        "kind": shown(pack.kind),
        "facts": [
            [label, shown(text)]
            for label, text in (("日時", pack.when), ("場所", pack.place), ("目的", pack.purpose))
            if text
        ],
        "closes": shown(pack.closes),
        "guests": [[shown(part) for part in guest] for guest in pack.guests],
        "items": [_item(one, shown) for one in pack.items],
        "mark": signs.drawn(f"{imprint.printed_by}　{imprint.printed_at:%Y-%m-%d %H:%M}"),
    }
    return typeset("agenda_pack.typ", content | {"remark": signs.remark}, imprint)


def _item(one: PackItem, shown: Callable[[str], str]) -> dict[str, object]:
    return {
        "seq": one.seq,
        "heading": shown(one.heading),
        "basis": shown(one.basis),
        "parts": [[label, shown(text)] for label, text in one.parts],
        "remark": shown(one.remark),
        # A short one stands on one page, so that nobody turns over in the middle of it.
        "is_short": sum(len(text) for _, text in one.parts) < SHORT,
    }


def file_name(*, on: date) -> str:
    """What the file is called: nobody's name, no case number.

    >>> file_name(on=date(2026, 11, 23))
    '会議の資料_20261123.pdf'
    """
    return f"会議の資料_{on:%Y%m%d}.pdf"
