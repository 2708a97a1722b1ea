"""だれが見たか: who read one household's case in a month, what of it, and on what ground; answered in one question."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import get_current_timezone

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.information import Information
from takigi.access.relations import Relation
from takigi.audit import queries as audit
from takigi.collaboration.policies.reading import KNOWING
from takigi.collaboration.policies.relations import relations_of
from takigi.collaboration.rules.words import target_of
from takigi.organisations import queries as organisations


@dataclass(frozen=True)
class ReaderLine:
    """閲覧の一行."""

    at: datetime
    staff_name: str
    because: tuple[str, ...]
    classes: tuple[str, ...]


def readers_of(viewer: Viewer, case_id: uuid.UUID, *, year: int, month: int) -> list[ReaderLine]:
    """AUDT: the auditor, and the owner's supervisor of the own agency's cases. At most twelve queries."""
    relations = relations_of(viewer, [case_id]).get(case_id)
    if relations is None or not viewer.is_active:
        raise Unseen
    if not relations.keys() & {Relation.AUD, Relation.OWN_SUP}:
        if not relations.keys() & KNOWING:
            raise Unseen
        raise NotPermitted("だれが見たかを調べられるのは、監査の担当と主担当機関の監督者です。")
    zone = get_current_timezone()
    since = datetime(year, month, 1, tzinfo=zone)
    until = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    events = audit.readings_between(viewer.municipality_id, target_of(case_id), since=since, until=until)
    staff = organisations.names_of_staff(viewer.municipality_id, {one.by_id for one in events if one.by_id})
    return [
        ReaderLine(
            one.at,
            staff.get(one.by_id or 0, ""),
            tuple(one.because),
            tuple(Information(key).label for key in one.detail.get("classes", ())) or ("一覧での氏名",),
        )
        for one in events
    ]
