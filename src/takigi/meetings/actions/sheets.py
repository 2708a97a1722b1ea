"""用紙の宛先と、伏せることば: how a sheet that was asked for is named in a task, and what its words must not say."""

import uuid

from takigi.access.grounds import Viewer
from takigi.collaboration.rules.deidentify import Known
from takigi.meetings import sight
from takigi.meetings.models import AgendaItem, CareItem
from takigi.people.queries.names import named_persons


def sheet_target(item_id: uuid.UUID) -> str:
    """How a task names the sheet that somebody is to write."""
    return f"care_sheet:{item_id}"


def known_of(by: Viewer, item: AgendaItem, sheet: CareItem | None) -> Known:
    """The names that must not stand on a sheet; who may not read them is not told by a refusal that they guessed one."""
    if sheet is None or sheet.case is None or not sight.owns(by, item, brought=sheet):
        return Known()
    named = named_persons(by.municipality_id, [sheet.case.person_id]).values()
    return Known(frozenset(name for one in named for name in (one.name, one.name_kana) if name))
