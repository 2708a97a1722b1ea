"""攻める人の試し: what somebody with an account, a link or a browser would try. Told in docs/reference/attacks.md."""

import html
import re
import uuid
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import quote

import pyotp
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from takigi.access.information import Information
from takigi.audit import queries as audit
from takigi.casework.rules.states import Route
from takigi.collaboration.actions import cases, households, records, roles
from takigi.collaboration.actions.cases import NewShared
from takigi.collaboration.actions.consents import record_case_consent
from takigi.collaboration.actions.households import MemberWords, SupporterWords
from takigi.collaboration.actions.records import ContactWords
from takigi.collaboration.models import CaseRole, SharedCase
from takigi.collaboration.policies.reading import reading_of
from takigi.collaboration.queries.consents import case_consents
from takigi.collaboration.rules.contacts import Direction, Method
from takigi.collaboration.rules.households import Kinship, SupporterKind
from takigi.collaboration.rules.words import Source
from takigi.meetings.actions.invitations import give_link
from takigi.meetings.actions.plans import decide_plan
from takigi.meetings.queries.plans import plan_page
from takigi.meetings.rules.words import MeetingKind, MeetingsRefused, Reply
from takigi.organisations import actions as organisations
from takigi.people.actions import merges, persons
from takigi.people.actions.consents import ConsentWords, record_consent
from takigi.people.actions.persons import PersonDetails
from takigi.people.rules import ConsentPurpose, ConsentState, Evidence
from tests.meetings_held import held
from tests.meetings_made import convene, opened
from tests.permissions.test_every_screen import without_token
from tests.shared_cases_made import NAME, WHO, ask, consent, open_shared
from tests.worlds import BACKEND, PASSWORD, Role, build_world, give_second_factor, seat

pytestmark = pytest.mark.django_db
SCRIPT = "<img src=x onerror=alert(1)>\"'"
WRITERS = (Role.EAST_NURSE, Role.SECRETARIAT)
# Signing out ends the visit, and the pages of the sign-in library have tests of their own.
LEFT_OUT = {"account_logout", "account_login"}
# A word of ours that a page looks up, not words that somebody typed.
CODES = {"code", "key", "status", "state", "kind", "level", "sex", "unit", "info_class", "scale", "shape"}


def somebody(world, role, **more) -> Client:
    return seat(Client(raise_request_exception=False, **more), world, role)


def deeds(municipality_id) -> list[str]:
    """What was done, without readings and the coming and going of staff."""
    quiet = ("audit.", "sign_in.", "people.searched")
    events = audit.events_page(municipality_id, size=10_000)
    return [one.kind for one in events if not one.kind.startswith(quiet)]


@pytest.fixture
def world():
    return build_world()


@pytest.mark.later
def test_a_search_for_a_hidden_person_and_for_nobody_are_answered_alike(world):
    open_shared(world)
    for role in (Role.WEST_NURSE, Role.PROVIDER, Role.SECRETARIAT, Role.STATION):
        client = somebody(world, role)
        pages = []
        for typed in (NAME, "実在 しない"):
            answer = client.post(reverse("people"), {"text": typed}, headers={"HX-Request": "true"})
            text = re.sub(r"search=[0-9a-f]+|value=\"[0-9a-f]{12}\"", "", html.unescape(answer.text))
            pages.append((answer.status_code, re.sub("|".join(typed.split()), "", text).replace(typed, "")))
        assert pages[0] == pages[1], role


def test_that_there_is_a_sensitive_issue_is_told_by_nothing_on_the_page(world):
    case_id = open_shared(world)
    roles.accept_role(by=world.viewer(Role.COORDINATOR), role_id=ask(world, case_id))
    consent(world, case_id, "council", {Information.ASSESS})
    nurse, helper = world.viewer(Role.EAST_NURSE), somebody(world, Role.COORDINATOR)
    address = reverse("shared_records", args=[case_id])
    before = helper.get(address)
    assert before.status_code == HTTPStatus.OK
    records.tag_issue(by=nurse, case_id=case_id, code="suicide_attempt", source=Source.SUPPORTER)
    assert without_token(helper.get(address)) == without_token(before)
    records.tag_issue(by=nurse, case_id=case_id, code="debt", source=Source.SUPPORTER)
    assert "債務" in helper.get(address).text


def test_a_refusal_on_either_of_two_merged_records_counts_for_the_plan(world):
    case_id = open_shared(world)
    consent(world, case_id, "secretariat", {Information.PLAN})
    _, item_id = held(world, MeetingKind.PLANNING, case_id=case_id)
    owner, insurance = world.viewer(Role.EAST_NURSE), world.viewer(Role.INSURANCE)
    assert plan_page(owner, item_id).has_consent
    kept = persons.register_person(by=insurance, details=replace(WHO, insured_no="0000000007"))
    for state in (ConsentState.ASKED, ConsentState.REFUSED):
        words = ConsentWords(insurance.on)
        record_consent(by=insurance, person_id=kept, purpose=ConsentPurpose.SHARING, state=state, words=words)
    absorbed = SharedCase.objects.values_list("case__person_id", flat=True).get(pk=case_id)
    asked = {"evidence": {Evidence.ASKED}, "note": "家族に電話で確かめた"}
    merges.merge_persons(by=insurance, kept_id=kept, absorbed_id=absorbed, **asked)
    assert not plan_page(owner, item_id).has_consent
    with pytest.raises(MeetingsRefused):
        decide_plan(by=world.viewer(Role.SECRETARIAT), item_id=item_id)


@pytest.mark.later
def test_a_withdrawal_that_a_helper_hears_closes_the_case_of_merged_records(world):
    """I9 after a merge: whoever hears it writes it down, and reads no more; the shown record never said anything itself."""
    case_id = open_shared(world)
    roles.accept_role(by=world.viewer(Role.COORDINATOR), role_id=ask(world, case_id))
    consent(world, case_id, "council", {Information.IDENT})
    helper, insurance = world.viewer(Role.COORDINATOR), world.viewer(Role.INSURANCE)
    kept = persons.register_person(by=insurance, details=replace(WHO, insured_no="0000000007"))
    absorbed = SharedCase.objects.values_list("case__person_id", flat=True).get(pk=case_id)
    asked = {"evidence": {Evidence.ASKED}, "note": "家族に電話で確かめた"}
    merges.merge_persons(by=insurance, kept_id=kept, absorbed_id=absorbed, **asked)
    assert reading_of(helper, case_id).may(Information.IDENT)
    told = case_consents(world.viewer(Role.EAST_NURSE), case_id)
    assert told[0].state is ConsentState.GRANTED and ConsentState.WITHDRAWN in told[0].next_moves
    words = ConsentWords(helper.on)
    record_case_consent(
        by=helper, case_id=case_id, purpose=ConsentPurpose.SHARING, state=ConsentState.WITHDRAWN, words=words
    )
    assert not reading_of(helper, case_id).may(Information.IDENT)


# --- changed ids and fields -------------------------------------------------------------------------------------------


def _household(world, role, agency, name) -> dict[str, object]:
    """A case with one of everything beneath it, of this owner."""
    by = world.viewer(role)
    new = NewShared(
        agency_id=world.agency_ids[agency],
        route=Route.FAMILY,
        opened_on=by.on,
        person=PersonDetails(name=name, name_kana="カナ", birth="昭和15年4月1日"),
    )
    case_id = cases.open_shared_case(by=by, new=new)
    of_case = {"by": by, "case_id": case_id}
    happened = ContactWords(by.on, Direction.OUT, Method.PHONE, "電話した")
    return {
        "shared_id": case_id,
        "member_id": households.write_member(**of_case, words=MemberWords(Kinship.SELF)),
        "supporter_id": households.add_supporter(**of_case, words=SupporterWords(SupporterKind.PLACE, "朝市")),
        "contact_id": records.write_contact(**of_case, words=happened),
        "issue_id": records.tag_issue(**of_case, code="debt", source=Source.SUPPORTER),
    }


NESTED = {
    "member_edit": "member_id",
    "member_out": "member_id",
    "supporter_out": "supporter_id",
    "contact_replace": "contact_id",
    "issue_resolve": "issue_id",
}


@pytest.mark.later
def test_what_is_beneath_anothers_case_is_not_reached_through_ones_own(world):
    mine = _household(world, Role.EAST_NURSE, "east", "甲野 一")
    theirs = _household(world, Role.WEST_NURSE, "west", "乙野 二")
    nurse, before = somebody(world, Role.EAST_NURSE), deeds(world.municipality_id)
    sent = {"kinship": "self", "fact_text": "書きかえる", "happened_on": "今日", "method": "phone", "direction": "out"}
    for screen, child in NESTED.items():
        mixed = reverse(screen, kwargs={"shared_id": mine["shared_id"], child: theirs[child]})
        own = reverse(screen, kwargs={"shared_id": theirs["shared_id"], child: mine[child]})
        for address in (mixed, own):
            assert nurse.post(address, sent).status_code == HTTPStatus.NOT_FOUND, address
            assert nurse.get(address).status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}, address
    assert deeds(world.municipality_id) == before


def test_hidden_fields_that_a_form_does_not_have_change_nothing(world):
    """Mass assignment: owner, agency, town, state and author are never taken from what is sent."""
    case_id = open_shared(world)
    before = SharedCase.objects.select_related("case").get(pk=case_id)
    nurse = somebody(world, Role.EAST_NURSE)
    forged = {
        "owner_id": world.staff_id(Role.WEST_NURSE),
        "agency": world.agency_ids["council"],
        "agency_id": world.agency_ids["council"],
        "case": str(uuid.uuid4()),
        "case_id": str(uuid.uuid4()),
        "municipality_id": world.neighbour_id,
        "status": "accepted",
        "state": "closed",
        "kind": "cooperate",
        "task": "買い物に付き添う",
        "requested_by": world.staff_id(Role.EAST_HEAD),
        "recorded_by": world.staff_id(Role.EAST_HEAD),
        "accepted_at": "2026-01-01",
        "case_no": "1",
        "summary": "80代の親と50代の子の世帯。",
    }
    assert nurse.post(reverse("role_new", args=[case_id]), forged).status_code == HTTPStatus.FOUND
    assert nurse.post(reverse("shared_describe", args=[case_id]), forged).status_code == HTTPStatus.FOUND
    after = SharedCase.objects.select_related("case").get(pk=case_id)
    for name in ("case_no", "municipality_id", "recorded_by_id"):
        assert getattr(after, name) == getattr(before, name), name
    for name in ("agency_id", "owner_id", "state", "kind", "closed_on"):
        assert getattr(after.case, name) == getattr(before.case, name), name
    role = CaseRole.objects.get(case_id=case_id)
    assert (role.status, role.requested_by_id, role.case_id) == ("requested", world.staff_id(Role.EAST_NURSE), case_id)


# --- links, codes, old bookmarks --------------------------------------------------------------------------------------


def test_a_number_is_guessed_five_times_and_then_the_door_is_shut_even_to_the_right_one(world):
    made = convene(world, open_shared(world))
    chair = world.viewer(Role.SECRETARIAT)
    link, other = (
        give_link(by=chair, invitation_id=made.invitations[one]) for one in (Role.PROVIDER, Role.COORDINATOR)
    )
    address, stranger = reverse("meeting_answer", args=[link.token]), Client()
    sent = {"reply": Reply.DECLINED}
    assert stranger.post(address, sent | {"code": other.code}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    wrong = [stranger.post(address, sent | {"code": f"{n:06}"}) for n in range(6) if f"{n:06}" != link.code]
    assert {one.status_code for one in wrong} == {HTTPStatus.UNPROCESSABLE_ENTITY}
    shut = stranger.post(address, sent | {"code": link.code})
    assert shut.status_code == HTTPStatus.UNPROCESSABLE_ENTITY and "お返事を受け取りました" not in shut.text
    # The link of somebody else goes on working, and a new one ends the old one.
    again = give_link(by=chair, invitation_id=made.invitations[Role.PROVIDER])
    assert stranger.get(address).status_code == HTTPStatus.NOT_FOUND
    assert again.token != link.token
    assert stranger.get(reverse("meeting_answer", args=[other.token])).status_code == HTTPStatus.OK


@pytest.mark.later
def test_a_bookmark_ends_with_the_office_the_role_and_the_recall(world):
    case_id = open_shared(world)
    made = convene(world, case_id)
    opened(world, made, Information.DEID, Information.IDENT)
    papers = reverse("meeting_papers", args=[made.meeting, made.item])
    guest, coordinator = somebody(world, Role.PROVIDER), somebody(world, Role.COORDINATOR)
    assert NAME in guest.get(papers).text and NAME in coordinator.get(papers).text
    recall = reverse("guest_recall", args=[made.meeting, made.invitations[Role.PROVIDER]])
    assert somebody(world, Role.SECRETARIAT).post(recall).status_code == HTTPStatus.FOUND
    assert NAME not in guest.get(papers).text
    on = world.viewer(Role.COORDINATOR).on
    organisations.end_post(by=None, post_id=world.members[Role.COORDINATOR].post_id, ended_on=on, at=world.at)
    gone = coordinator.get(papers)
    assert gone.status_code == HTTPStatus.NOT_FOUND and NAME not in gone.text


def test_a_form_that_is_sent_again_after_its_ground_has_gone_does_nothing(world):
    case_id = open_shared(world)
    role = ask(world, case_id)
    answer, coordinator = reverse("role_answer", args=[role]), somebody(world, Role.COORDINATOR)
    assert coordinator.get(answer).status_code == HTTPStatus.OK
    roles.withdraw_role(by=world.viewer(Role.EAST_NURSE), role_id=role, note="別の機関になった")
    before = deeds(world.municipality_id)
    late = coordinator.post(answer, {"answer": "accept"})
    assert late.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY}
    assert CaseRole.objects.get(pk=role).status == "withdrawn"
    nurse = somebody(world, Role.EAST_NURSE)
    describe = reverse("shared_describe", args=[case_id])
    organisations.end_post(
        by=None, post_id=world.members[Role.EAST_NURSE].post_id, ended_on=world.viewer(Role.EAST_NURSE).on, at=world.at
    )
    assert nurse.post(describe, {"summary": "書きかえる"}).status_code == HTTPStatus.NOT_FOUND
    assert [one for one in deeds(world.municipality_id) if not one.startswith("organisations")] == [
        one for one in before if not one.startswith("organisations")
    ]


def test_another_host_is_refused_and_never_stands_in_a_page_or_a_link(world):
    made = convene(world, open_shared(world))
    chair = somebody(world, Role.SECRETARIAT)
    assert chair.get("/", headers={"Host": "evil.example"}).status_code == HTTPStatus.BAD_REQUEST
    page = reverse("guest_link", args=[made.meeting, made.invitations[Role.PROVIDER]])
    forwarded = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example", "X-Original-URL": "/evil"}
    assert "evil" not in chair.post(page, headers=forwarded, follow=True).text


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_but_to_ourselves(world, target):
    member, client = world.members[Role.EAST_NURSE], Client()
    cache.clear()
    secret = give_second_factor(member.staff_id)
    address = f"{reverse('account_login')}?next={quote(target, safe='')}"
    page = client.get(address)
    assert f'href="{target}' not in page.text and f'action="{target}' not in page.text
    sent = {"login": member.login_name, "password": PASSWORD, "next": target}
    half = client.post(address, sent)
    assert half.url.split("?")[0] == reverse("mfa_authenticate")
    inside = client.post(half.url, {"code": pyotp.TOTP(secret).now(), "next": target})
    assert inside.url == "/"


def test_a_session_that_somebody_else_laid_out_is_not_the_one_that_is_signed_in(world):
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["laid"] = "out"
    session.save()
    laid = session.session_key
    client.cookies["takigi_session"] = laid
    staff = get_user_model().objects.get(pk=world.staff_id(Role.EAST_NURSE))
    give_second_factor(staff.pk)
    client.force_login(staff, backend=BACKEND)
    assert client.session.session_key != laid
    thief = Client()
    thief.cookies["takigi_session"] = laid
    assert thief.get("/").status_code == HTTPStatus.FOUND
