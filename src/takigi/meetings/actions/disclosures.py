"""開示と回収の操作: class by class, on the ground of the item's own body, with its necessity; back again from one or from all."""

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.timezone import localtime

from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis
from takigi.access.write_matrix import Action, is_open_to
from takigi.collaboration.actions import agenda as collaboration
from takigi.collaboration.queries.on_agenda import CaseBrief, case_brief, consenting_agencies, opened_classes
from takigi.collaboration.rules.words import withdrawal_of
from takigi.meetings import policies
from takigi.meetings.actions.bodies import confirm_body_oath
from takigi.meetings.actions.copies import issue_copies, take_back
from takigi.meetings.actions.deeds import record, record_item
from takigi.meetings.actions.invitations import seated_items
from takigi.meetings.models import AgendaItem, Invitation, IssuedCopy, Material
from takigi.meetings.rules.lawful import IDENTIFYING, Ground, basis_for, check_class, check_necessity
from takigi.meetings.rules.phases import OVER
from takigi.meetings.rules.words import CopyEnd, MeetingKind, MeetingsRefused
from takigi.organisations import actions as organisations


@transaction.atomic
def open_classes(
    *, by: Viewer, item_id: uuid.UUID, notes: Mapping[Information, str]
) -> dict[Information, DisclosureBasis]:
    """情報の区分を開く: basis, kind of meeting, consent and necessity are checked before anybody can look (R3, R4, I5, I6).

    The owner and helpers open their own agency's, the secretariat the class as a whole. Returns the ground of each.
    """
    item = _case_item(by, item_id)
    kind = MeetingKind(item.meeting.kind)
    consent = consenting_agencies(item.case_id, on=by.on)
    if not notes:
        raise MeetingsRefused("開く情報の区分を、一つ以上選んでください。")
    opened = {}
    for info_class, note in notes.items():
        ground = Ground(LegalBasis(item.legal_basis), kind, has_consent=bool(consent.get(info_class)))
        basis = basis_for(info_class, ground, on=by.on)
        check_necessity(info_class, note)
        _check_day(by, item, info_class)
        collaboration.open_class(
            by=by, agenda_item_id=item.pk, info_class=info_class, basis=basis, necessity_note=note.strip()
        )
        opened[info_class] = basis
        record_item("meetings.class_opened", by, item, info=info_class.value, basis=basis.value)
    issue_copies(item.meeting, at=by.at)
    return opened


def _check_day(by: Viewer, item: AgendaItem, info_class: Information) -> None:
    """§3.2: whoever is not involved yet gets the de-identified brief first, and learns who it is on the day of the meeting."""
    if info_class not in IDENTIFYING or not item.body.is_identity_on_the_day:
        return
    starts_at = item.meeting.starts_at
    if starts_at is None or by.on < localtime(starts_at).date():
        raise MeetingsRefused(
            f"「{item.body.local_name}」では、だれのことか分かる情報は会議の当日から開きます。"
            "それまでは名前を伏せた概要と資料で準備してもらってください。"
        )


def _case_item(by: Viewer, item_id: uuid.UUID) -> AgendaItem:
    item = policies.item_seen(by, item_id)
    if item.case_id is None:
        raise MeetingsRefused("この議題は世帯のことではないので、開く情報はありません。")
    if item.withdrawn_at is not None or policies.phase_of(item.meeting, by.at) in OVER:
        raise MeetingsRefused(
            "終わった議題では、新しく開けません。もう一度話し合うときは、新しい会議を依頼してください。"
        )
    return item


@transaction.atomic
def close_class(*, by: Viewer, item_id: uuid.UUID, info_class: Information, reason: str) -> None:
    """一つの区分を閉じる, for everybody at once: a mistake, a consent withdrawn, enough seen."""
    item = policies.item_seen(by, item_id)
    if not reason.strip():
        raise MeetingsRefused("閉じる理由を書いてください。")
    ids = [one.opened_id for one in opened_classes([item.pk]) if one.info_class is info_class]
    collaboration.recall(by=by, agenda_item_id=item.pk, because=reason, info_class=info_class)
    in_hand = IssuedCopy.objects.filter(opened_id__in=ids, ended_at__isnull=True)
    in_hand.update(ended_at=by.at, end_reason=CopyEnd.CLASS_CLOSED.value)
    record_item("meetings.class_closed", by, item, info=info_class.value)


@transaction.atomic
def close_what_consent_opened(*, by: Viewer, item_id: uuid.UUID) -> int:
    """同意の撤回を受けて閉じる: the readers lost it at the moment of the withdrawal (I9); here it is written down as closed.

    What a statute has opened stays open: whoever convenes has looked at it, and goes on or closes it (`close_class`).
    """
    item = policies.item_seen(by, item_id)
    meeting = policies.meeting_to_arrange(by, item.meeting_id)
    covered = consenting_agencies(item.case_id, on=by.on) if item.case_id else {}
    lost = [
        one
        for one in opened_classes([item.pk])
        if one.basis is DisclosureBasis.CONSENT and not covered.get(one.info_class)
    ]
    for one in lost:
        collaboration.recall(
            by=by, agenda_item_id=item.pk, because=CopyEnd.CONSENT_WITHDRAWN.label, info_class=one.info_class
        )
    rows = IssuedCopy.objects.filter(opened_id__in=[one.opened_id for one in lost], ended_at__isnull=True)
    ended = rows.update(ended_at=by.at, end_reason=CopyEnd.CONSENT_WITHDRAWN.value)
    if item.case_id:
        target = withdrawal_of(item.case_id)
        organisations.finish_tasks(municipality_id=meeting.municipality_id, target=target, by=by.staff_id, at=by.at)
    record_item("meetings.consent_lost", by, item, copies=ended)
    return ended


@transaction.atomic
def recall_from(*, by: Viewer, invitation_id: uuid.UUID) -> int:
    """一人から回収する: their copies end, and their seat reads nothing more (R15). Returns how many came back."""
    found = Invitation.objects.filter(pk=invitation_id).first()
    if found is None:
        raise Unseen
    meeting = policies.meeting_to_arrange(by, found.meeting_id)
    items = seated_items(found)
    taken = take_back(found, CopyEnd.RECALLED, items, at=by.at)
    if found.staff_id:
        for item in items:
            collaboration.mark_returned(by=by, agenda_item_id=item.pk, staff_id=found.staff_id)
    record("meetings.recalled", by, meeting, invitation=str(found.pk), copies=taken)
    return taken


@transaction.atomic
def give_back(*, by: Viewer, meeting_id: uuid.UUID) -> int:
    """自分の資料を返す: whoever has prepared need not keep it until the last day."""
    meeting = policies.seen_meeting(by, meeting_id)
    own = policies.standing_invitation(by, meeting_id)
    if own is None:
        raise Unseen
    items = seated_items(own)
    taken = take_back(own, CopyEnd.RETURNED, items, at=by.at)
    for item in items:
        collaboration.mark_returned(by=by, agenda_item_id=item.pk, staff_id=by.staff_id)
    record("meetings.given_back", by, meeting, invitation=str(own.pk), copies=taken)
    return taken


@transaction.atomic
def confirm_secrecy(*, by: Viewer, meeting_id: uuid.UUID, body_id: uuid.UUID) -> None:
    """会議の前に守秘を確認する; what is open to the guest goes out at once."""
    policies.seen_meeting(by, meeting_id)
    confirm_body_oath(by=by, body_id=body_id)


@transaction.atomic
def write_material(*, by: Viewer, item_id: uuid.UUID, info_class: Information, title: str, text: str) -> uuid.UUID:
    """資料を書く: a page of one class about one's own agency's records. Read with its class, on the screen only."""
    item = _case_item(by, item_id)
    agency_id = _writes_for(by, case_brief(by, item.case_id))
    check_class(info_class, MeetingKind(item.meeting.kind))
    if info_class in IDENTIFYING and item.legal_basis == LegalBasis.NONE:
        raise MeetingsRefused("この議題には法令の根拠がないため、名前を伏せた資料だけを付けられます。")
    if not title.strip() or not text.strip():
        raise MeetingsRefused("資料の題と中身を書いてください。")
    made = Material.objects.create(
        item=item,
        info_class=info_class,
        title=title.strip(),
        text=text.strip(),
        agency_id=agency_id,
        written_by_id=by.staff_id,
        written_at=by.at,
    )
    record_item("meetings.material_written", by, item, info=info_class.value)
    return made.pk


def _writes_for(by: Viewer, brief: CaseBrief) -> int:
    if not is_open_to(Action.DISCLOSE, brief.relations):
        raise NotPermitted("資料を付けられるのは、主担当、役割を引き受けた機関、事務局です。")
    return brief.asks_for or min(by.agency_ids)


@transaction.atomic
def withdraw_material(*, by: Viewer, material_id: uuid.UUID) -> None:
    """資料を取り下げる: by its own agency or the secretariat."""
    found = Material.objects.select_for_update().filter(pk=material_id, withdrawn_at__isnull=True).first()
    if found is None:
        raise Unseen
    item = policies.item_seen(by, found.item_id)
    if found.agency_id not in by.working_agency_ids and not policies.is_chair(by):
        raise NotPermitted("資料を取り下げられるのは、書いた機関と事務局です。")
    found.withdrawn_at = by.at
    found.save(update_fields=["withdrawn_at"])
    record_item("meetings.material_withdrawn", by, item)
