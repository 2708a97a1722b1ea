"""事業と教室の操作: adopt a programme, change its terms from a day on, open and close a course, wait for a place."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from takigi.access.grounds import NotPermitted, Viewer
from takigi.casework.queries.access import may_record_case
from takigi.organisations import queries as organisations
from takigi.programmes import policies
from takigi.programmes.actions.deeds import record
from takigi.programmes.models import Course, Episode, Programme, ProgrammeTerms, Waiting
from takigi.programmes.rules.templates import TEMPLATE_OF, Terms, check_terms
from takigi.programmes.rules.words import ProgrammeKind, ProgrammeRefused, Weekday


def _free_name(by: Viewer, name: str) -> str:
    name = name.strip()
    if not name:
        raise ProgrammeRefused("事業の名前を書いてください。")
    if Programme.objects.filter(municipality_id=by.municipality_id, name=name).exists():
        raise ProgrammeRefused(f"「{name}」という事業はもうあります。別の名前にしてください。")
    return name


@transaction.atomic
def adopt_programme(*, by: Viewer, template: str, name: str, from_on: date) -> int:
    """ひな形を取り入れる: the published numbers become the town's own first terms, not yet verified."""
    policies.check_may_arrange(by)
    found = TEMPLATE_OF.get(template)
    if found is None:
        raise ProgrammeRefused("このひな形はありません。一覧から選んでください。")
    programme = Programme.objects.create(
        municipality_id=by.municipality_id,
        kind=found.kind,
        name=_free_name(by, name or found.name),
        template=found.key,
        note=found.note,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    _keep_terms(programme, found.terms, from_on=from_on, reason="ひな形から", by=by)
    record("programmes.programme_adopted", by, target=f"programme:{programme.pk}", template=template)
    return programme.pk


def _keep_terms(programme: Programme, terms: Terms, *, from_on: date, reason: str, by: Viewer) -> None:
    check_terms(terms)
    ProgrammeTerms.objects.create(
        programme=programme,
        from_on=from_on,
        reason=reason.strip(),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
        **(asdict(terms) | {"steps": [list(step) for step in terms.steps]}),
    )


@transaction.atomic
def change_terms(*, by: Viewer, programme_id: int, terms: Terms, from_on: date, reason: str) -> None:
    """決めごとを変える from a day on. Whoever has begun keeps the numbers of the first day."""
    policies.check_may_arrange(by)
    programme = policies.seen_programme(by, programme_id)
    if len(reason.strip()) < 5:
        raise ProgrammeRefused("変える理由を、あとで読む人に分かるように書いてください。")
    _keep_terms(programme, terms, from_on=from_on, reason=reason, by=by)
    record("programmes.terms_changed", by, target=f"programme:{programme.pk}", **{"from": from_on.isoformat()})


@dataclass(frozen=True)
class CourseDetails:
    """教室: who gives it, where, on which weekday, for how many."""

    programme_id: int
    agency_id: int
    name: str
    from_on: date
    place: str = ""
    weekday: Weekday | None = None
    starts_at: str = ""
    capacity: int | None = None
    contract_no: str = ""


@transaction.atomic
def open_course(*, by: Viewer, details: CourseDetails) -> uuid.UUID:
    """教室を開く with a provider of the town."""
    policies.check_may_arrange(by)
    programme = policies.seen_programme(by, details.programme_id)
    if details.agency_id not in organisations.names_of_agencies(by.municipality_id, {details.agency_id}):
        raise ProgrammeRefused("この事業所は町の名簿にありません。先に機関の名簿に加えてください。")
    if ProgrammeKind(programme.kind) is ProgrammeKind.DAY_CLASS and details.weekday is None:
        raise ProgrammeRefused("教室型は曜日を選んでください。")
    if details.capacity is not None and not 1 <= details.capacity <= 500:
        raise ProgrammeRefused("定員は1から500までの数で書いてください。決めないときは空のままにします。")
    name = details.name.strip()
    rows = Course.objects.filter(municipality_id=by.municipality_id, agency_id=details.agency_id)
    if not name or rows.filter(name=name).exists():
        raise ProgrammeRefused("この事業所のほかの教室と違う名前を書いてください（例: 水曜コース）。")
    course = Course.objects.create(
        municipality_id=by.municipality_id,
        programme=programme,
        agency_id=details.agency_id,
        name=name,
        place=details.place.strip(),
        weekday=details.weekday.value if details.weekday else "",
        starts_at=details.starts_at,
        capacity=details.capacity,
        contract_no=details.contract_no.strip(),
        from_on=details.from_on,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record("programmes.course_opened", by, target=f"course:{course.pk}")
    return course.pk


@transaction.atomic
def close_course(*, by: Viewer, course_id: uuid.UUID, ended_on: date) -> None:
    """教室を閉じる. Refused while somebody is still in it."""
    policies.check_may_arrange(by)
    course = Course.objects.select_for_update().get(pk=policies.seen_course(by, course_id).pk)
    if ended_on < course.from_on:
        raise ProgrammeRefused("終わりの日が、始まりの日より前になっています。")
    running = Episode.objects.filter(course=course, ended_on__isnull=True).count()
    if running:
        raise ProgrammeRefused(
            f"まだ{running}人が参加しています。ほかの教室に移るか、終わりを記録してから閉じてください。"
        )
    course.ended_on = ended_on
    course.save(update_fields=["ended_on"])
    record("programmes.course_closed", by, target=f"course:{course.pk}")


@transaction.atomic
def wait_for_place(*, by: Viewer, case_id: uuid.UUID, course_id: uuid.UUID, note: str = "") -> None:
    """空きを待つ人に加える."""
    if not may_record_case(by, case_id):
        raise NotPermitted("待つ人に加えられるのは、担当のセンターの職員です。")
    course = policies.seen_course(by, course_id)
    _, is_new = Waiting.objects.get_or_create(
        case_id=case_id,
        course=course,
        left_on=None,
        defaults={"asked_on": by.on, "note": note.strip(), "recorded_at": by.at, "recorded_by_id": by.staff_id},
    )
    if not is_new:
        raise ProgrammeRefused("この教室の空きを、もう待っています。")
    record("programmes.place_awaited", by, target=f"course:{course.pk}")


@transaction.atomic
def leave_waiting(*, by: Viewer, case_id: uuid.UUID, course_id: uuid.UUID) -> None:
    """待つのをやめる. A second press finds nobody waiting, and says so."""
    if not may_record_case(by, case_id):
        raise NotPermitted("待つ人から外せるのは、担当のセンターの職員です。")
    course = policies.seen_course(by, course_id)
    left = Waiting.objects.filter(case_id=case_id, course=course, left_on__isnull=True).update(left_on=by.on)
    if not left:
        raise ProgrammeRefused("この教室の空きは、もう待っていません。")
    record("programmes.waiting_left", by, target=f"course:{course.pk}")
