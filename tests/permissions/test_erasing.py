"""廃棄: after the years of the rule, by two people, and then nothing of the person is left in any table or file."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils.timezone import now

from takigi.access.grounds import NotPermitted
from takigi.audit import queries as audit
from takigi.casework.actions.cases import stop_for_register
from takigi.casework.rules.states import CaseRefused
from takigi.custody.actions import retention
from takigi.custody.actions.requests import withdraw_request
from takigi.custody.queries.retention import disposal, retention_page
from takigi.custody.rules.retention import CountedFrom, DisposalState, HoldOn, Series
from takigi.custody.rules.words import CustodyRefused
from takigi.evaluation.actions.snapshots import renew_ground
from takigi.exchange.checklist_intake import discard_checklist_file
from takigi.exchange.ledger_intake import discard_ledger
from takigi.people.actions import persons
from takigi.people.rules import PeopleRefused, ResidentStatus
from tests.worlds import Role

pytestmark = pytest.mark.django_db

DETAILS = persons.PersonDetails(
    name="樋口　サワ",
    name_kana="ヒグチ　サワ",
    birth="昭和12年4月1日",
    insurer_no="992031",
    insured_no="0000000001",
    address="みどり野市東町7-7-7",
    phone="092-111-7777",
)
TOKENS = ("樋口", "ヒグチ", "0000000001", "092-111-7777", "東町7-7-7", "電話で畑の話をした")
LATER = timedelta(days=800)


def traces() -> list[tuple[str, str]]:
    """Every table and file in which one of the tokens stands."""
    found = [
        (model._meta.label, token)
        for model in apps.get_models()
        for row in model._default_manager.values_list()
        for token in TOKENS
        if token in str(row)
    ]
    for folder in (settings.IMPORT_FOLDER, settings.FACTS_FOLDER):
        for path in Path(folder).rglob("*"):
            kept = path.read_bytes() if path.is_file() else b""
            found += [(path.name, one) for one in TOKENS if one.encode() in kept or one.encode("cp932") in kept]
    return found


def ended(town):
    """The person of the town has died today, and the case with them; every token stands somewhere."""
    world, insurance = town.world, town.world.viewer(Role.INSURANCE)
    died = replace(DETAILS, status=ResidentStatus.DECEASED, status_on=insurance.on)
    for details, reason in ((DETAILS, "電話番号が変わったため"), (died, "死亡の届出があったため")):
        persons.change_person(by=insurance, person_id=town.person, details=details, reason=reason)
    stop_for_register(municipality_id=world.municipality_id, at=insurance.at, on=insurance.on)
    renew_ground(municipality_id=world.municipality_id, at=insurance.at)
    assert {token for _, token in traces()} == set(TOKENS)


def ruled(head, *, from_on):
    for series in Series:
        rule = {"years": 1, "counted_from": CountedFrom.ENDING, "from_on": from_on, "source": "文書管理規程 第1条"}
        retention.decide_retention(by=head, series=series, **rule)


@pytest.mark.later
def test_a_record_waits_for_a_rule_for_its_time_for_its_hold_and_for_what_hangs_from_it(town):
    world, today = town.world, town.world.viewer(Role.SECRETARIAT)
    ended(town)
    later = now() + LATER
    secretary, head = world.viewer(Role.SECRETARIAT, at=later), world.viewer(Role.INSURANCE_HEAD, at=later)

    def refused(sentence, by=secretary, series=Series.CASE, subject=town.case):
        with pytest.raises(CustodyRefused, match=sentence):
            retention.propose_disposal(by=by, series=series, subject_id=subject)

    refused("決まっていません")
    ruled(head, from_on=today.on)
    refused("期間の途中", by=today)
    refused("ケースがまだ", series=Series.REGISTER, subject=town.person)
    assert town.case in {one.subject_id for one in retention_page(secretary).due}

    # A hold on the person holds the case, too, and is lifted by somebody else.
    why = {"reason": "審査請求が続いているため", "from_on": secretary.on}
    hold = retention.place_hold(by=secretary, covers=HoldOn.PERSON, subject_id=town.person, **why)
    refused("審査請求が続いているため")
    assert town.case not in {one.subject_id for one in retention_page(secretary).due}
    with pytest.raises(NotPermitted):
        retention.lift_hold(by=secretary, hold_id=hold, reason="審査請求が終わったため")
    retention.lift_hold(by=head, hold_id=hold, reason="審査請求が終わったため")
    assert retention.propose_disposal(by=secretary, series=Series.CASE, subject_id=town.case)


@pytest.mark.later
def test_nothing_of_a_person_is_left_after_the_years_and_two_people(town):
    world, later = town.world, now() + LATER
    ended(town)
    secretary, head = world.viewer(Role.SECRETARIAT, at=later), world.viewer(Role.INSURANCE_HEAD, at=later)
    ruled(head, from_on=world.viewer(Role.INSURANCE).on)

    made = retention.propose_disposal(by=secretary, series=Series.CASE, subject_id=town.case)
    for other in (Role.SECRETARIAT, Role.EAST_HEAD, Role.ADMINISTRATOR):
        with pytest.raises(NotPermitted):
            retention.agree_disposal(by=world.viewer(other, at=later), disposal_id=made)
    retention.agree_disposal(by=head, disposal_id=made)
    gone = disposal(head, made)
    assert (gone.state, gone.number[5:], len(gone.digest)) == (DisposalState.DONE, "0001", 64)
    assert dict(gone.counts)["経過記録"] >= 1

    person = {"series": Series.REGISTER, "subject_id": town.person}
    with pytest.raises(CustodyRefused, match="請求が続いて"):
        retention.propose_disposal(by=secretary, **person)
    withdraw_request(by=secretary, request_id=town.paper, on=secretary.on, note="")
    last = retention.propose_disposal(by=secretary, **person)
    # Files on their way would bring the person back.
    with pytest.raises(PeopleRefused, match="取り込み"):
        retention.agree_disposal(by=head, disposal_id=last)
    discard_ledger(by=world.viewer(Role.INSURANCE), batch_id=town.batch)
    with pytest.raises(CaseRefused, match="チェックリスト"):
        retention.agree_disposal(by=head, disposal_id=last)
    discard_checklist_file(by=world.viewer(Role.EAST_NURSE), batch_id=town.answers)
    retention.agree_disposal(by=head, disposal_id=last)

    renew_ground(municipality_id=world.municipality_id, at=later)
    assert traces() == []
    connection.check_constraints()
    assert list(audit.faults()) == []
