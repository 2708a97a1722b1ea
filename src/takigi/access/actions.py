"""閲覧の根拠にできること: confirm the oath, decide a town setting, open and review an emergency reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from takigi.access import policies
from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.models import EmergencyReading, Oath, TownSettingValue
from takigi.access.personal_rows import PersonalRows, Subjects
from takigi.access.rules import AccessRefused, check_reason, check_setting, emergency_until, review_due, wording_on
from takigi.audit import actions as audit
from takigi.organisations import actions as organisations
from takigi.organisations.queries import names_of_staff

VERDICTS = {"proper": "必要だった", "improper": "必要とは言えなかった"}


@transaction.atomic
def confirm_oath(
    *, by: Viewer, duty_basis: str = "地方公務員法34条など", body: str = "register", version: str = ""
) -> None:
    """守秘を確認する: the wording in force today, once. Until then no person's record opens (D2).

    A meeting's body has wordings of its own: it names itself and the version that was read.
    """
    if not by.is_active:
        raise NotPermitted("停止中のアカウントでは確認できません。管理の担当に連絡してください。")
    version = version or wording_on(by.on).version
    _, fresh = Oath.objects.get_or_create(
        staff_id=by.staff_id,
        body=body,
        wording_version=version,
        defaults={"confirmed_at": by.at, "duty_basis": duty_basis},
    )
    if fresh:
        audit.record(
            "access.oath_confirmed",
            municipality_id=by.municipality_id,
            by=by.staff_id,
            at=by.at,
            detail={"body": body, "version": version},
        )


@transaction.atomic
def keep_paper_oath(
    *, by: Viewer, staff_id: int, body: str, version: str, duty_basis: str, confirmed_at: datetime
) -> None:
    """紙で受けた守秘の確認を登録する: by the secretariat, with the moment on the paper. Nobody registers one's own."""
    policies.check_may_keep_oaths(by)
    if staff_id == by.staff_id:
        raise NotPermitted("自分の守秘の確認は、自分の画面で行います。")
    if confirmed_at > by.at:
        raise AccessRefused("確認した日が今日より後になっています。紙の日付を確かめてください。")
    if staff_id not in names_of_staff(by.municipality_id, {staff_id}):
        raise AccessRefused("この職員は見つかりません。一覧から選んでください。")
    _, fresh = Oath.objects.get_or_create(
        staff_id=staff_id,
        body=body,
        wording_version=version,
        defaults={"confirmed_at": confirmed_at, "duty_basis": duty_basis, "method": "paper"},
    )
    if fresh:
        audit.record(
            "access.oath_kept",
            municipality_id=by.municipality_id,
            by=by.staff_id,
            at=by.at,
            target=f"staff:{staff_id}",
            detail={"body": body, "version": version},
        )


@transaction.atomic
def decide_setting(*, by: Viewer, key: str, value: str, from_on: date, reason: str) -> None:
    """町の決めごとを変える: from a day, with a reason. Past days keep what was decided for them."""
    policies.check_may_decide_settings(by)
    check_setting(key, value, reason)
    if from_on < by.on:
        raise AccessRefused("過ぎた日からは変えられません。今日か、これからの日を選んでください。")
    TownSettingValue.objects.create(
        municipality_id=by.municipality_id,
        key=key,
        value=value,
        from_on=from_on,
        reason=reason.strip(),
        decided_by_id=by.staff_id,
        decided_at=by.at,
    )
    audit.record(
        "access.setting_decided",
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        detail={"key": key, "value": value, "from": from_on.isoformat(), "reason": reason.strip()},
    )


@transaction.atomic
def open_emergency(*, by: Viewer, target: str, reason: str, owner_agency_ids: Iterable[int]) -> int:
    """緊急の閲覧を始める: 24 hours for one target, told to its owners at once and reviewed within three working days.

    The caller has checked that the viewer stands in a relation that may break the glass. Overrides
    neither D1 nor D2, and never opens a protected address.
    """
    if not by.may_read_persons:
        raise NotPermitted("緊急の閲覧の前に、守秘の確認が必要です。")
    check_reason(reason)
    reading = EmergencyReading.objects.create(
        municipality_id=by.municipality_id,
        staff_id=by.staff_id,
        target=target,
        reason=reason.strip(),
        opened_at=by.at,
        until_at=emergency_until(by.at),
        review_due_on=review_due(by.on),
    )
    audit.record(
        "access.emergency_opened",
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=target,
        detail={"reading": reading.pk, "reason": reading.reason},
    )
    for agency_id in sorted(set(owner_agency_ids)):
        organisations.hand_task(
            municipality_id=by.municipality_id,
            agency_id=agency_id,
            assignee_id=None,
            title="緊急の閲覧がありました。理由を確かめてください",
            target=f"emergency:{reading.pk}",
            due_on=reading.review_due_on,
            at=by.at,
        )
    return reading.pk


@transaction.atomic
def review_emergency(*, by: Viewer, reading_id: int, verdict: str, note: str) -> None:
    """緊急の閲覧をふりかえる: by the secretariat or the auditor, never by the one who opened it."""
    policies.check_may_review(by)
    reading = EmergencyReading.objects.select_for_update().get(pk=reading_id, municipality_id=by.municipality_id)
    if reading.staff_id == by.staff_id:
        raise NotPermitted("自分の緊急の閲覧は、ほかの職員がふりかえります。")
    if reading.verdict:
        raise AccessRefused("この閲覧は、すでにふりかえりが済んでいます。")
    if verdict not in VERDICTS:
        raise AccessRefused(f"「{'」か「'.join(VERDICTS.values())}」を選んでください。")
    check_reason(note)
    reading.verdict, reading.review_note = verdict, note.strip()
    reading.reviewed_at, reading.reviewed_by_id = by.at, by.staff_id
    reading.save(update_fields=["verdict", "review_note", "reviewed_at", "reviewed_by"])
    audit.record(
        "access.emergency_reviewed",
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=reading.target,
        detail={"reading": reading.pk, "verdict": verdict},
    )
    organisations.finish_tasks(
        municipality_id=by.municipality_id, target=f"emergency:{reading.pk}", by=by.staff_id, at=by.at
    )


@dataclass(frozen=True)
class Erased:
    """消した記録: of which table, how many."""

    title: str
    count: int


# SQLite takes 32,766 values in one question.
AT_A_TIME = 10_000


@transaction.atomic
def erase_rows(declared: Iterable[PersonalRows], subjects: Subjects) -> tuple[Erased, ...]:
    """消す: every row of the subjects, tables in the given order, the ones that hang from others first.

    What stays and pointed to a row loses its pointer. The database refuses at the end of the transaction when something
    still hangs from what has gone: no table can be forgotten in silence. For `erase` of the rooms alone; who may, and
    whether a hold stands against it, is decided in the custody room.
    """
    tables = list(declared)
    # Looked up before anything goes: the paths lead through rows that go as well.
    keys = {one.model: set(one.rows(subjects).values_list("pk", flat=True)) for one in tables}
    return tuple(Erased(one.title, _gone(one.model, keys[one.model])) for one in tables if keys[one.model])


def _gone(model: type[Model], keys: set[Any]) -> int:
    wanted = list(keys)
    for first in range(0, len(wanted), AT_A_TIME):
        some = wanted[first : first + AT_A_TIME]
        _cut(model, some)
        rows: QuerySet[Any] = model._default_manager.filter(pk__in=some)
        # Not the usual way: it would load the rows and refuse because of those that go in the same breath.
        rows._raw_delete(rows.db)
    return len(wanted)


def _cut(model: type[Model], keys: list[Any]) -> None:
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.field.null:
            staying = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": keys})
            if relation.related_model is model:
                staying = staying.exclude(pk__in=keys)
            staying.update(**{relation.field.name: None})


def erase(subjects: Subjects) -> tuple[Erased, ...]:
    """緊急の閲覧の理由 about these records; that they were opened stays in the audit log."""
    return erase_rows(RECORDS, subjects)


RECORDS = (PersonalRows(EmergencyReading, by_target="target", is_handed_over=False),)
