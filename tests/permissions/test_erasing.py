"""廃棄: after the years of the rule, by two people, and then nothing of the person is left in any table or file."""

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


def test_nothing_of_a_person_is_left_after_the_years_and_two_people(town):
    world = town.world
    town_id, insurance = world.municipality_id, world.viewer(Role.INSURANCE)
    persons.change_person(by=insurance, person_id=town.person, details=DETAILS, reason="電話番号が変わったため")
    died = persons.PersonDetails(**{**vars(DETAILS), "status": ResidentStatus.DECEASED, "status_on": insurance.on})
    persons.change_person(by=insurance, person_id=town.person, details=died, reason="死亡の届出があったため")
    stop_for_register(municipality_id=town_id, at=insurance.at, on=insurance.on)
    renew_ground(municipality_id=town_id, at=insurance.at)
    assert {token for _, token in traces()} == set(TOKENS)

    later = now() + LATER
    secretary, head = world.viewer(Role.SECRETARIAT, at=later), world.viewer(Role.INSURANCE_HEAD, at=later)
    case, register = (Series.CASE, town.case), (Series.REGISTER, town.person)
    with pytest.raises(CustodyRefused, match="決まっていません"):
        retention.propose_disposal(by=secretary, series=Series.CASE, subject_id=town.case)
    for series in Series:
        rule = {"years": 1, "counted_from": CountedFrom.ENDING, "from_on": insurance.on, "source": "文書管理規程 第1条"}
        retention.decide_retention(by=head, series=series, **rule)
    with pytest.raises(CustodyRefused, match="期間の途中"):
        retention.propose_disposal(by=world.viewer(Role.SECRETARIAT), series=case[0], subject_id=case[1])
    with pytest.raises(CustodyRefused, match="ケースがまだ"):
        retention.propose_disposal(by=secretary, series=register[0], subject_id=register[1])
    assert {one.subject_id for one in retention_page(secretary).due} >= {town.case}

    # A hold on the person holds the case, too, and is lifted by somebody else.
    hold = retention.place_hold(
        by=secretary,
        covers=HoldOn.PERSON,
        subject_id=town.person,
        reason="審査請求が続いているため",
        from_on=secretary.on,
    )
    with pytest.raises(CustodyRefused, match="審査請求が続いているため"):
        retention.propose_disposal(by=secretary, series=case[0], subject_id=case[1])
    assert town.case not in {one.subject_id for one in retention_page(secretary).due}
    retention.lift_hold(by=head, hold_id=hold, reason="審査請求が終わったため")

    made = retention.propose_disposal(by=secretary, series=case[0], subject_id=case[1])
    for other in (Role.SECRETARIAT, Role.EAST_HEAD, Role.ADMINISTRATOR):
        with pytest.raises(NotPermitted):
            retention.agree_disposal(by=world.viewer(other, at=later), disposal_id=made)
    retention.agree_disposal(by=head, disposal_id=made)
    gone = disposal(head, made)
    assert (gone.state, gone.number[5:]) == (DisposalState.DONE, "0001")
    assert dict(gone.counts)["経過記録"] >= 1 and len(gone.digest) == 64

    with pytest.raises(CustodyRefused, match="請求が続いて"):
        retention.propose_disposal(by=secretary, series=register[0], subject_id=register[1])
    withdraw_request(by=secretary, request_id=town.paper, on=secretary.on, note="")
    last = retention.propose_disposal(by=secretary, series=register[0], subject_id=register[1])
    with pytest.raises(PeopleRefused, match="取り込み"):
        retention.agree_disposal(by=head, disposal_id=last)
    discard_ledger(by=world.viewer(Role.INSURANCE), batch_id=town.batch)
    with pytest.raises(CaseRefused, match="チェックリスト"):
        retention.agree_disposal(by=head, disposal_id=last)
    discard_checklist_file(by=world.viewer(Role.EAST_NURSE), batch_id=town.answers)
    retention.agree_disposal(by=head, disposal_id=last)

    renew_ground(municipality_id=town_id, at=later)
    assert traces() == []
    connection.check_constraints()
    assert list(audit.faults()) == []
