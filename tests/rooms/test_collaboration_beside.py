"""ケースのまわり: asking without giving away, somebody to look for, the household, what happened, and who is alone."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from takigi.access.grounds import NotPermitted, Unseen
from takigi.access.relations import Relation
from takigi.audit.queries import sightings_of
from takigi.casework.rules.states import Route
from takigi.charts.ecomap import Line
from takigi.collaboration.actions import help as helping
from takigi.collaboration.actions import households, leads, quiet, records
from takigi.collaboration.actions.cases import NewShared, open_shared_case
from takigi.collaboration.actions.help import HelpWords, WordsToAnswer
from takigi.collaboration.actions.households import MemberWords, SupporterWords
from takigi.collaboration.actions.leads import LeadWords
from takigi.collaboration.actions.records import ContactWords
from takigi.collaboration.policies.relations import relations_of
from takigi.collaboration.queries.acquaintances import acquaintances
from takigi.collaboration.queries.help import coding_desk, help_of_case, help_page, help_waiting, own_help
from takigi.collaboration.queries.households import household_page
from takigi.collaboration.queries.known_words import known_words
from takigi.collaboration.queries.leads import lead_board, lead_page, told_by_me
from takigi.collaboration.queries.quiet import own_quiet_cases, quiet_offers
from takigi.collaboration.queries.reading import shared_head
from takigi.collaboration.queries.records import records_page
from takigi.collaboration.queries.station import station_board
from takigi.collaboration.rules.contacts import Direction, Method
from takigi.collaboration.rules.deidentify import CHECKLIST, Reply, scan
from takigi.collaboration.rules.help_requests import AnswerKind, AskType, FieldTry, TakeOver
from takigi.collaboration.rules.households import Bond, Kinship, Sex, SupporterKind
from takigi.collaboration.rules.leads import KnownAs, LeadState, LeadStep, Outcome, Signal, Where, WhyClosed
from takigi.collaboration.rules.quiet import QuietReply
from takigi.collaboration.rules.words import CollaborationRefused, Source
from takigi.people.actions.persons import protect_address
from tests.rooms.growth import costs
from tests.worlds import Role

OWNER, HEAD, STATION = Role.EAST_NURSE, Role.EAST_HEAD, Role.STATION
TICKED = tuple(one.key for one in CHECKLIST)


@pytest.fixture
def opened(world, register):
    """`opened(days_ago=0)`: a shared case of the east centre, held by its nurse."""

    def make(days_ago: int = 0, **person: object) -> uuid.UUID:
        at = world.at - timedelta(days=days_ago)
        by = world.viewer(OWNER)
        new = NewShared(world.agency_ids["east"], Route.WINDOW, (at.date()), person_id=register(**person))
        return open_shared_case(by=by, new=new)

    return make


@pytest.fixture
def case(opened):
    return opened()


def words_of(world, **changes) -> HelpWords:
    on = world.viewer(OWNER).on
    usual = HelpWords(
        text="80代の母と50代の息子の世帯。息子は10年ほど家から出ていない。母が疲れてきた",
        first_words="もううちでは抱えきれない。どうしたらいいか",
        keeps="母への月に一度の訪問は続けます",
        asks=(AskType.ADVICE, AskType.COMPANY),
        tried=FieldTry(on - timedelta(days=7), "センターの会議で話したが、決め手がない"),
        station_id=world.agency_ids["station"],
        checks=TICKED,
    )
    return replace(usual, **changes)


def ask(world, case_id, **changes):
    return helping.ask_for_help(by=world.viewer(OWNER), case_id=case_id, words=words_of(world, **changes))


def test_the_owner_asks_and_stays_the_owner_and_the_station_reads_no_name(world, case):
    request = ask(world, case)
    (line,) = help_waiting(world.viewer(STATION))
    page = help_page(world.viewer(STATION), line.request_id)
    assert page.may_answer and not page.may_open_case and not page.may_end
    assert "山田" not in f"{page}" and page.line.case_no in f"{page}"
    assert relations_of(world.viewer(STATION), [case])[case].keys() == {Relation.STN_PRE}
    assert Relation.OWN in relations_of(world.viewer(OWNER), [case])[case]
    for closed in (household_page, records_page):
        with pytest.raises(NotPermitted):
            closed(world.viewer(STATION), case)
    with pytest.raises(Unseen):
        help_page(world.viewer(Role.WEST_NURSE), request)


def test_an_answer_goes_back_and_a_settled_request_closes_the_consultation(world, case):
    request = ask(world, case)
    helping.answer_help(by=world.viewer(STATION), request_id=request, kind=AnswerKind.COME, text="来週ご一緒します")
    assert [one.answers for one in own_help(world.viewer(OWNER))] == [1]
    # While it lasts it stands on the board; it ends by itself, and is nobody's late stay.
    boards = [station_board(world.viewer(STATION, at=world.at + timedelta(days=days))) for days in (0, 95)]
    assert [len(board.stays) for board in boards] == [1, 0]
    with pytest.raises(NotPermitted):
        helping.answer_help(by=world.viewer(OWNER), request_id=request, kind=AnswerKind.COME, text="x")
    with pytest.raises(NotPermitted):
        helping.settle_help(by=world.viewer(STATION), request_id=request, note="x")
    helping.settle_help(by=world.viewer(OWNER), request_id=request, note="一緒に訪ねて、息子と話せた")
    assert (
        help_waiting(world.viewer(STATION)) == []
        and len(help_of_case(world.viewer(OWNER), shared_head(world.viewer(OWNER), case))) == 1
    )
    with pytest.raises(Unseen):
        help_page(world.viewer(STATION), request)
    with pytest.raises(CollaborationRefused):
        helping.withdraw_help(by=world.viewer(OWNER), request_id=request)


def test_words_that_tell_wait_for_an_answer_and_the_own_names_for_other_words(world, case):
    telling = words_of(world).text + "。田中ハルさんは11/3に転んだ"
    with pytest.raises(WordsToAnswer) as refused:
        ask(world, case, text=telling)
    assert [one.words for one in refused.value.findings] == ["田中ハルさん", "11/3"]
    replies = {one.key: Reply.NEEDED.value for one in refused.value.findings}
    assert ask(world, case, text=telling, replies=replies)
    own_name = f"{words_of(world).text}。{shared_head(world.viewer(OWNER), case).person.name}さんが転んだ"
    (own,) = scan(own_name, known_words(case))
    with pytest.raises(CollaborationRefused, match="この世帯の方の名前"):
        ask(world, case, text=own_name, replies={own.key: Reply.NOBODY.value})
    for left_out in (
        {"checks": TICKED[1:]},
        {"keeps": "なし"},
        {"asks": ()},
        {"first_words": " "},
        {"tried": FieldTry()},
    ):
        with pytest.raises(CollaborationRefused):
            ask(world, case, **left_out)
    with pytest.raises(Unseen):
        ask(world, case, station_id=world.agency_ids["west"])
    assert scan(words_of(world).whole) == ()


def test_first_words_are_read_by_two_who_did_not_ask(world, case):
    request = ask(world, case)
    since = world.viewer(OWNER).on - timedelta(days=31)
    for role, code in ((STATION, TakeOver.YES), (Role.SECRETARIAT, TakeOver.YES)):
        (waiting,) = coding_desk(world.viewer(role), since=since).waiting
        assert waiting.own is None and waiting.words.startswith("もううち")
        helping.code_first_words(by=world.viewer(role), request_id=request, code=code)
    desk = coding_desk(world.viewer(Role.SECRETARIAT), since=since)
    assert (desk.agreement.both, desk.agreement.alike, desk.agreed_yes, desk.agreed) == (1, 1, 1, 1)
    with pytest.raises(Unseen):
        helping.code_first_words(by=world.viewer(OWNER), request_id=request, code=TakeOver.NO)


def lead_of(world, role=Role.COORDINATOR, **changes):
    words = LeadWords(
        holder_agency_id=world.agency_ids["station"],
        seen_on=world.viewer(role).on,
        signals=(Signal.POST_PILED, Signal.NEIGHBOUR),
        block=3,
    )
    return leads.register_lead(by=world.viewer(role), words=replace(words, **changes))


def test_a_sign_and_a_block_are_enough_and_its_teller_hears_a_category(world):
    lead = lead_of(world)
    station, on = world.viewer(STATION), world.viewer(STATION).on
    assert [one.lead_id for one in lead_board(station)] == [lead]
    assert told_by_me(world.viewer(Role.COORDINATOR))[0].outcome is Outcome.RECEIVED
    with pytest.raises(Unseen):
        lead_page(world.viewer(Role.COORDINATOR), lead)
    leads.assign_lead(by=station, lead_id=lead, staff_id=station.staff_id, check_by=on + timedelta(days=7))
    leads.move_lead(by=station, lead_id=lead, step=LeadStep(LeadState.VISITED, on, "玄関で少し話せた"))
    with pytest.raises(CollaborationRefused):
        leads.move_lead(by=station, lead_id=lead, step=LeadStep(LeadState.CONNECTED, on))
    to = LeadStep(LeadState.CONNECTED, on, connected_agency_id=world.agency_ids["east"])
    leads.move_lead(by=station, lead_id=lead, step=to)
    assert told_by_me(world.viewer(Role.COORDINATOR))[0].outcome is Outcome.CONNECTED
    page = lead_page(station, lead)
    assert [one.to for one in page.moves] == [LeadState.CHECKING, LeadState.VISITED, LeadState.CONNECTED]
    assert page.ways == () and lead_board(station) == []
    with pytest.raises(CollaborationRefused):
        leads.move_lead(by=station, lead_id=lead, step=LeadStep(LeadState.CLOSED, on, why_closed=WhyClosed.NO_NEED))


def test_a_lead_belongs_to_whoever_goes_to_look(world):
    lead = lead_of(world, known_as=KnownAs.KNOWN, who="角の家の人", granularity=Where.EXACT, place="橋のそば")
    for role in (Role.WEST_NURSE, Role.EAST_HEAD, Role.SECRETARIAT, Role.INSURANCE, Role.NEIGHBOUR_NURSE):
        assert lead_board(world.viewer(role)) == []
        with pytest.raises(Unseen):
            lead_page(world.viewer(role), lead)
    with pytest.raises(Unseen):
        lead_of(world, holder_agency_id=world.agency_ids["west"])
    for refused in ({"signals": ()}, {"who": "角の家の人"}, {"place": "橋のそば"}):
        with pytest.raises(CollaborationRefused):
            lead_of(world, **refused)
    with pytest.raises(NotPermitted):
        lead_of(world, role=Role.EVALUATOR)


def write(world, case_id, kinship, **more):
    return households.write_member(by=world.viewer(OWNER), case_id=case_id, words=MemberWords(kinship, **more))


def test_a_household_is_drawn_with_names_for_its_owner_and_without_where_asked(world, case):
    write(world, case, Kinship.SELF)
    son = write(
        world,
        case,
        Kinship.CHILD,
        name="山田　太一",
        sex=Sex.MALE,
        birth_year=1972,
        known_to=(world.agency_ids["council"],),
    )
    supporter = SupporterWords(SupporterKind.NEIGHBOUR, "となりの佐野さん", Bond.STRONG, "ごみ出しを手伝う")
    households.add_supporter(by=world.viewer(OWNER), case_id=case, words=supporter)
    page = household_page(world.viewer(OWNER), case)
    assert {one.words for one in page.genogram.people} == {"山田　ハナ", "山田　太一"}
    assert [one.words for one in page.ecomap.agencies] == ["社会福祉協議会"] and page.ecomap.owner
    assert page.ecomap.others[0].line is Line.STRONG
    masked = household_page(world.viewer(OWNER), case, with_names=False)
    assert {one.words for one in masked.genogram.people} == {"本人", "息子"}
    assert "山田" not in f"{masked.ecomap}{masked.genogram}"
    with pytest.raises(CollaborationRefused):
        write(world, case, Kinship.SELF)
    with pytest.raises(NotPermitted):
        households.write_member(by=world.viewer(Role.SECRETARIAT), case_id=case, words=MemberWords(Kinship.OTHER))
    households.leave_out_member(by=world.viewer(OWNER), case_id=case, member_id=son)
    assert len(household_page(world.viewer(OWNER), case).members) == 1


def test_nobody_under_protection_is_named_or_placed_in_a_picture(world, case):
    """R10: the picture travels; what tells where somebody hides never goes along."""
    write(world, case, Kinship.SELF)
    daughter = write(
        world,
        case,
        Kinship.CHILD,
        name="山田　葵",
        sex=Sex.FEMALE,
        is_protected=True,
        known_to=(world.agency_ids["university"],),
    )
    place = SupporterWords(SupporterKind.WORK, "朝市の売り場", note="毎朝いる", member_id=daughter)
    households.add_supporter(by=world.viewer(OWNER), case_id=case, words=place)
    page = household_page(world.viewer(OWNER), case)
    drawn = f"{page.genogram}{page.ecomap}"
    assert not [word for word in ("葵", "朝市", "毎朝", "県立大学") if word in drawn]
    assert "娘" in drawn and "仕事・学校" in drawn


def test_what_happened_is_put_right_without_being_lost_and_sensitive_issues_stay_apart(world, case):
    viewer = world.viewer(OWNER)
    words = ContactWords(viewer.on, Direction.OUT, Method.PHONE, "訪問の約束をした", "疲れている様子だと思う")
    first = records.write_contact(by=viewer, case_id=case, words=words)
    right = replace(words, fact_text="訪問の約束を来週にした", counterpart_agency_id=world.agency_ids["council"])
    records.write_contact(by=viewer, case_id=case, words=right, replaces=first)
    with pytest.raises(CollaborationRefused):
        records.write_contact(by=viewer, case_id=case, words=right, replaces=first)
    with pytest.raises(CollaborationRefused):
        records.write_contact(by=viewer, case_id=case, words=replace(words, is_via_station=True))
    page = records_page(viewer, case)
    assert [(one.fact_text, one.earlier) for one in page.contacts] == [
        ("訪問の約束を来週にした", ("訪問の約束をした",))
    ]
    for code in ("debt", "mental_health"):
        records.tag_issue(by=viewer, case_id=case, code=code, source=Source.SUPPORTER)
    with pytest.raises(CollaborationRefused):
        records.tag_issue(by=viewer, case_id=case, code="debt", source=Source.PERSON)
    records.open_episode(by=viewer, case_id=case, on=viewer.on)
    with pytest.raises(CollaborationRefused):
        records.open_episode(by=viewer, case_id=case, on=viewer.on)
    records.resolve_issue(by=viewer, case_id=case, issue_id=records_page(viewer, case).issues[0].issue_id, on=viewer.on)
    records.close_episode(by=viewer, case_id=case, on=viewer.on)
    records.open_episode(by=viewer, case_id=case, on=viewer.on)
    episodes = records_page(viewer, case).episodes
    assert [one.is_again for one in episodes].count(True) == 1 and {len(one.issues) for one in episodes} == {1, 2}


def test_a_quiet_case_is_told_to_its_owner_alone_and_later_offered(world, opened):
    fresh, quiet_case, old = opened(days_ago=10), opened(days_ago=62), opened(days_ago=100)
    owner, head = world.viewer(OWNER), world.viewer(HEAD)
    assert {one.case_id for one in own_quiet_cases(owner)} == {quiet_case, old}
    assert [one.case_id for one in quiet_offers(head)] == [old]
    for role in (Role.WEST_NURSE, STATION, Role.SECRETARIAT, Role.PLANNER):
        assert own_quiet_cases(world.viewer(role)) == [] and quiet_offers(world.viewer(role)) == []
    quiet.answer_quiet(by=owner, case_id=old, reply=QuietReply.ENOUGH)
    quiet.answer_quiet(by=owner, case_id=quiet_case, reply=QuietReply.HELP)
    assert own_quiet_cases(owner) == [] and [one.case_id for one in quiet_offers(head)] == [quiet_case]
    with pytest.raises(NotPermitted):
        quiet.answer_quiet(by=head, case_id=old, reply=QuietReply.HELP)
    words = ContactWords(
        owner.on, Direction.OUT, Method.PHONE, "相談した", counterpart_agency_id=world.agency_ids["council"]
    )
    records.write_contact(by=owner, case_id=quiet_case, words=words)
    assert quiet_offers(head) == [] and fresh


def test_whoever_has_asked_the_station_is_not_asked_whether_they_are_alone(world, opened):
    case = opened(days_ago=62)
    assert [one.case_id for one in own_quiet_cases(world.viewer(OWNER))] == [case]
    request = ask(world, case)
    assert own_quiet_cases(world.viewer(OWNER)) == []
    helping.withdraw_help(by=world.viewer(OWNER), request_id=request)
    assert [one.case_id for one in own_quiet_cases(world.viewer(OWNER))] == [case]


def test_whom_one_knows_in_another_field_comes_from_what_was_done_together(world, case):
    owner = world.viewer(OWNER)
    words = ContactWords(
        owner.on,
        Direction.OUT,
        Method.PHONE,
        "家計の相談をした",
        counterpart_agency_id=world.agency_ids["council"],
        counterpart_staff_id=world.staff_id(Role.COORDINATOR),
    )
    records.write_contact(by=owner, case_id=case, words=words)
    (known,) = acquaintances(owner)
    assert (known.name, known.agency, known.is_other_field) == ("杉田 結", "社会福祉協議会", True)
    assert [one.staff_id for one in acquaintances(world.viewer(Role.COORDINATOR))] == [owner.staff_id]
    assert acquaintances(world.viewer(Role.WEST_NURSE)) == []


@pytest.mark.later
def test_lists_cost_the_same_for_one_and_for_many(world, opened, case):
    owner, station, head = world.viewer(OWNER), world.viewer(STATION), world.viewer(HEAD)
    coordinator, secretary = world.viewer(Role.COORDINATOR), world.viewer(Role.SECRETARIAT)
    write(world, case, Kinship.SELF)
    request, lead = ask(world, case), lead_of(world)
    head_now = shared_head(owner, case)
    asked = {
        help_waiting: lambda: help_waiting(station),
        own_help: lambda: own_help(owner),
        help_of_case: lambda: help_of_case(owner, head_now),
        help_page: lambda: help_page(owner, request),
        coding_desk: lambda: coding_desk(secretary, since=owner.on - timedelta(days=1)),
        lead_board: lambda: lead_board(station),
        lead_page: lambda: lead_page(station, lead),
        told_by_me: lambda: told_by_me(coordinator),
        household_page: lambda: household_page(owner, case),
        records_page: lambda: records_page(owner, case),
        own_quiet_cases: lambda: own_quiet_cases(owner),
        quiet_offers: lambda: quiet_offers(head),
        acquaintances: lambda: acquaintances(owner),
    }
    costs(asked)
    for number in range(4):
        another = opened(days_ago=100)
        ask(world, another)
        ask(world, case)
        lead_of(world)
        write(world, case, Kinship.CHILD, order=number, known_to=(world.agency_ids["council"],))
        words = ContactWords(
            owner.on,
            Direction.OUT,
            Method.PHONE,
            "相談した",
            counterpart_agency_id=world.agency_ids["council"],
            counterpart_staff_id=world.staff_id(Role.COORDINATOR),
        )
        contact = records.write_contact(by=owner, case_id=case, words=words)
        records.write_contact(by=owner, case_id=case, words=words, replaces=contact)
    first = costs(asked)
    opened(days_ago=100)
    ask(world, case)
    lead_of(world)
    write(world, case, Kinship.SIBLING)
    assert costs(asked) == first


def test_every_reading_and_every_deed_stands_in_the_log(world, case):
    request = ask(world, case)
    help_page(world.viewer(STATION), request)
    household_page(world.viewer(OWNER), case)
    kinds = [one.kind for one in sightings_of(world.municipality_id, (f"case:{case}",))]
    assert "collaboration.help_asked" in kinds and kinds.count("audit.file_read") >= 2


def test_a_protected_person_of_the_register_is_protected_in_the_household_too(world, case, register):
    person = register(name="山田　遥")
    protect_address(by=world.viewer(Role.INSURANCE_HEAD), person_id=person, staff_ids=(), reason="申し出による保護")
    write(world, case, Kinship.SELF)
    with pytest.raises(Unseen):
        write(world, case, Kinship.CHILD, person_id=person)
