"""だれがどの画面を見られるか: one line for every address of the house. Written by hand, read before every release.

`seen_by` see the page; all other members of staff are answered with `others`. Whoever has not signed in is sent to
sign in, and whoever has not confirmed the oath is sent there first, unless `before_settling` says otherwise.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from http import HTTPStatus

from tests.worlds import Role

SEEN, HIDDEN, REFUSED = HTTPStatus.OK, HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN
NOT_BY_GET = HTTPStatus.METHOD_NOT_ALLOWED
SIGN_IN, OATH, ELSEWHERE = "sign in first", "oath first", "sent on"

STAFF = frozenset(Role) - {Role.SUSPENDED, Role.NO_OATH}
INSURANCE = frozenset({Role.INSURANCE, Role.INSURANCE_HEAD})
# The person of the table lives in the east.
OWN_AREA = INSURANCE | {Role.EAST_NURSE, Role.EAST_HEAD}
OWN_CASE = frozenset({Role.EAST_NURSE, Role.EAST_HEAD})
CENTRES = frozenset({Role.EAST_NURSE, Role.EAST_HEAD, Role.WEST_NURSE, Role.NEIGHBOUR_NURSE})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR, Role.NEIGHBOUR_ADMINISTRATOR})
AUDITORS = frozenset({Role.AUDITOR, Role.NEIGHBOUR_AUDITOR})

AT_PROGRAMMES = CENTRES | INSURANCE | {Role.PROVIDER, Role.PLANNER}
WITH_STORIES = CENTRES | INSURANCE | {Role.PLANNER, Role.SECRETARIAT, Role.STATION, Role.COORDINATOR}
STORY_READERS = frozenset({Role.EAST_NURSE, Role.EAST_HEAD, Role.PLANNER, Role.INSURANCE_HEAD})
# Whom something connects with the shared case of the town: its owner's side, who was asked, the station, the secretariat.
SHARED_OWNER = frozenset({Role.EAST_NURSE, Role.EAST_HEAD})
SHARED_ASKING = SHARED_OWNER | {Role.STATION, Role.SECRETARIAT}
SHARED_AROUND = SHARED_ASKING | {Role.COORDINATOR, Role.WEST_NURSE}
OF_THE_TOWN = STAFF - {Role.NEIGHBOUR_NURSE, Role.NEIGHBOUR_ADMINISTRATOR, Role.NEIGHBOUR_AUDITOR}
NEIGHBOURS = frozenset({Role.NEIGHBOUR_NURSE, Role.NEIGHBOUR_AUDITOR})
IN_THE_OFFICE = CENTRES | INSURANCE | {Role.PLANNER, Role.SECRETARIAT, Role.STATION, Role.COORDINATOR}
WITH_NUMBERS = IN_THE_OFFICE | AUDITORS | {Role.PROVIDER, Role.EVALUATOR}
ASKING = frozenset({Role.PLANNER, Role.SECRETARIAT, Role.STATION})
REPORTING = frozenset({Role.PLANNER, Role.EAST_HEAD, Role.INSURANCE_HEAD})
ARRANGING = INSURANCE | {Role.PLANNER, Role.EAST_HEAD}
WRITING_MINUTES = frozenset({Role.SECRETARIAT, Role.STATION})
AT_THE_CONFERENCE = WRITING_MINUTES | {Role.EAST_NURSE, Role.WEST_NURSE, Role.COORDINATOR, Role.AUDITOR}
AT_THE_MEETING = AT_THE_CONFERENCE | {Role.EAST_HEAD}
DECIDED_BY_THE_CENTRE = (
    "extension_decide",
    "episode_suspend",
    "episode_resume",
    "episode_move",
    "episode_end",
    "episode_end_undo",
)


@dataclass(frozen=True)
class Line:
    """One screen: who sees it, and what everybody else is answered."""

    seen_by: AbstractSet[Role] = STAFF
    others: object = REFUSED
    seen: object = SEEN
    signed_out: object = SIGN_IN
    before_settling: bool = False

    def expected(self, role: Role | None) -> object:
        """What a GET of the screen is answered for the role; None is somebody who has not signed in."""
        if role is None or role is Role.SUSPENDED:
            return self.signed_out
        if role is Role.NO_OATH:
            return self.seen if self.before_settling else OATH
        return self.seen if role in self.seen_by else self.others


def only(*roles: AbstractSet[Role] | Role, others: object = REFUSED, **more: object) -> Line:
    """A screen for these roles only."""
    wanted = frozenset().union(*({one} if isinstance(one, Role) else one for one in roles))
    return Line(wanted, others, **more)


SCREENS: dict[str, Line] = {
    # everybody, before anything
    "health": Line(signed_out=SEEN, before_settling=True),
    "account_login": Line(seen=ELSEWHERE, signed_out=SEEN),
    "account_inactive": Line(signed_out=SEEN),
    # one's own account
    "account_logout": Line(before_settling=True, signed_out=ELSEWHERE),
    "account_reauthenticate": Line(before_settling=True),
    "account_change_password": Line(before_settling=True),
    "mfa_authenticate": Line(seen=ELSEWHERE),
    "mfa_login_webauthn": Line(seen=ELSEWHERE),
    "mfa_reauthenticate": Line(before_settling=True),
    "mfa_index": Line(before_settling=True),
    "mfa_list_webauthn": Line(before_settling=True),
    "mfa_view_recovery_codes": Line(seen=HIDDEN, before_settling=True),
    "mfa_download_recovery_codes": Line(seen=HIDDEN, before_settling=True),
    # changing one's factors asks for the password again
    "mfa_activate_totp": Line(seen=SIGN_IN, before_settling=True),
    "mfa_add_webauthn": Line(seen=SIGN_IN, before_settling=True),
    "mfa_reauthenticate_webauthn": Line(seen=SIGN_IN, before_settling=True),
    "mfa_generate_recovery_codes": Line(seen=SIGN_IN, before_settling=True),
    "mfa_deactivate_totp": Line(seen=SIGN_IN),
    "mfa_remove_webauthn": Line(seen=SIGN_IN),
    "mfa_edit_webauthn": Line(seen=SIGN_IN),
    "oath": Line(before_settling=True),
    # every member of staff
    "today": Line(),
    "gallery": Line(),
    "administration": Line(),
    "access_matrix": Line(),
    "legal_bases": Line(),
    "oaths": Line(),
    "agencies": Line(),
    "settings": Line(),
    "people": Line(),
    # the desk of programmes
    "programmes": only(AT_PROGRAMMES),
    "courses": only(AT_PROGRAMMES),
    "participants": only(AT_PROGRAMMES),
    "programme_terms": only(AT_PROGRAMMES),
    "course": only(AT_PROGRAMMES - {Role.NEIGHBOUR_NURSE}, others=HIDDEN),
    "course_new": only(ARRANGING),
    "course_close": only(ARRANGING),
    "programme_adopt": only(ARRANGING),
    "programme_change": only(ARRANGING),
    "episode_start": only(OWN_CASE, others=HIDDEN),
    "episode_wait": only(OWN_CASE, others=NOT_BY_GET, seen=NOT_BY_GET),
    # somebody of the east in a course of the provider
    "episode": only(OWN_CASE, Role.PROVIDER, others=HIDDEN),
    "before_after": only(OWN_CASE, Role.PROVIDER, others=HIDDEN),
    "session_new": only(OWN_CASE, Role.PROVIDER, others=HIDDEN),
    "session_change": only(OWN_CASE, Role.PROVIDER, others=HIDDEN),
    "measurement_sheet": only(OWN_CASE, Role.PROVIDER, others=HIDDEN),
    "extension_ask": only(OWN_CASE, Role.PROVIDER, others=HIDDEN),
    "end_report": only(OWN_CASE, Role.PROVIDER, others=HIDDEN),
    "episode_attendance": only(OWN_CASE, Role.PROVIDER, others=NOT_BY_GET, seen=NOT_BY_GET),
    "session_undo": only(OWN_CASE, Role.PROVIDER, others=NOT_BY_GET, seen=NOT_BY_GET),
    "episode_withdraw": only(OWN_CASE, Role.PROVIDER, others=NOT_BY_GET, seen=NOT_BY_GET),
    "episode_print": only(OWN_CASE, Role.PROVIDER, others=HIDDEN),
    "extension_decide": only(OWN_CASE, others=HIDDEN),
    "episode_suspend": only(OWN_CASE, others=HIDDEN),
    "episode_resume": only(OWN_CASE, others=HIDDEN),
    "episode_move": only(OWN_CASE, others=HIDDEN),
    "episode_end": only(OWN_CASE, others=HIDDEN),
    "episode_end_undo": only(OWN_CASE, others=HIDDEN),
    # during a meeting and after it: invited were a nurse of each centre and the coordinator
    "my_promises": Line(),
    "involvement_checks": Line(),
    "lectures": Line(),
    "lecture_new": Line(),
    "meetings_calendar": Line(),
    "team_meetings": Line(),
    # the address of an invitation: this one is of something else, and has ended for everybody alike
    "meeting_days": Line(seen=HIDDEN, signed_out=HIDDEN, before_settling=True),
    "meeting_attendance": only(AT_THE_MEETING, others=HIDDEN),
    "meeting_promises": only(AT_THE_MEETING, others=HIDDEN),
    "meeting_dates": only(AT_THE_MEETING, others=HIDDEN),
    "meeting_calendar": only(AT_THE_MEETING, others=HIDDEN),
    "meeting_minutes": only(WRITING_MINUTES, others=HIDDEN),
    "meeting_ideas": only(Role.SECRETARIAT, others=HIDDEN),
    "meeting_minutes_save": Line(seen=NOT_BY_GET),
    "meeting_minutes_settle": Line(seen=NOT_BY_GET),
    "meeting_dates_answer": Line(seen=NOT_BY_GET),
    "meeting_dates_choose": Line(seen=NOT_BY_GET),
    "meeting_pack": Line(seen=NOT_BY_GET),
    "promise": only(WRITING_MINUTES, OWN_CASE, Role.COORDINATOR, others=HIDDEN),
    "promise_new": only(WRITING_MINUTES, OWN_CASE, others=HIDDEN),
    "record_confirm": only(OWN_CASE, others=HIDDEN),
    "item_after": only(WRITING_MINUTES, OWN_CASE, others=HIDDEN),
    "support_plan": only(AT_THE_MEETING, others=HIDDEN),
    "support_plan_write": only(OWN_CASE, others=HIDDEN),
    "support_plan_evaluate": only(OWN_CASE, others=HIDDEN),
    "support_plan_decide": Line(seen=NOT_BY_GET),
    "meeting_care": only(AT_THE_CONFERENCE, others=HIDDEN),
    "care_ask": only(AT_THE_CONFERENCE - {Role.AUDITOR}, others=HIDDEN),
    "care_sheet": only(WRITING_MINUTES, Role.EAST_NURSE, others=HIDDEN),
    "care_answer": only(WRITING_MINUTES, Role.EAST_NURSE, others=HIDDEN),
    "care_advise": only(WRITING_MINUTES, others=HIDDEN),
    "care_clock": Line(seen=NOT_BY_GET),
    "care_bring": only(OWN_CASE, others=HIDDEN),
    "lecture": only(WRITING_MINUTES, Role.WEST_NURSE, Role.PLANNER, others=HIDDEN),
    "lecture_move": only(WRITING_MINUTES, others=HIDDEN),
    # meetings: the desk is everybody's, one meeting belongs to whom it concerns
    "meetings": Line(),
    "meeting_plan": only(WRITING_MINUTES),
    "meeting_ask": only(SHARED_ASKING, others=HIDDEN),
    "bodies": Line(),
    "body": only(OF_THE_TOWN, others=HIDDEN),
    "body_oath": only(OF_THE_TOWN, others=HIDDEN),
    "body_new": only(Role.SECRETARIAT),
    "body_edit": only(Role.SECRETARIAT, others=HIDDEN),
    "body_end": only(Role.SECRETARIAT, others=HIDDEN),
    "body_member_new": only(Role.SECRETARIAT, others=HIDDEN),
    "body_member_end": only(Role.SECRETARIAT, others=HIDDEN),
    "paper_oath": only(Role.SECRETARIAT, others=HIDDEN),
    "meeting": only(AT_THE_MEETING, others=HIDDEN),
    "meeting_guests": only(AT_THE_MEETING, others=HIDDEN),
    "meeting_secrecy": only(AT_THE_MEETING, others=HIDDEN),
    "meeting_reply": only(Role.EAST_NURSE, Role.WEST_NURSE, Role.COORDINATOR, others=HIDDEN),
    "meeting_cancel": only(Role.SECRETARIAT, others=HIDDEN),
    "meeting_time": only(Role.SECRETARIAT, others=HIDDEN),
    "meeting_item_new": only(Role.SECRETARIAT, others=HIDDEN),
    "meeting_item_withdraw": only(Role.SECRETARIAT, others=HIDDEN),
    "meeting_open": only(Role.SECRETARIAT, others=HIDDEN),
    # nothing is open there yet, so that there is nothing to close
    "meeting_close_class": only(others=HIDDEN),
    # the owner's side, the station and the secretariat prepare; guests read what has been opened, and nothing has
    "meeting_papers": only(SHARED_ASKING, others=HIDDEN),
    "material_new": only(Role.SECRETARIAT, Role.EAST_NURSE, others=HIDDEN),
    "guest_answer": only(Role.SECRETARIAT, others=HIDDEN),
    "guest_link": only(Role.SECRETARIAT, others=HIDDEN),
    "guest_withdraw": only(Role.SECRETARIAT, others=HIDDEN),
    "guest_recall": Line(seen=NOT_BY_GET),
    "meeting_move": Line(seen=NOT_BY_GET),
    "meeting_give_back": Line(seen=NOT_BY_GET),
    "meeting_consent_lost": Line(seen=NOT_BY_GET),
    # an address that nobody was given: the same answer for whoever tries
    "meeting_answer": Line(seen=HIDDEN, signed_out=HIDDEN, before_settling=True),
    # working together
    "together": Line(),
    "shared_case_new": only(CENTRES),
    # around a shared case: asking without a name, somebody to look for, the household, what happened
    "help_desk": Line(),
    "help_request": only(SHARED_AROUND, others=HIDDEN),
    "help_settle": Line(seen=NOT_BY_GET),
    "help_withdraw": Line(seen=NOT_BY_GET),
    "first_words": only(Role.STATION, Role.SECRETARIAT),
    "leads": Line(),
    "lead_new": only(CENTRES, INSURANCE, Role.SECRETARIAT, Role.STATION, Role.COORDINATOR, Role.PROVIDER),
    "lead": only(Role.STATION, others=HIDDEN),
    "lead_assign": Line(seen=NOT_BY_GET),
    "lead_move": Line(seen=NOT_BY_GET),
    "shared_household": only(SHARED_OWNER, others=HIDDEN),
    "shared_records": only(SHARED_OWNER, others=HIDDEN),
    "help_new": only(SHARED_OWNER, others=HIDDEN),
    "member_new": only(SHARED_OWNER, others=HIDDEN),
    "member_edit": only(SHARED_OWNER, others=HIDDEN),
    "member_out": Line(seen=NOT_BY_GET),
    "supporter_new": only(SHARED_OWNER, others=HIDDEN),
    "supporter_out": Line(seen=NOT_BY_GET),
    "contact_replace": only(SHARED_OWNER, others=HIDDEN),
    "issue_new": only(SHARED_OWNER, others=HIDDEN),
    "issue_resolve": Line(seen=NOT_BY_GET),
    "episode_open": Line(seen=NOT_BY_GET),
    "episode_close": Line(seen=NOT_BY_GET),
    "quiet_cases": Line(),
    "quiet_answer": Line(seen=NOT_BY_GET),
    "acquaintances": Line(),
    "together_station": only(Role.STATION, Role.SECRETARIAT),
    "shared_case": only(SHARED_AROUND, others=HIDDEN),
    "shared_handover": only(SHARED_AROUND, others=HIDDEN),
    "shared_consent": only(SHARED_AROUND, others=HIDDEN),
    "shared_describe": only(SHARED_OWNER, others=HIDDEN),
    "shared_state": only(SHARED_OWNER, others=HIDDEN),
    "transfer_new": only(SHARED_OWNER, others=HIDDEN),
    "shared_owner": only(Role.EAST_HEAD, others=HIDDEN),
    "shared_close": only(Role.EAST_HEAD, others=HIDDEN),
    "shared_emergency": only(Role.STATION, Role.SECRETARIAT, others=HIDDEN),
    "shared_readers": only(Role.EAST_HEAD, Role.AUDITOR, others=HIDDEN),
    # The matrix leaves asking to the owner in person, the station and the secretariat.
    "role_new": only(SHARED_ASKING - {Role.EAST_HEAD}, others=HIDDEN),
    "referral_new": only(SHARED_ASKING - {Role.EAST_HEAD}, others=HIDDEN),
    "involvement_new": only(SHARED_ASKING, others=HIDDEN),
    "role_answer": only(SHARED_ASKING, Role.COORDINATOR, others=HIDDEN),
    "role_end": only(SHARED_ASKING, Role.COORDINATOR, others=HIDDEN),
    "referral_answer": only(SHARED_ASKING, Role.WEST_NURSE, others=HIDDEN),
    "involvement_end": only(SHARED_ASKING, others=HIDDEN),
    "transfer_answer": only(SHARED_OWNER, Role.SECRETARIAT, others=HIDDEN),
    # administration
    "maintenance": only(ADMINISTRATORS),
    "staff": only(Role.SECRETARIAT, ADMINISTRATORS, AUDITORS),
    "staff_member": only(Role.SECRETARIAT, Role.ADMINISTRATOR, Role.AUDITOR),
    "staff_new": only(ADMINISTRATORS),
    "post_new": only(Role.ADMINISTRATOR),
    "post_end": only(Role.ADMINISTRATOR),
    "staff_status": only(Role.ADMINISTRATOR),
    "staff_password": only(Role.ADMINISTRATOR),
    "agency_new": only(ADMINISTRATORS),
    "area_new": only(ADMINISTRATORS),
    "setting_change": only(Role.INSURANCE_HEAD, Role.SECRETARIAT),
    "audit_log": only(AUDITORS),
    "emergencies": only(Role.SECRETARIAT, AUDITORS),
    # of the reader herself, the owners' supervisor and the reviewers
    "emergency_review": only(Role.WEST_NURSE, Role.EAST_HEAD, Role.SECRETARIAT, Role.AUDITOR, others=HIDDEN),
    # a person of the east
    "person": only(OWN_AREA, others=HIDDEN),
    "person_change": only(OWN_AREA, others=HIDDEN),
    "consent_record": only(OWN_AREA, others=HIDDEN),
    "person_readers": only(Role.EAST_HEAD, Role.INSURANCE_HEAD, Role.AUDITOR, others=HIDDEN),
    "person_protect": only(Role.INSURANCE_HEAD),
    "person_new": only(INSURANCE, CENTRES),
    "emergency_new": only(CENTRES),
    # the desk of casework, and a case of the east
    "cases": only(CENTRES),
    "cases_week": Line(),
    "case_column": only(CENTRES),
    "cases_centre": only(Role.EAST_HEAD),
    "cases_late": only(Role.EAST_HEAD),
    "cases_ways": only(CENTRES, Role.INSURANCE_HEAD),
    "cases_way_change": only(Role.EAST_HEAD, Role.INSURANCE_HEAD),
    "case_new": Line(),
    # the person has a case already: sent to it
    "case_new_of": only(OWN_CASE, seen=ELSEWHERE),
    "cases_waiting": only(CENTRES),
    # nobody of this town was certified; tests/rooms/test_casework_intake.py has somebody who was
    "case_take_up": only(others=HIDDEN),
    "case_take_up_now": Line(seen=NOT_BY_GET),
    "case_consultation": only(OWN_CASE, others=HIDDEN),
    "case": only(OWN_CASE, others=HIDDEN),
    "case_move": only(OWN_CASE, others=HIDDEN),
    "case_correct": only(OWN_CASE, others=HIDDEN),
    "case_next_step": only(OWN_CASE, others=HIDDEN),
    "case_schedule": only(OWN_CASE, others=HIDDEN),
    "case_hand_over": only(OWN_CASE, others=HIDDEN),
    "case_companion": only(OWN_CASE, others=HIDDEN),
    "case_entrust": only(OWN_CASE, others=HIDDEN),
    # visits; the two pages that hold nothing about anybody open for whoever asks
    "visits": Line(),
    "visit_pack": Line(seen=NOT_BY_GET),
    # without a device's number there is no key
    "visit_door": Line(seen=HTTPStatus.BAD_REQUEST),
    "visit_away": Line(signed_out=SEEN, before_settling=True),
    "visit_worker": Line(signed_out=SEEN, before_settling=True),
    "visit": only(OWN_CASE, others=HIDDEN),
    "draft_save": Line(seen=NOT_BY_GET),
    "draft_settle": Line(seen=NOT_BY_GET),
    "visit_save": only(OWN_CASE, seen=NOT_BY_GET, others=NOT_BY_GET),
    "visit_settle": only(OWN_CASE, seen=NOT_BY_GET, others=NOT_BY_GET),
    "visit_confirm": only(OWN_CASE, seen=NOT_BY_GET, others=NOT_BY_GET),
    "visit_discard": only(OWN_CASE, others=HIDDEN),
    "visit_record": only(OWN_CASE, others=HIDDEN),
    "visit_revise": only(OWN_CASE, seen=NOT_BY_GET, others=NOT_BY_GET),
    # the checklist of the case
    "checklist_write": only(OWN_CASE, others=HIDDEN),
    "checklist": only(OWN_CASE, others=HIDDEN),
    "checklist_correct": only(OWN_CASE, others=HIDDEN),
    "checklist_judge": Line(seen=NOT_BY_GET),
    "checklist_eligible": only(OWN_CASE, others=HIDDEN),
    "eligibility_suspend": only(OWN_CASE, others=HIDDEN),
    "eligibility_end": only(OWN_CASE, others=HIDDEN),
    # a file of many people's answers, taken in by the east
    "checklist_imports": only(CENTRES),
    "checklist_import": only(OWN_CASE, others=HIDDEN),
    "checklist_import_columns": only(OWN_CASE, others=HIDDEN),
    "checklist_import_progress": only(OWN_CASE, others=HIDDEN),
    "checklist_import_problems": only(OWN_CASE, others=HIDDEN),
    "checklist_import_problems_file": only(OWN_CASE, others=HIDDEN),
    "checklist_import_rows": only(OWN_CASE, others=HIDDEN),
    "checklist_import_undo": only(OWN_CASE, others=HIDDEN),
    "checklist_import_discard": only(OWN_CASE, others=HIDDEN),
    # goals, notes, follow-up and paper of the case
    "successes": only(IN_THE_OFFICE, Role.PROVIDER),
    "success": only(OWN_CASE, others=HIDDEN),
    "success_new": only(OWN_CASE, others=HIDDEN),
    "success_rewrite": only(OWN_CASE, others=HIDDEN),
    "success_end": only(OWN_CASE, others=HIDDEN),
    "success_step": only(OWN_CASE, others=NOT_BY_GET, seen=NOT_BY_GET),
    "goals": only(OWN_CASE, others=HIDDEN),
    "goals_write": only(OWN_CASE, others=HIDDEN),
    "goals_agree": only(OWN_CASE, others=HIDDEN),
    "goals_decline": only(OWN_CASE, others=HIDDEN),
    "goals_paper": only(OWN_CASE, others=HIDDEN),
    "goal_revise": only(OWN_CASE, others=HIDDEN),
    "goal_rate": only(OWN_CASE, others=HIDDEN),
    "goal_judge": only(OWN_CASE, others=HIDDEN),
    "plans": only(OWN_CASE, others=HIDDEN),
    "plan_begin": Line(seen=NOT_BY_GET),
    "plan": only(OWN_CASE, others=HIDDEN),
    "plan_save": Line(seen=NOT_BY_GET),
    "plan_consent": only(OWN_CASE, others=HIDDEN),
    "plan_evaluate": only(OWN_CASE, others=HIDDEN),
    "plan_exchange": only(OWN_CASE, others=HIDDEN),
    "plan_print": only(OWN_CASE, others=HIDDEN),
    "basic_sheet": only(OWN_CASE, others=HIDDEN),
    "basic_exchange": only(OWN_CASE, others=HIDDEN),
    "notes": only(OWN_CASE, others=HIDDEN),
    "note_replace": only(OWN_CASE, others=HIDDEN),
    "follow_ups": only(OWN_CASE, others=HIDDEN),
    # nothing is laid down before a course has ended; tests/screens/test_casework_afterwards.py has one that has
    "follow_up": only(others=HIDDEN),
    "case_print": only(OWN_CASE, others=HIDDEN),
    # stories: the team, planners and heads; nobody else while it is shown to the team alone
    "stories": Line(),
    "story_new": only(WITH_STORIES),
    "story": only(STORY_READERS, others=HIDDEN),
    "monitoring_new": only(Role.EAST_NURSE, others=HIDDEN),
    "story_schedule": only(STORY_READERS, others=HIDDEN),
    "story_counted": only(STORY_READERS, others=HIDDEN),
    "story_papers": only(STORY_READERS, others=HIDDEN),
    "story_file": only(STORY_READERS, others=HIDDEN),
    "story_read_tables": Line(seen=NOT_BY_GET),
    "story_put_tables": Line(seen=NOT_BY_GET),
    "story_measures": only(STORY_READERS, others=HIDDEN),
    # the team writes; other readers are told so
    "measure_new": only(Role.EAST_NURSE, others=HIDDEN),
    "story_outline": only(Role.EAST_NURSE, others=HIDDEN),
    "story_box": only(STORY_READERS, others=HIDDEN),
    "story_box_new": only(Role.EAST_NURSE, others=HIDDEN),
    "story_box_write": only(Role.EAST_NURSE, others=HIDDEN),
    "story_box_out": only(Role.EAST_NURSE, others=HIDDEN),
    "story_box_back": Line(seen=NOT_BY_GET),
    "story_box_move": Line(seen=NOT_BY_GET),
    "story_box_place": Line(seen=NOT_BY_GET),
    "story_take_back": Line(seen=NOT_BY_GET),
    "story_draft": Line(seen=NOT_BY_GET),
    "story_draft_drop": Line(seen=NOT_BY_GET),
    "story_link": only(STORY_READERS, others=HIDDEN),
    "story_link_new": only(Role.EAST_NURSE, others=HIDDEN),
    "story_link_write": only(Role.EAST_NURSE, others=HIDDEN),
    "story_link_out": only(Role.EAST_NURSE, others=HIDDEN),
    "story_team": only(STORY_READERS, others=HIDDEN),
    "story_describe": only(Role.EAST_NURSE, others=HIDDEN),
    "story_move": only(Role.EAST_NURSE, others=HIDDEN),
    "story_show": only(STORY_READERS, others=HIDDEN),
    "member_invite": only(Role.EAST_NURSE, others=HIDDEN),
    "member_end": only(Role.EAST_NURSE, others=HIDDEN),
    "story_settle": Line(seen=NOT_BY_GET),
    "story_tidy": Line(seen=NOT_BY_GET),
    "measure_baseline": only(Role.EAST_NURSE, others=HIDDEN),
    "measure_target": only(Role.EAST_NURSE, others=HIDDEN),
    "measure_end": only(Role.EAST_NURSE, others=HIDDEN),
    "story_handover": only(STORY_READERS, others=HIDDEN),
    "case_fact_new": only(Role.EAST_NURSE, others=HIDDEN),
    "kindling": only(Role.EAST_NURSE, others=HIDDEN),
    "kindling_pile": Line(seen=NOT_BY_GET),
    "story_claims": only(STORY_READERS, others=HIDDEN),
    "claim_new": only(Role.EAST_NURSE, others=HIDDEN),
    "claim_withdraw": Line(seen=NOT_BY_GET),
    "story_committee": only(STORY_READERS, others=HIDDEN),
    "story_public": only(STORY_READERS, others=HIDDEN),
    "story_grant": only(STORY_READERS, others=HIDDEN),
    "story_grant_table": only(STORY_READERS, others=HIDDEN),
    "story_timeline": only(STORY_READERS, others=HIDDEN),
    "story_comments": only(STORY_READERS, others=HIDDEN),
    "comment_new": only(STORY_READERS, others=HIDDEN),
    "comment_answer": only(Role.EAST_NURSE, others=HIDDEN),
    "story_meetings": only(STORY_READERS, others=HIDDEN),
    "meeting_new": only(Role.EAST_NURSE, others=HIDDEN),
    "meeting_check": only(Role.EAST_NURSE, others=HIDDEN),
    "story_questions": only(STORY_READERS, others=HIDDEN),
    "story_versions": only(STORY_READERS, others=HIDDEN),
    "version_agree": only(Role.EAST_NURSE, others=HIDDEN),
    "version_approve": only(STORY_READERS - {Role.EAST_NURSE}, others=HIDDEN),
    "course_change": only(Role.EAST_NURSE, others=HIDDEN),
    "versions_compare": only(STORY_READERS, others=HIDDEN),
    "story_believed": only(STORY_READERS, others=HIDDEN),
    "learning": only(STORY_READERS, others=HIDDEN),
    "reflection_new": only(Role.EAST_NURSE, others=HIDDEN),
    "decision_new": only(Role.EAST_NURSE, others=HIDDEN),
    "diagnosis_new": only(Role.EAST_NURSE, others=HIDDEN),
    "wood": only(STORY_READERS, others=HIDDEN),
    "unease_new": Line(seen=NOT_BY_GET),
    "unease_settle": Line(seen=NOT_BY_GET),
    "question_new": only(Role.EAST_NURSE, others=HIDDEN),
    "question_move": only(Role.EAST_NURSE, others=HIDDEN, seen=ELSEWHERE),
    "fact_new": only(Role.EAST_NURSE, others=HIDDEN),
    "reading_new": only(Role.EAST_NURSE, others=HIDDEN),
    "reading_withdraw": Line(seen=NOT_BY_GET),
    "signs": only(STORY_READERS, others=HIDDEN),
    "sign_check": only(Role.EAST_NURSE, others=HIDDEN),
    "voice_new": only(Role.EAST_NURSE, others=HIDDEN),
    "voice_confirm": only(STAFF, others=NOT_BY_GET, seen=NOT_BY_GET),
    "voice_rewrite": only(STAFF, others=NOT_BY_GET, seen=NOT_BY_GET),
    # numbers: everybody who works with them; the records behind are told apart by the grounds of each
    "numbers": only(WITH_NUMBERS),
    "number": only(WITH_NUMBERS),
    "number_table": only(WITH_NUMBERS),
    "number_behind": only(WITH_NUMBERS),
    "number_reports": only(WITH_NUMBERS),
    "number_report_new": only(REPORTING),
    "number_report": only(WITH_NUMBERS - NEIGHBOURS),
    "number_quality": only(IN_THE_OFFICE),
    "number_finding": only(IN_THE_OFFICE),
    # surveys: everybody sees that one is asked; what came of it only whose work it is; a slip opens for whoever holds it
    "surveys": Line(),
    "survey_new": only(ASKING),
    "survey_instruments": only(ASKING),
    "survey": only(ASKING, Role.EVALUATOR),
    "survey_close": Line(seen=NOT_BY_GET, others=NOT_BY_GET),
    "survey_answer": Line(STAFF | {None, Role.SUSPENDED}, signed_out=SEEN),
    # duplicates and ledgers: the insurance section
    "duplicates": only(INSURANCE),
    "duplicate_pair": only(INSURANCE),
    "duplicate_merge": only(INSURANCE, others=NOT_BY_GET, seen=NOT_BY_GET),
    "duplicate_not_same": only(INSURANCE, others=NOT_BY_GET, seen=NOT_BY_GET),
    "merges": only(INSURANCE),
    "merge_undo": only(INSURANCE),
    "imports": only(INSURANCE),
    "import_page": only(INSURANCE),
    "import_columns": only(INSURANCE),
    "import_progress": only(INSURANCE),
    "import_problems": only(INSURANCE),
    "import_problems_file": only(INSURANCE),
    "import_rows": only(INSURANCE),
    "import_changes": only(INSURANCE),
    "import_undo": only(INSURANCE),
    "import_discard": only(INSURANCE),
}

# A colleague who sees the person knows of her already: told why, not hidden from.
# Whoever reads a story without being of its team is told who writes.
WRITTEN_BY_THE_TEAM = (
    "measure_new",
    "measure_baseline",
    "measure_target",
    "measure_end",
    "story_outline",
    "story_box_new",
    "story_box_write",
    "story_box_out",
    "story_link_new",
    "story_link_write",
    "story_link_out",
    "story_describe",
    "story_move",
    "member_invite",
    "member_end",
    "sign_check",
    "voice_new",
    "question_new",
    "question_move",
    "fact_new",
    "reading_new",
    "reflection_new",
    "case_fact_new",
    "kindling",
    "monitoring_new",
    "claim_new",
    "decision_new",
    "diagnosis_new",
    "version_agree",
    "course_change",
    "comment_answer",
    "meeting_new",
    "meeting_check",
)
KEEPING_BODIES = ("body_edit", "body_end", "body_member_new", "body_member_end", "paper_oath")
CONVENING = (
    "meeting_cancel",
    "meeting_time",
    "meeting_item_new",
    "meeting_item_withdraw",
    "meeting_open",
    "meeting_close_class",
    "guest_answer",
    "guest_link",
    "guest_withdraw",
)
SHARED_DEEDS = (
    "meeting_ask",
    "shared_describe",
    "shared_state",
    "transfer_new",
    "shared_owner",
    "shared_close",
    "shared_emergency",
    "shared_readers",
    "role_new",
    "referral_new",
    "involvement_new",
    "help_new",
    "shared_household",
    "shared_records",
    "member_new",
    "member_edit",
    "supporter_new",
    "contact_replace",
    "issue_new",
)
EXCEPTIONS: dict[tuple[str, Role], object] = {
    # Whoever knows the shared case is told who may do this; for the others it does not exist.
    **{(name, role): REFUSED for name in SHARED_DEEDS for role in SHARED_AROUND - SCREENS[name].seen_by},
    **{(name, role): REFUSED for name in WRITTEN_BY_THE_TEAM for role in STORY_READERS - {Role.EAST_NURSE}},
    # Whoever writes a version does not approve of it for the town hall.
    ("version_approve", Role.EAST_NURSE): REFUSED,
    **{(name, role): REFUSED for name in KEEPING_BODIES for role in OF_THE_TOWN - {Role.SECRETARIAT}},
    **{(name, role): REFUSED for name in CONVENING for role in AT_THE_MEETING - {Role.SECRETARIAT}},
    **{("meeting_papers", role): REFUSED for role in AT_THE_MEETING - SHARED_ASKING},
    # Whoever knows of the meeting is told who writes and who invites.
    **{("meeting_minutes", role): REFUSED for role in AT_THE_MEETING - WRITING_MINUTES},
    **{("meeting_ideas", role): REFUSED for role in AT_THE_MEETING - {Role.SECRETARIAT}},
    **{(name, role): REFUSED for name in ("promise", "item_after") for role in (Role.WEST_NURSE, Role.AUDITOR)},
    ("item_after", Role.COORDINATOR): REFUSED,
    # Another town's report does not exist for them.
    **{("number_report", role): HIDDEN for role in NEIGHBOURS},
    # The provider sees the course and is told who decides about it.
    **{(screen, Role.PROVIDER): REFUSED for screen in DECIDED_BY_THE_CENTRE},
    # Centres take people in, but not those of another area or town.
    ("case_new_of", Role.WEST_NURSE): HIDDEN,
    ("case_new_of", Role.NEIGHBOUR_NURSE): HIDDEN,
    ("person_readers", Role.EAST_NURSE): REFUSED,
    ("person_readers", Role.INSURANCE): REFUSED,
    # The neighbour's administrator may open such pages, but not for staff of this town.
    ("staff_member", Role.NEIGHBOUR_ADMINISTRATOR): HIDDEN,
    ("staff_member", Role.NEIGHBOUR_AUDITOR): HIDDEN,
    ("post_new", Role.NEIGHBOUR_ADMINISTRATOR): HIDDEN,
    ("post_end", Role.NEIGHBOUR_ADMINISTRATOR): HIDDEN,
    ("staff_status", Role.NEIGHBOUR_ADMINISTRATOR): HIDDEN,
    ("staff_password", Role.NEIGHBOUR_ADMINISTRATOR): HIDDEN,
}


def expected(screen: str, role: Role | None) -> object:
    """What a GET of `screen` is answered for `role`."""
    return EXCEPTIONS.get((screen, role), SCREENS[screen].expected(role)) if role else SCREENS[screen].expected(None)
