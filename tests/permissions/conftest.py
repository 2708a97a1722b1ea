"""権限の試験の道具: one town with one of everything that an address can name."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from takigi.access import actions as access
from takigi.access.grounds import Viewer
from takigi.casework.actions.checklists import record_checklist
from takigi.casework.actions.goals import GoalWords, write_goals
from takigi.casework.actions.notes import NoteWords, write_note
from takigi.casework.actions.plans import begin_plan
from takigi.casework.queries.checklist_imports import checklist_import
from takigi.casework.queries.plans import first_plan
from takigi.casework.rules.words import NoteKind
from takigi.custody.actions.requests import Paper, receive_request
from takigi.custody.rules.requests import Asker, RequestKind
from takigi.evaluation.actions.reports import keep_results
from takigi.evaluation.quality_checks import every_check
from takigi.exchange.checklist_checks import check_checklists
from takigi.exchange.checklist_intake import receive_checklist_file, start_checklist_check
from takigi.exchange.ledger_intake import receive_ledger
from takigi.exchange.ledger_reading import check_import
from takigi.indicators.periods import fiscal_years
from takigi.kernel.fiscal_year import FiscalYear
from takigi.logic_models.actions.measures import UseWords, use_indicator
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.learning import UseRole
from takigi.logic_models.rules.nodes import Outcome
from takigi.people.actions import imports, merges, persons
from takigi.people.policies import target_of
from takigi.people.rules import Evidence
from takigi.programmes.actions.extensions import ask_extension
from takigi.programmes.actions.sessions import SessionEntry, enter_session
from takigi.programmes.rules.periods import Stretch
from takigi.programmes.rules.words import Attendance
from takigi.surveys.actions.waves import Drawn, open_wave
from tests.casework_made import open_case
from tests.checklists_made import answers
from tests.meetings_held import Gathering, gathering
from tests.places_made import Placed, placed_town
from tests.programmes_made import Class, begin, open_class, planned_case
from tests.shared_beside_made import BesideTown, beside_town
from tests.shared_cases_made import SharedTown, shared_town
from tests.stories_made import found, outlined
from tests.successes_made import written_success
from tests.visits_made import confirm_made_visit
from tests.worlds import Role, World, build_world

CHECKED = every_check()[0].key
LEDGER = """保険者番号,被保険者番号,氏名,氏名カナ,生年月日,性別,申請日,申請区分,認定日,要介護状態区分,有効期間開始日,有効期間終了日
{insurer},0000000001,山田　ハナ,ヤマダ　ハナ,S12.4.1,2,R8.9.1,1,R8.10.1,12,R8.9.1,R9.2.28
{insurer},0000000009,,,,,,,,,,
"""


@dataclass(frozen=True)
class Town:
    """A world with a person of the east, a likely duplicate, a merge, an import, an emergency, a case and a course in it."""

    world: World
    person: uuid.UUID
    twin: uuid.UUID
    merge: int
    batch: uuid.UUID
    emergency: int
    case: uuid.UUID
    visit: uuid.UUID
    goal: uuid.UUID
    note: int
    plan: uuid.UUID
    checklist: uuid.UUID
    answers: uuid.UUID
    class_: Class
    episode: uuid.UUID
    session: int
    report: int
    story: uuid.UUID
    use: uuid.UUID
    success: uuid.UUID
    survey: Drawn
    shared: SharedTown
    gathered: Gathering
    beside: BesideTown
    placed: Placed
    paper: uuid.UUID

    def address(self, screen: str) -> str:
        """The address of a screen, naming the things of this town."""
        if screen in OF_PLACES:
            return reverse(screen, kwargs=self._placed()[OF_PLACES[screen]])
        named = self._named()
        if screen not in _named_by:
            _named_by[screen] = next((key for key, kw in named.items() if _fits(screen, kw)), "")
        return reverse(screen, kwargs=named.get(_named_by[screen], {}))

    def _named(self) -> dict[str, dict[str, Any]]:
        """What an address can name."""
        staff = self.world.members[Role.PLANNER]
        return (
            {
                "person_id": {"person_id": self.person},
                "consent": {"person_id": self.person, "purpose": "sharing", "state": "asked"},
                "pair": {"one_id": self.person, "other_id": self.twin},
                "merge_id": {"merge_id": self.merge},
                "batch_id": {"batch_id": self.batch},
                "file_id": {"file_id": self.answers},
                "staff_id": {"staff_id": staff.staff_id},
                "post": {"staff_id": staff.staff_id, "post_id": staff.post_id},
                "reading_id": {"reading_id": self.emergency},
                "key": {"key": "centres_search_register"},
                "indicator": {"indicator_key": "visited_in_time"},
                "finding": {"check": CHECKED},
                "report_id": {"report_id": self.report},
                "story_id": {"story_id": self.story},
                "file_kind": {"story_id": self.story, "file_kind": "tables"},
                "use_id": {"story_id": self.story, "use_id": self.use},
                "story_form": {"story_id": self.story, "form": "reflection"},
                "box": {"story_id": self.story, "key": "n1"},
                "link": {"story_id": self.story, "link": "l1"},
                "box_kind": {"story_id": self.story, "kind": "activity"},
                "case_id": {"case_id": self.case},
                "visit_id": {"case_id": self.case, "visit_id": self.visit},
                "success_id": {"success_id": self.success},
                "wave_id": {"wave_id": self.survey.wave_id},
                "slip": {"token": self.survey.tokens[0]},
                "success_ending": {"success_id": self.success, "ending": "return"},
                "success_step": {"success_id": self.success, "step": "ask"},
                "case_move": {"case_id": self.case, "to": "triaged"},
                "case_level": {"case_id": self.case, "level": "awaited"},
                "goal_id": {"case_id": self.case, "goal_id": self.goal},
                "checklist_id": {"case_id": self.case, "checklist_id": self.checklist},
                "plan_id": {"case_id": self.case, "plan_id": self.plan},
                "plan_paper": {"case_id": self.case, "plan_id": self.plan, "paper": "plan"},
                "note_id": {"case_id": self.case, "note_id": self.note},
                "month": {"case_id": self.case, "month": 3},
                "paper": {"case_id": self.case, "paper": "goals"},
                "kind": {"kind": "first_visit"},
                "stage": {"stage": "visit"},
                "line": {"line": uuid.UUID("5e1f7a3c-42bd-4d6e-9c0f-8b7a6d5c4e3f")},
                "way": {"way": "monthly_visits"},
                "course_id": {"course_id": self.class_.course_id},
                "programme_id": {"programme_id": self.class_.programme_id},
                "template": {"template": "home"},
                "wait": {"case_id": self.case, "course_id": self.class_.course_id},
                "episode_id": {"episode_id": self.episode},
                "session_id": {"episode_id": self.episode, "session_id": self.session},
                "course_paper": {"episode_id": self.episode, "paper": "sessions"},
                "timepoint": {"episode_id": self.episode, "timepoint": "t0"},
                "pk": {"pk": 1},
            }
            | self._together()
            | self._in_custody()
        )

    def _placed(self) -> dict[str, dict[str, Any]]:
        """A place, a need of the case and one without a name's telling, and what is missing."""
        return {
            "place": {"resource_id": self.placed.place},
            "state": {"resource_id": self.placed.place, "to": "resting"},
            "need": {"request_id": self.placed.request},
            "match": {"match_id": self.placed.match, "step": "introduce"},
            "look": {"match_id": self.placed.match, "months": 1},
            "missing": {"unmet_id": self.placed.unmet},
            "step": {"unmet_id": self.placed.unmet, "to": "discussed"},
            "list": {"list_id": self.placed.listed},
        }

    def _in_custody(self) -> dict[str, dict[str, Any]]:
        """What the person asked for, who read of them, how long it is kept; nothing is old enough to go."""
        return {
            "paper_id": {"paper_id": self.paper},
            "series": {"series": "case"},
            "hold_id": {"hold_id": uuid.UUID("6f0c1d2e-5b7a-4c39-8e41-93a2b4c5d6e7")},
            "disposal_id": {"disposal_id": uuid.UUID("6f0c1d2e-5b7a-4c39-8e41-93a2b4c5d6e7")},
            "disposal_propose": {"series": "case", "subject_id": self.case},
            "paper_step": {"paper_id": self.paper, "step": "withdrawn"},
            "paper_copy": {"paper_id": self.paper, "ending": "pdf"},
            "whole_file": {"whole": "household", "subject_id": self.person},
        }

    def _together(self) -> dict[str, dict[str, Any]]:
        """What several agencies do together."""
        return {
            "shared_id": {"shared_id": self.shared.case},
            "role_id": {"role_id": self.shared.role},
            "referral_id": {"referral_id": self.shared.referral},
            "involvement_id": {"involvement_id": self.shared.stay},
            "transfer_id": {"transfer_id": self.shared.transfer},
            "meeting_id": {"meeting_id": self.gathered.meeting},
            "item_id": {"item_id": self.gathered.item},
            "meeting_item": {"meeting_id": self.gathered.meeting, "item_id": self.gathered.item},
            "opened": {"meeting_id": self.gathered.meeting, "item_id": self.gathered.item, "info": "IDENT"},
            "material_id": {
                "meeting_id": self.gathered.meeting,
                "item_id": self.gathered.item,
                "material_id": uuid.UUID("6f0c1d2e-5b7a-4c39-8e41-93a2b4c5d6e7"),
            },
            "invitation_id": {"meeting_id": self.gathered.meeting, "invitation_id": self.gathered.invitation},
            "meeting_body": {"meeting_id": self.gathered.meeting, "body_id": self.gathered.body},
            "body_id": {"body_id": self.gathered.body},
            "body_member_id": {"body_id": self.gathered.body, "member_id": self.gathered.member},
            "promise_id": {"promise_id": self.gathered.promise},
            "lecture_id": {"lecture_id": self.gathered.lecture},
            "lecture_step": {"lecture_id": self.gathered.lecture, "to": "accepted"},
            "conference_id": {"conference_id": self.gathered.conference},
            "council_id": {"council_id": self.gathered.council},
            "care_id": {"care_id": self.gathered.care},
            "request_id": {"request_id": self.beside.request},
            "lead_id": {"lead_id": self.beside.lead},
            "member_id": {"shared_id": self.shared.case, "member_id": self.beside.member},
            "supporter_id": {"shared_id": self.shared.case, "supporter_id": self.beside.supporter},
            "contact_id": {"shared_id": self.shared.case, "contact_id": self.beside.contact},
            "issue_id": {"shared_id": self.shared.case, "issue_id": self.beside.issue},
        }


# Screens of the desk 地域 whose numbers have names that other desks use as well.
OF_PLACES = {
    "place": "place",
    "place_change": "place",
    "place_confirm": "place",
    "place_paper": "place",
    "place_state": "state",
    "place_list_page": "list",
    "place_list_undo": "list",
    "match_request": "need",
    "match_request_answer": "need",
    "match_request_take": "need",
    "match_request_unname": "need",
    "match_request_choose": "need",
    "match_request_none": "need",
    "match_request_withdraw": "need",
    "match_step": "match",
    "match_look": "look",
    "unmet_need": "missing",
    "unmet_step": "step",
}
# Which of the names fits an address: tried out once for each screen, and asked for by every role.
_named_by: dict[str, str] = {}


def _fits(screen: str, kwargs: dict[str, Any]) -> bool:
    try:
        reverse(screen, kwargs=kwargs)
    except Exception:  # noqa: BLE001  # Django says NoReverseMatch in more than one way; the next set is tried
        return False
    return True


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Built once for a file of tests. What a test does to it goes with the test, and the town with the file."""
    mktemp = tmp_path_factory.mktemp
    folders = {"FACTS_FOLDER": mktemp("facts"), "IMPORT_FOLDER": mktemp("imports")}
    with override_settings(**folders), django_db_blocker.unblock(), transaction.atomic():
        yield _lived(mktemp("ledger"))
        transaction.set_rollback(True)


def _lived(tmp_path: Path) -> Town:
    """Through actions by the insurance section, as it would come about."""
    world = build_world()
    insurance = world.viewer(Role.INSURANCE)
    facts = {
        "name": "山田　ハナ",
        "name_kana": "ヤマダ　ハナ",
        "birth": "昭和12年4月1日",
        "sex": "2",
        "insurer_no": "992031",
        "address": "みどり野市東町1-2-3",
        "area_id": world.area_ids["east"],
    }
    made = [
        persons.register_person(by=insurance, details=persons.PersonDetails(**facts, insured_no=f"{number:010}"))
        for number in (1, 2, 3)
    ]
    merge = merges.merge_persons(by=insurance, kept_id=made[1], absorbed_id=made[2], evidence={Evidence.ADDRESS})
    emergency = access.open_emergency(
        by=world.viewer(Role.WEST_NURSE),
        target=target_of(made[1]),
        reason="道で倒れていて連絡先が必要なため",
        owner_agency_ids=[world.agency_ids["east"]],
    )
    batch = _received(insurance, tmp_path)
    case = open_case(world, made[0])
    visit = confirm_made_visit(world, case)
    nurse = world.viewer(Role.EAST_NURSE)
    (goal,) = write_goals(by=nurse, case_id=case, goals=[GoalWords("畑に戻りたい")], on=nurse.on)
    note = write_note(by=nurse, case_id=case, words=NoteWords(nurse.on, NoteKind.PHONE, "電話で畑の話をした"))
    plan = begin_plan(by=nurse, case_id=case, sheet=first_plan(nurse, case), on=nurse.on)
    checklist = record_checklist(by=nurse, case_id=case, answers=answers(nurse.on, problems=(16,)))
    class_, episode, session = _course(world, facts)
    return Town(
        world,
        made[0],
        made[1],
        merge,
        batch,
        emergency,
        case,
        visit,
        goal,
        note,
        plan,
        checklist,
        _answers(nurse, tmp_path),
        class_,
        episode,
        session,
        _reported(world),
        *_told(world),
        written_success(world, case),
        _asked(world),
        shared := shared_town(world),
        gathering(world, case=case),
        beside_town(world, shared.case),
        placed_town(world, case),
        _asked_for_a_copy(world, made[0]),
    )


def _asked_for_a_copy(world: World, person_id: uuid.UUID) -> uuid.UUID:
    """A request of the person, received and not decided yet."""
    secretary = world.viewer(Role.SECRETARIAT)
    paper = Paper(person_id, RequestKind.DISCLOSURE, secretary.on, Asker.SELF, "介護保険の被保険者証", "訪問の記録")
    return receive_request(by=secretary, paper=paper)


def _asked(world: World) -> Drawn:
    """A survey that is open today, with two slips."""
    planner = world.viewer(Role.PLANNER)
    return open_wave(
        by=planner, instrument="pulse", label="秋の6問", opens_on=planner.on, closes_on=planner.on, invited=2
    )


def _received(insurance: Viewer, tmp_path: Path) -> uuid.UUID:
    """A ledger that was checked and waits to be confirmed."""
    path = tmp_path / "ledger.csv"
    path.write_text(LEDGER.format(insurer="992031"), encoding="cp932")
    batch = receive_ledger(by=insurance, path=path, name=path.name)
    imports.begin_check(by=insurance, batch_id=batch)
    check_import(batch, at=insurance.at)
    return batch


def _told(world: World) -> tuple[uuid.UUID, uuid.UUID]:
    """A story that the nurse of the east has begun, with every kind of box and an indicator at one of them."""
    story, nurse = found(world), world.viewer(Role.EAST_NURSE)
    outlined(world, story)
    box = story_page(nurse, story).theory.of(Outcome)[0].key
    words = UseWords(node=box, name="提案率", role=UseRole.INITIAL, indicator="way_shown")
    return story, use_indicator(by=nurse, story_id=story, words=words)


def _answers(nurse: Viewer, tmp_path: Path) -> uuid.UUID:
    """Two people's checklists in a file, checked and not yet confirmed."""
    path = tmp_path / "answers.csv"
    path.write_text("被保険者番号,No.16,No.17\n0000000001,いいえ,はい\n0000000009,はい,いいえ\n", encoding="cp932")
    file = receive_checklist_file(by=nurse, path=path, name=path.name)
    choice = replace(checklist_import(nurse, file).choice, answered_on=nurse.on)
    start_checklist_check(by=nurse, batch_id=file, choice=choice)
    check_checklists(nurse, file, at=nurse.at)
    return file


def _reported(world: World) -> int:
    """What the planner has told the council."""
    planner = world.viewer(Role.PLANNER)
    this_year = fiscal_years(FiscalYear.containing(planner.on).begins_in)
    return keep_results(by=planner, title="春のまとめ", keys=["visited_in_time"], periods=this_year)


def _course(world: World, facts: dict[str, Any]) -> tuple[Class, uuid.UUID, int]:
    """Somebody else of the east in a course, with a session and an extension that waits for its answer."""
    other = {
        "name": "海野　タロウ",
        "name_kana": "ウミノ　タロウ",
        "birth": "昭和10年1月5日",
        "insured_no": "0000000004",
    }
    details = persons.PersonDetails(**(facts | other))
    person = persons.register_person(by=world.viewer(Role.INSURANCE), details=details)
    class_ = open_class(world, template="neyagawa")
    episode = begin(world, planned_case(world, person), class_.course_id)
    provider = world.viewer(Role.PROVIDER)
    entry = SessionEntry(provider.on, Attendance.ATTENDED)
    session = enter_session(by=provider, episode_id=episode, entry=entry)
    wanted = Stretch(provider.on + timedelta(weeks=10), 4, "練習を続けるため")
    ask_extension(by=provider, episode_id=episode, wanted=wanted)
    return class_, episode, session
