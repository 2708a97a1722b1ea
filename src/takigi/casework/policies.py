"""ケースを見る・変える根拠: who may see, record and decide in a case, and why."""

import uuid
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils.timezone import localdate

from takigi.access.grounds import Ground, NotPermitted, Unseen, Viewer, visible
from takigi.access.information import Information
from takigi.access.relations import Relation
from takigi.casework.models import Assignment, Case, CaseworkSettingValue, ChecklistImport, Companion
from takigi.casework.rules.ownership import NEWLY
from takigi.casework.rules.settings import TownWay
from takigi.casework.rules.states import CaseKind
from takigi.organisations.rules import AgencyKind, Duty
from takigi.people.queries.consents import sharing_covers


def target_of(case_id: uuid.UUID) -> str:
    """How the audit log and emergency readings name a case."""
    return f"case:{case_id}"


def town_way(viewer: Viewer) -> TownWay:
    """個別支援の決めごと in force for the viewer's town on the viewer's day. One query."""
    rows = CaseworkSettingValue.objects.filter(municipality_id=viewer.municipality_id, from_on__lte=viewer.on)
    return TownWay(dict(rows.order_by("from_on", "decided_at", "pk").values_list("key", "value")))


def _emergency_ids(viewer: Viewer) -> list[uuid.UUID]:
    kind = "case:"
    return [uuid.UUID(t.removeprefix(kind)) for t in viewer.emergency_targets if t.startswith(kind)]


def casework_agency_ids(viewer: Viewer) -> frozenset[int]:
    """Agencies for which the viewer does casework today. A post of another duty opens no case."""
    return frozenset(post.agency_id for post in viewer.posts if post.duty is Duty.CASEWORK)


def _supervised(viewer: Viewer) -> frozenset[int]:
    return frozenset(p.agency_id for p in viewer.posts if p.duty is Duty.CASEWORK and p.supervises)


def led_agency_ids(viewer: Viewer) -> frozenset[int]:
    """Centres whose work as a whole the viewer looks after: heads and supervisors."""
    return _supervised(viewer) if viewer.may_read_persons else frozenset()


def _colleagues(viewer: Viewer) -> frozenset[int]:
    return casework_agency_ids(viewer) if viewer.sees_colleagues_prevention_cases else frozenset()


def board_agency_ids(viewer: Viewer) -> frozenset[int]:
    """Centres whose whole board the viewer may see: as its supervisor, or as a colleague where the town allows it."""
    return _supervised(viewer) | _colleagues(viewer)


# What an office needs that makes the plan: who it is, how they live, and the plan (C of the matrix).
ENTRUSTED_CLASSES = (Information.IDENT, Information.ASSESS, Information.PLAN)


def consents_to(person_root_id: uuid.UUID, agency_id: int, *, on: date) -> bool:
    """Whether the person's consent to sharing covers what an entrusted office needs. One query."""
    return bool(sharing_covers({person_root_id: agency_id}, ENTRUSTED_CLASSES, on=on))


def _entrusted_ids(viewer: Viewer) -> list[uuid.UUID]:
    """Cases entrusted to the viewer's office while the person consents: a withdrawal closes them at once."""
    rows = Case.objects.filter(entrusted_agency_id__in=casework_agency_ids(viewer))
    entrusted = list(rows.values_list("pk", "person__root_id", "entrusted_agency_id"))
    if not entrusted:
        return []
    covered = sharing_covers({root: agency for _, root, agency in entrusted}, ENTRUSTED_CLASSES, on=viewer.on)
    return [pk for pk, root, _ in entrusted if root in covered]


def _accompanied(viewer: Viewer) -> QuerySet[Companion]:
    return Companion.objects.filter(staff_id=viewer.staff_id, from_on__lte=viewer.on, until_on__gte=viewer.on)


def _recently_held(viewer: Viewer) -> QuerySet[Assignment]:
    """Cases that the viewer's centre handed on a short while ago (V25)."""
    return Assignment.objects.filter(
        agency_id__in=casework_agency_ids(viewer), ended_on__isnull=False, readable_until_on__gte=viewer.on
    )


# The matrix' relations, each as a ground of its own. OWN asks for a post of today in the case's agency, so that whoever
# has moved on sees nothing, although the case still carries the name.
VIEWING = (
    Ground(
        reason=Relation.OWN.reason,
        holds=lambda viewer, case: case.owner_id == viewer.staff_id and case.agency_id in casework_agency_ids(viewer),
        rows=lambda viewer: Q(owner_id=viewer.staff_id, agency_id__in=casework_agency_ids(viewer)),
    ),
    Ground(
        reason=Relation.OWN_SUP.reason,
        holds=lambda viewer, case: case.agency_id in _supervised(viewer),
        rows=lambda viewer: Q(agency_id__in=_supervised(viewer)),
    ),
    Ground(
        reason="同じセンターの職員であるため",
        holds=lambda viewer, case: case.kind == CaseKind.PREVENTION and case.agency_id in _colleagues(viewer),
        rows=lambda viewer: Q(kind=CaseKind.PREVENTION, agency_id__in=_colleagues(viewer)),
    ),
    Ground(
        reason="介護予防支援を委託されている事業所の職員であるため",
        holds=lambda viewer, case: case.entrusted_agency_id is not None and case.pk in _entrusted_ids(viewer),
        rows=lambda viewer: Q(pk__in=_entrusted_ids(viewer)),
    ),
    Ground(
        reason="訪問に同行するため",
        holds=lambda viewer, case: _accompanied(viewer).filter(case_id=case.pk).exists(),
        # EXISTS, not a join: a join would repeat the case once for each time.
        rows=lambda viewer: Q(Exists(_accompanied(viewer).filter(case_id=OuterRef("pk")))),
    ),
    Ground(
        reason="引き継ぎから間もない前の担当センターの職員であるため",
        holds=lambda viewer, case: _recently_held(viewer).filter(case_id=case.pk).exists(),
        rows=lambda viewer: Q(Exists(_recently_held(viewer).filter(case_id=OuterRef("pk")))),
    ),
    Ground(
        reason="緊急の閲覧（24時間）のため",
        holds=lambda viewer, case: case.pk in _emergency_ids(viewer),
        rows=lambda viewer: Q(pk__in=_emergency_ids(viewer)),
    ),
)


def visible_cases(viewer: Viewer) -> QuerySet[Case]:
    """The only way to a prevention case: of the viewer's municipality, with a ground; D1 and D2 of the matrix first.

    A shared case is never among them: its relations and classes are weighed in the collaboration room.
    """
    if not viewer.may_read_persons:
        return Case.objects.none()
    # Wrapped for the same reason as in people: no walk along a whole town's index.
    own = Exact(Coalesce(F("municipality_id"), Value(0)), viewer.municipality_id)
    return Case.objects.filter(visible(VIEWING, viewer), own, kind=CaseKind.PREVENTION)


def seen_case(viewer: Viewer, case_id: uuid.UUID) -> Case:
    """One case that the viewer has a ground to see."""
    case = visible_cases(viewer).filter(pk=case_id).first()
    if case is None:
        raise Unseen
    return case


def may_record(viewer: Viewer, case: Case) -> bool:
    """RECORD_CASE: the centre's own caseworkers and the office entrusted with the plan. Readers in passing do not."""
    mine = casework_agency_ids(viewer)
    if case.entrusted_agency_id in mine and case.pk in _entrusted_ids(viewer):
        return True
    if case.agency_id not in mine:
        return False
    if case.owner_id in {viewer.staff_id, None} or case.agency_id in _supervised(viewer):
        return True
    # Who covers for a colleague writes down the telephone call: where the town lets them see prevention cases.
    return case.kind == CaseKind.PREVENTION and case.agency_id in _colleagues(viewer)


def may_judge(viewer: Viewer, case: Case) -> bool:
    """A checklist is judged by the centre, not by an office entrusted with the plan (V15)."""
    return case.agency_id in casework_agency_ids(viewer) and may_record(viewer, case)


def accompanies(viewer: Viewer, case: Case) -> bool:
    """Somebody who goes along fills in the visit, and nothing else."""
    return _accompanied(viewer).filter(case_id=case.pk).exists()


def check_may_record(viewer: Viewer, case: Case) -> None:
    """Seeing is not changing."""
    if not may_record(viewer, case):
        raise NotPermitted("記録できるのは、担当のセンターの職員と、委託された事業所の職員です。")


def case_to_change(by: Viewer, case_id: uuid.UUID) -> Case:
    """The case, locked for a change. Unseen without a ground, NotPermitted for a mere reader."""
    case = seen_case(by, case_id)
    check_may_record(by, case)
    return Case.objects.select_for_update().get(pk=case.pk)


def case_to_visit(by: Viewer, case_id: uuid.UUID) -> Case:
    """The case, locked for the record of a visit: whoever may record, and whoever goes along."""
    case = seen_case(by, case_id)
    if not (may_record(by, case) or accompanies(by, case)):
        check_may_record(by, case)
    return Case.objects.select_for_update().get(pk=case.pk)


def case_to_lead(by: Viewer, case_id: uuid.UUID) -> Case:
    """CHANGE_OWNER_PERSON and CLOSE_CASE ask for the supervisor, or for the owner of a prevention case."""
    case = seen_case(by, case_id)
    leads = case.agency_id in _supervised(by) or (
        case.kind == CaseKind.PREVENTION
        and case.agency_id in casework_agency_ids(by)
        and case.owner_id in {by.staff_id, None}
    )
    if not leads:
        raise NotPermitted("担当の変更とケースの終結は、担当者か所長が行います。")
    return Case.objects.select_for_update().get(pk=case.pk)


def check_may_open(viewer: Viewer, agency_id: int) -> None:
    """受付: in one's own centre only, by its caseworkers."""
    own = frozenset(
        p.agency_id
        for p in viewer.posts
        if p.duty is Duty.CASEWORK and p.agency_kind in {AgencyKind.SUPPORT_CENTRE, AgencyKind.CITY_SECTION}
    )
    if not viewer.may_read_persons or agency_id not in own:
        raise NotPermitted("受付は、自分の地域包括支援センターでできます。")


def import_agency_ids(viewer: Viewer) -> frozenset[int]:
    """Centres for which the viewer may take in a file of many people's checklists: those whose cases they open."""
    kinds = {AgencyKind.SUPPORT_CENTRE, AgencyKind.CITY_SECTION}
    posts = (post for post in viewer.posts if post.duty is Duty.CASEWORK and post.agency_kind in kinds)
    return frozenset(post.agency_id for post in posts) if viewer.may_read_persons else frozenset()


def check_may_import_checklists(viewer: Viewer) -> None:
    """Refuses everybody but caseworkers of a centre."""
    if not import_agency_ids(viewer):
        raise NotPermitted("チェックリストをまとめて取り込めるのは、地域包括支援センターの相談支援の担当です。")


def visible_checklist_imports(viewer: Viewer) -> QuerySet[ChecklistImport]:
    """One's own files, and those of the centre for whoever sees its whole board."""
    mine = import_agency_ids(viewer)
    seen = Q(received_by_id=viewer.staff_id) | Q(agency_id__in=board_agency_ids(viewer))
    return ChecklistImport.objects.filter(seen, agency_id__in=mine, municipality_id=viewer.municipality_id)


def may_decide_ways(viewer: Viewer) -> bool:
    """個別支援の決めごと are decided by heads of centres and of the insurance section."""
    return viewer.may_read_persons and any(
        post.supervises and post.duty in {Duty.CASEWORK, Duty.INSURANCE, Duty.PLANNING} for post in viewer.posts
    )


def check_may_decide_ways(viewer: Viewer) -> None:
    """Refuses everybody who does not decide them."""
    if not may_decide_ways(viewer):
        raise NotPermitted("個別支援の決めごとを変えられるのは、センターの所長と、介護保険の係長・課長です。")


# Whoever works with households: centres, sections, offices for children or in poverty, and the station in an exception.
SHARED_DUTIES = frozenset({Duty.CASEWORK, Duty.STATION})


def check_may_open_shared(viewer: Viewer, agency_id: int) -> None:
    """多機関のケースを開く: for one's own agency, by whoever works with households there."""
    own = {post.agency_id for post in viewer.posts if post.duty in SHARED_DUTIES}
    if not viewer.may_read_persons or agency_id not in own:
        raise NotPermitted("多機関のケースは、自分の機関の相談支援の職員が開けます。")


def shared_case_to_lead(by: Viewer, case_id: uuid.UUID) -> Case:
    """A shared case, locked for what only the owner's supervisor may do (OWN_SUP)."""
    case = shared_case_of_town(by, case_id)
    if case.agency_id not in _supervised_together(by):
        raise NotPermitted("担当者の変更とケースの終結は、主担当機関の監督者が行います。")
    return case


def shared_case_to_keep(by: Viewer, case_id: uuid.UUID) -> Case:
    """A shared case, locked for its owner and the owner's supervisor."""
    case = shared_case_of_town(by, case_id)
    owns = case.owner_id == by.staff_id and case.agency_id in {p.agency_id for p in by.posts if p.duty in SHARED_DUTIES}
    if not (owns or case.agency_id in _supervised_together(by)):
        raise NotPermitted("状態を変えられるのは、主担当とその監督者です。")
    return case


def check_may_receive_shared(by: Viewer, agency_id: int, *, is_station: bool = False) -> None:
    """ACCEPT_TRANSFER: the supervisor of the agency that receives; of an approved exception, the station's staff."""
    station = {post.agency_id for post in by.posts if post.duty is Duty.STATION and post.is_station}
    receiving = _supervised_together(by) | (station if is_station else set())
    if not by.may_read_persons or agency_id not in receiving:
        raise NotPermitted("移管を受け入れられるのは、受け入れる機関の監督者です。")


def check_may_reorganise(by: Viewer) -> None:
    """機関の統合・分割: the secretariat moves the cases of an agency that is no more."""
    if not (by.may_read_persons and by.has_duty(Duty.SECRETARIAT)):
        raise NotPermitted("機関の統合・分割によるケースの引き継ぎは、会議の事務局が行います。")


def _supervised_together(viewer: Viewer) -> frozenset[int]:
    return frozenset(p.agency_id for p in viewer.posts if p.duty in SHARED_DUTIES and p.supervises)


def shared_case_of_town(by: Viewer, case_id: uuid.UUID) -> Case:
    """A shared case of the viewer's own town, locked; D1 and D2 first. The caller asks who may do what."""
    rows = Case.objects.select_for_update().filter(kind=CaseKind.MULTI_AGENCY, municipality_id=by.municipality_id)
    case = rows.filter(pk=case_id).first() if by.may_read_persons else None
    if case is None:
        raise Unseen
    return case


# What stands where a handover was taken back on its own day; what was taken back is not taken back again.
TAKEN_BACK = "まちがえて引き継いだため、その日のうちに元に戻しました。"


def handed_on_today(viewer: Viewer) -> list[tuple[Assignment, Assignment]]:
    """Prevention cases that the viewer handed to somebody else today, inside the centres they lead: now, and who had it before. Two queries."""
    rows = Assignment.objects.filter(
        agency_id__in=led_agency_ids(viewer),
        ended_on__isnull=True,
        from_on=viewer.on,
        recorded_by_id=viewer.staff_id,
        case__kind=CaseKind.PREVENTION,
        case__closed_on__isnull=True,
    )
    now = {one.case_id: one for one in rows.select_related("case") if localdate(one.recorded_at) == viewer.on}
    before: dict[uuid.UUID, Assignment] = {}
    for one in Assignment.objects.filter(case_id__in=list(now), ended_on__isnull=False).order_by("pk"):
        before[one.case_id] = one
    return [
        (now[pk], one)
        for pk, one in before.items()
        if one.agency_id == now[pk].agency_id and one.ended_on == viewer.on and one.handover_note != TAKEN_BACK
    ]


def newly_held(viewer: Viewer) -> Q:
    """Which of the viewer's own cases somebody else handed to them within the last days."""
    now = Assignment.objects.filter(
        case_id=OuterRef("pk"), staff_id=viewer.staff_id, ended_on__isnull=True, from_on__gte=viewer.on - NEWLY
    )
    before = Assignment.objects.filter(case_id=OuterRef("pk"), ended_on__isnull=False)
    return Q(Exists(now.exclude(recorded_by_id=viewer.staff_id)), Exists(before.exclude(staff_id=viewer.staff_id)))
