"""ステーションの関わり: begun in one way with an end, prolonged in words, and ended. The owner stays (I4)."""

import uuid
from datetime import date

from django.db import transaction

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.write_matrix import Action
from takigi.collaboration.actions.recording import record
from takigi.collaboration.models import SharedCase, StationInvolvement
from takigi.collaboration.policies.acting import CALLING_STATION, Acting, case_for, known_case
from takigi.collaboration.policies.relations import relations_of, who_is
from takigi.collaboration.rules.steps import check_involvement, check_words
from takigi.collaboration.rules.words import CollaborationRefused, Mode
from takigi.organisations import queries as organisations


@transaction.atomic
def consult_station(*, by: Viewer, case_id: uuid.UUID, planned_to: date) -> uuid.UUID:
    """名前を伏せて相談する (CONSULT_STATION): the station reads the de-identified summary, and nothing else.

    That it was checked, and that one's own field tried first, is asked where the request is written.
    """
    acting = case_for(by, Action.CONSULT_STATION, case_id)
    if len(acting.case.summary.strip()) < 10:
        raise CollaborationRefused("先に「名前を伏せた概要」を書いてください。ステーションに見えるのは、それだけです。")
    return _begin(by, acting, Mode.CONSULTED, planned_to)


@transaction.atomic
def involve_station(*, by: Viewer, case_id: uuid.UUID, mode: Mode, planned_to: date) -> uuid.UUID:
    """ステーションが関わる, called by the owner's side or the secretariat, and always with an end."""
    if mode is Mode.CONSULTED:
        return consult_station(by=by, case_id=case_id, planned_to=planned_to)
    acting = known_case(by, case_id)
    if not acting.relations.keys() & CALLING_STATION:
        raise NotPermitted("ステーションの関わりを決められるのは、主担当とその監督者・事務局です。")
    return _begin(by, acting, mode, planned_to)


def _begin(by: Viewer, acting: Acting, mode: Mode, planned_to: date) -> uuid.UUID:
    if acting.case.case.closed_on is not None:
        raise CollaborationRefused("終結したケースです。また始めるときは、新しいケースを開いてください。")
    check_involvement(mode, planned_to, on=by.on)
    if acting.case.involvements.filter(mode=mode, ended_on__isnull=True).exists():
        raise CollaborationRefused(
            f"「{mode.label}」は続いています。延ばすときは、終わりの予定を決めなおしてください。"
        )
    row = StationInvolvement.objects.create(
        case=acting.case,
        agency_id=_station(by, acting.case),
        mode=mode,
        from_on=by.on,
        planned_end_on=planned_to,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record("station_involved", by, acting.case.pk, involvement=str(row.pk), mode=mode.value)
    return row.pk


def _station(by: Viewer, case: SharedCase) -> int:
    cards = organisations.agencies(by.municipality_id, on=by.on)
    stations = [card for card in cards if card.is_station and (card.closed_on is None or card.closed_on > by.on)]
    if not stations:
        raise CollaborationRefused("この町には、まだ多機関協働ステーションが登録されていません。")
    near = [card for card in stations if card.block == case.block]
    return (near or stations)[0].agency_id


def _involvement(by: Viewer, involvement_id: uuid.UUID) -> StationInvolvement:
    """Open to the station's own staff even past its end, so that the end can still be written."""
    row = (
        StationInvolvement.objects.select_for_update(of=("self",))
        .select_related("case")
        .filter(pk=involvement_id, case__municipality_id=by.municipality_id)
        .first()
    )
    if row is None or not by.may_read_persons:
        raise Unseen
    if row.agency_id not in who_is(by).station_ids:
        acting = known_case(by, row.case_id)
        if not acting.relations.keys() & CALLING_STATION:
            raise NotPermitted("ステーションの関わりを変えられるのは、ステーションと主担当・事務局です。")
    if row.ended_on is not None:
        raise CollaborationRefused("この関わりは、もう終わっています。")
    return row


@transaction.atomic
def prolong_involvement(*, by: Viewer, involvement_id: uuid.UUID, planned_to: date, why: str) -> None:
    """終わりの予定を決めなおす, in words that the next team meeting can read.

    What has closed on its day is opened again by the owner's side or the secretariat, and not by the station itself.
    """
    row = _involvement(by, involvement_id)
    relations = relations_of(by, [row.case_id]).get(row.case_id, {})
    if row.planned_end_on < by.on and not relations.keys() & CALLING_STATION:
        raise CollaborationRefused(
            "終わりの予定の日を過ぎ、閲覧は閉じています。続けるときは、主担当か事務局に頼んで、新しい予定を決めてもらってください。"
            "終わったときは「離れる」を選べます。"
        )
    check_involvement(Mode(row.mode), planned_to, on=by.on)
    row.planned_end_on = planned_to
    row.exit_note = check_words(why, "延ばすわけ")
    row.save(update_fields=["planned_end_on", "exit_note"])
    record("involvement_prolonged", by, row.case_id, involvement=str(row.pk), to=planned_to.isoformat())


@transaction.atomic
def end_involvement(*, by: Viewer, involvement_id: uuid.UUID, exit_note: str) -> None:
    """ステーションが離れる: how, and who goes on."""
    row = _involvement(by, involvement_id)
    row.ended_on, row.exit_note = by.on, check_words(exit_note, "どう離れたか")
    row.save(update_fields=["ended_on", "exit_note"])
    record("involvement_ended", by, row.case_id, involvement=str(row.pk))
