"""開示・訂正の請求: received with proof, answered in time by a second person, handed over with others masked, noted beside the record."""

from datetime import date, timedelta

import pytest

from takigi.access.grounds import NotPermitted, Unseen
from takigi.access.personal_rows import Mask
from takigi.audit import queries as audit
from takigi.casework.actions.notes import NoteWords, write_note
from takigi.casework.queries.whole_file import cases_among
from takigi.casework.rules.words import NoteKind
from takigi.collaboration.handing_over import RECORDS
from takigi.custody.actions import requests
from takigi.custody.actions.requests import Paper
from takigi.custody.queries.annotations import annotations_of
from takigi.custody.queries.copies import copy_of
from takigi.custody.queries.requests import record_requests, request_copy, request_file
from takigi.custody.rules.requests import Answer, Asker, RequestKind, RequestState, Step, check_extension, may_follow
from takigi.custody.rules.words import CustodyRefused
from takigi.organisations.queries import open_tasks
from takigi.people.actions import persons
from tests.casework_made import open_case
from tests.rooms.conftest import queries_of
from tests.shared_beside_made import beside_town
from tests.shared_cases_made import NAME, shared_town
from tests.worlds import Role

pytestmark = pytest.mark.django_db

REASON = "支援者どうしの検討の途中の記録を含むため"


def received(world, person, *, kind=RequestKind.DISCLOSURE, role=Role.SECRETARIAT, **more):
    by = world.viewer(role)
    paper = {"received_on": by.on, "asker": Asker.SELF, "proof": "介護保険の被保険者証", "scope": "訪問の記録のすべて"}
    return requests.receive_request(by=by, paper=Paper(person_id=person, kind=kind, **(paper | more)))


def decided(world, request, answer=Answer.PART, role=Role.INSURANCE_HEAD, unmasked=()):
    by = world.viewer(role)
    requests.decide_request(by=by, request_id=request, answer=answer, reason=REASON, unmasked=unmasked)


def test_the_town_halls_keepers_and_nobody_else_receive_and_a_second_supervisor_decides(world, register):
    hana = register()
    for role in Role:
        if role in (Role.SECRETARIAT, Role.INSURANCE_HEAD):
            assert received(world, hana, role=role)
            continue
        with pytest.raises((NotPermitted, Unseen)):
            received(world, hana, role=role)
        with pytest.raises(NotPermitted):
            record_requests(world.viewer(role))
    by_head, by_secretariat = (
        one.request_id for one in sorted(record_requests(world.viewer(Role.SECRETARIAT)), key=lambda one: one.number)
    )
    for role, request in (
        (Role.SECRETARIAT, by_secretariat),
        (Role.SECRETARIAT, by_head),
        (Role.INSURANCE_HEAD, by_head),
    ):
        with pytest.raises(NotPermitted):
            decided(world, request, role=role)
    decided(world, by_secretariat)
    assert request_file(world.viewer(Role.SECRETARIAT), by_secretariat).line.answer is Answer.PART


def test_a_request_has_thirty_days_and_once_thirty_more_and_reminds_whoever_received_it(world, register):
    by = world.viewer(Role.SECRETARIAT)
    request = received(world, register(), received_on=by.on - timedelta(days=20))
    due = by.on + timedelta(days=10)
    assert request_file(by, request).line.due_on == due

    def reminders():
        tasks = open_tasks(by.staff_id, by.posts, municipality_id=by.municipality_id, on=by.on)
        return [task.due_on for task in tasks if task.target == f"request:{request}"]

    assert reminders() == [due]
    extend = {"by": by, "request_id": request, "told_on": by.on, "reason": "記録が多く、確かめるのに時間がかかるため"}
    for until in (due, due + timedelta(days=31)):
        with pytest.raises(CustodyRefused):
            requests.extend_request(until=until, **extend)
    requests.extend_request(until=due + timedelta(days=30), **extend)
    assert reminders() == [due + timedelta(days=30)]
    with pytest.raises(CustodyRefused, match="一度"):
        requests.extend_request(until=due + timedelta(days=31), **extend)
    decided(world, request)
    assert reminders() == []


def test_what_is_missing_on_the_paper_is_asked_for(world, register):
    hana = register()
    for more in (
        {"proof": " "},
        {"scope": ""},
        {"asker": Asker.AGENT},
        {"received_on": world.viewer(Role.SECRETARIAT).on + timedelta(days=1)},
    ):
        with pytest.raises(CustodyRefused):
            received(world, hana, **more)
    with pytest.raises(CustodyRefused, match="理由"):
        check_extension(date(2026, 12, 1), date(2026, 12, 2), "多忙", is_extended=False)


def words_of(copy):
    return "\n".join(words for section in copy.sections for told in section.records for _, words in told.facts)


def test_the_copy_holds_the_persons_own_words_and_nobody_elses(world, register):
    hana = register(household_no="7", phone="092-000-1111")
    case = open_case(world, hana)
    nurse = world.viewer(Role.EAST_NURSE)
    write_note(
        by=nurse,
        case_id=case,
        words=NoteWords(happened_on=nurse.on, kind=NoteKind.VISIT, text="畑のナスを見せてくださった"),
    )
    request = received(world, hana)

    file, copy = request_copy(world.viewer(Role.SECRETARIAT), request)

    told = words_of(copy)
    for wanted in ("山田　ハナ", "みどり野市東町1-2-3", "畑のナスを見せてくださった", "東地域包括支援センター"):
        assert wanted in told
    rooms = {section.room for section in copy.sections}
    assert {"本人・世帯", "個別支援"} <= rooms
    read = next(one for one in audit.events_page(world.municipality_id, size=5) if one.kind == "audit.file_read")
    assert (read.target, read.because, read.shown) == (f"person:{hana}", (file.because,), (f"case:{case}",))
    # Once it is over, the ground is over too.
    decided(world, request, Answer.REFUSED)
    with pytest.raises(NotPermitted):
        request_copy(world.viewer(Role.SECRETARIAT), request)


def test_third_parties_reporters_and_hidden_addresses_never_leave_whatever_is_decided(world, register):
    shared = shared_town(world)
    beside_town(world, shared.case)
    (person,) = {one.person_id for one in cases_among(world.municipality_id, [shared.case])}
    everything = copy_of(world.municipality_id, person, unmasked=frozenset(Mask))
    usual = copy_of(world.municipality_id, person, unmasked=frozenset())
    assert NAME in words_of(usual)
    for copy in (usual, everything):
        kinds = {part.because for part in copy.masked}
        assert Mask.THIRD_PARTY in kinds
        titles = {section.title for section in copy.sections if section.records}
        assert not titles & {"世帯の人", "気になる人", "知っている機関"}
    assert {one.model.__name__: one.whole for one in RECORDS}["OutreachLead"] is Mask.REPORTER
    assert Mask.EVALUATION in {part.because for part in usual.masked}
    assert Mask.EVALUATION not in {part.because for part in everything.masked}

    hidden = register(name="早川　ミネ", name_kana="ハヤカワ　ミネ", address="みどり野市西町9-9-9")
    head = world.viewer(Role.INSURANCE_HEAD)
    persons.protect_address(by=head, person_id=hidden, staff_ids=[head.staff_id], reason="支援措置の申出があったため")
    copy = copy_of(world.municipality_id, hidden, unmasked=frozenset(Mask))
    assert "西町9-9-9" not in words_of(copy)
    assert Mask.LOCATION in {part.because for part in copy.masked}
    request = received(world, hidden)
    with pytest.raises(CustodyRefused):
        decided(world, request, unmasked=[Mask.LOCATION])


def test_a_copy_is_handed_over_with_its_digest_and_the_steps_stay(world, register):
    secretary = world.viewer(Role.SECRETARIAT)
    request = received(world, register())
    decided(world, request, Answer.FULL)
    hand = {"by": secretary, "request_id": request, "on": secretary.on, "how": "窓口で本人に手渡し"}
    with pytest.raises(CustodyRefused, match="先に写し"):
        requests.hand_over_copy(digest="", **hand)
    requests.keep_digest(by=secretary, request_id=request, digest="a" * 64, kind="pdf")
    requests.hand_over_copy(digest="a" * 64, **hand)

    file = request_file(secretary, request)
    assert [one.step for one in file.steps] == [Step.RECEIVED, Step.DECIDED, Step.HANDED_OVER]
    assert (file.line.state, file.digest) == (RequestState.DONE, "a" * 64)
    assert file.may == frozenset()


def test_a_correction_is_noted_beside_the_record_and_a_refused_one_carries_the_persons_own_word(world, register):
    hana, secretary = register(), world.viewer(Role.SECRETARIAT)
    agreed = received(world, hana, kind=RequestKind.CORRECTION)
    refused = received(world, hana, kind=RequestKind.CORRECTION)
    decided(world, agreed, Answer.FULL)
    decided(world, refused, Answer.REFUSED)
    words = {"by": secretary, "about": "10月1日の訪問", "text": "転んだのは庭ではなく玄関です"}
    with pytest.raises(CustodyRefused):
        requests.annotate(request_id=refused, is_statement=False, **words)
    requests.annotate(request_id=agreed, is_statement=False, **words)
    requests.annotate(request_id=refused, is_statement=True, **words)

    assert [one.is_statement for one in annotations_of(world.municipality_id, hana)] == [False, True]
    assert "玄関です" in words_of(copy_of(world.municipality_id, hana, unmasked=frozenset()))


def test_every_way_through_a_request_ends_and_none_gives_a_copy_of_what_was_refused():
    for kind in RequestKind:
        for answer in Answer:
            ways = {
                one
                for one in Step
                if one is not Step.RECEIVED and may_follow(one, kind=kind, state=RequestState.DECIDED, answer=answer)
            }
            assert ways - {Step.WITHDRAWN, Step.READ}, (kind, answer)
            if answer is Answer.REFUSED or kind is RequestKind.CORRECTION:
                assert not ways & {Step.HANDED_OVER, Step.READ}
        for state in (RequestState.DONE, RequestState.WITHDRAWN):
            assert not any(
                may_follow(one, kind=kind, state=state, answer=Answer.FULL) for one in Step if one is not Step.RECEIVED
            )


def test_the_list_and_one_request_cost_the_same_however_many_there_are(world, register):
    secretary, hana = world.viewer(Role.SECRETARIAT), register()
    first = received(world, hana)
    few = (
        queries_of(record_requests, secretary),
        queries_of(request_file, secretary, first),
        queries_of(request_copy, secretary, first),
    )
    for _ in range(3):
        received(world, hana)
        received(world, register())
    many = (
        queries_of(record_requests, secretary),
        queries_of(request_file, secretary, first),
        queries_of(request_copy, secretary, first),
    )
    assert few == many
    assert few[0] <= 3 and few[1] <= 8 and few[2] <= 95
