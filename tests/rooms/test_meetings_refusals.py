"""断りの文: every refusal of the meetings says the lawful way on, and nothing that was written is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import now

from takigi.access.grounds import NotPermitted, Unseen
from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis
from takigi.meetings.actions import bodies, phases
from takigi.meetings.actions.bodies import BodyWords, MemberWords
from takigi.meetings.actions.disclosures import open_classes, write_material
from takigi.meetings.actions.invitations import Guest, invite, withdraw_invitation
from takigi.meetings.actions.requests import Plan, add_case_item, add_theme, ask_for_meeting, plan_meeting
from takigi.meetings.models import AgendaItem
from takigi.meetings.rules.words import MeetingKind, MeetingsRefused, MemberKind
from takigi.organisations import actions as organisations
from tests.meetings_made import NECESSARY, WORDS, convene, make_body, opened
from tests.shared_cases_made import open_shared
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def said(deed: Callable[..., object], **given: object) -> str:
    """The sentence of the refusal; the deed leaves nothing behind."""
    with pytest.raises((MeetingsRefused, NotPermitted)) as refusal, transaction.atomic():
        deed(**given)
    return str(refusal.value)


def test_a_request_says_what_is_missing(world):
    case_id, nurse = open_shared(world), world.viewer(Role.EAST_NURSE)
    body, plain = make_body(world), make_body(world, basis=LegalBasis.NONE, name="つどいの場", members=())
    plan = Plan(body, MeetingKind.SUPPORT)
    expected = (
        ({"what_owner_will_keep": "なし"}, "主担当が続けること"),
        ({"ask_type": None}, "何をお願いしたいか"),
        ({"prior_result": " "}, "まだのときは、その理由"),
        ({"prior_field_discussion_on": nurse.on + timedelta(days=1)}, "今日より後"),
        ({"heading": ""}, "議題の題"),
        ({"purpose": ""}, "何のために"),
        ({"questions": "片桐さんの年金について"}, "書き直してください"),
        ({"questions": "87歳の本人のこと"}, "印を付けてください"),
    )
    for change, words in expected:
        told = said(ask_for_meeting, by=nurse, case_id=case_id, plan=plan, words=replace(WORDS, **change))
        assert words in told, (change, told)
    looked_at = replace(WORDS, questions="87歳の本人のこと", names_nobody=True)
    ask_for_meeting(by=nurse, case_id=case_id, plan=plan, words=looked_at)

    assert "もう一つ進んでいます" in said(ask_for_meeting, by=nurse, case_id=case_id, plan=plan, words=WORDS)
    second = replace(WORDS, second_reason="別の家族の学校のことで、出る方が違うため")
    ask_for_meeting(by=nurse, case_id=case_id, plan=plan, words=second)
    assert AgendaItem.objects.count() == 2

    city = Plan(body, MeetingKind.SUPPORTERS_CITY)
    assert "一つの世帯のことを話し合えません" in said(
        ask_for_meeting, by=nurse, case_id=case_id, plan=city, words=second
    )
    assert "法令の根拠がありません" in said(
        ask_for_meeting, by=nurse, case_id=case_id, plan=Plan(plain, MeetingKind.OTHER), words=second
    )
    assert "開けません" in said(
        ask_for_meeting, by=nurse, case_id=case_id, plan=Plan(body, MeetingKind.PLANNING), words=second
    )
    # To others the case does not exist; who only reads it may not ask.
    with pytest.raises(Unseen):
        ask_for_meeting(by=world.viewer(Role.PROVIDER), case_id=case_id, plan=plan, words=second)


def test_a_body_keeps_its_law_and_its_register(world):
    chair = world.viewer(Role.SECRETARIAT)
    body = make_body(world)
    words = BodyWords(
        local_name="まるごと会議",
        legal_basis=LegalBasis.JUSOU,
        kinds=frozenset({MeetingKind.PLANNING}),
        secretariat_id=world.agency_ids["secretariat"],
        established_on=chair.on,
    )
    member = MemberWords(appointed_on=chair.on)
    adhoc = replace(member, staff_id=world.staff_id(Role.PLANNER), kind=MemberKind.ADHOC)
    expected = (
        (bodies.found_body, {"words": words}, "もう登録されています"),
        (bodies.describe_body, {"body_id": body, "words": words}, "根拠は変えられません"),
        (bodies.appoint_member, {"body_id": body, "words": member}, "どれかで書いてください"),
        (bodies.appoint_member, {"body_id": body, "words": adhoc}, "会長が認めた理由"),
        (
            bodies.appoint_member,
            {"body_id": body, "words": replace(member, staff_id=world.staff_id(Role.PROVIDER))},
            "もうこの会議体の構成員です",
        ),
        (
            bodies.appoint_member,
            {"body_id": body, "words": replace(member, staff_id=world.staff_id(Role.MOVED_AWAY))},
            "配属がありません",
        ),
        (
            bodies.appoint_member,
            {"body_id": body, "words": replace(member, staff_id=world.staff_id(Role.NEIGHBOUR_NURSE))},
            "見つかりません",
        ),
    )
    for deed, given, words_of_it in expected:
        assert words_of_it in said(deed, by=chair, **given)
    assert "会議の事務局" in said(bodies.found_body, by=world.viewer(Role.STATION), words=words)
    convene(world, open_shared(world), body=body, guests=())
    assert "終わっていない会議が1件" in said(bodies.end_body, by=chair, body_id=body, on=chair.on)


def test_convening_opening_and_ending_say_what_comes_first(world):
    case_id = open_shared(world)
    made = convene(world, case_id, body=make_body(world, identity_on_the_day=True), accepted=())
    chair, nurse = world.viewer(Role.SECRETARIAT), world.viewer(Role.EAST_NURSE)
    here = {"by": chair, "meeting_id": made.meeting}
    guest = Guest(staff_id=world.staff_id(Role.PLANNER))
    expected = (
        (phases.open_materials, here, "出席の返事をした方が、まだいません"),
        (phases.hold_meeting, here, "会議の日より前"),
        (phases.accept_meeting, here, "進めません"),
        (phases.cancel_meeting, here | {"reason": " "}, "中止の理由"),
        (phases.close_meeting, here, "進めません"),
        (invite, here | {"guests": [guest]}, "構成員ではありません"),
        (invite, here | {"guests": [replace(guest, staff_id=world.staff_id(Role.MOVED_AWAY))]}, "配属がありません"),
        (invite, here | {"guests": [replace(guest, staff_id=world.staff_id(Role.COORDINATOR))]}, "もう招いています"),
        (invite, here | {"guests": [Guest()]}, "名前を書いてください"),
        (phases.cancel_meeting, here | {"by": nurse, "reason": "やめたい"}, "会議の事務局"),
        (open_classes, {"by": chair, "item_id": made.item, "notes": {}}, "一つ以上"),
        (open_classes, {"by": chair, "item_id": made.item, "notes": {Information.LOC: "要る"}}, "保護すべき住所"),
        (open_classes, {"by": chair, "item_id": made.item, "notes": {Information.IDENT: ""}}, "なぜ必要か"),
        (open_classes, {"by": chair, "item_id": made.item, "notes": {Information.SENS: "要る"}}, "10文字以上"),
        (
            open_classes,
            {"by": chair, "item_id": made.item, "notes": {Information.IDENT: NECESSARY}},
            "当日から開きます",
        ),
        (
            write_material,
            {"by": nurse, "item_id": made.item, "info_class": Information.LOC, "title": "題", "text": "中身"},
            "保護すべき住所",
        ),
    )
    for deed, given, words in expected:
        told = said(deed, **given)
        assert words in told, (deed.__name__, told)

    invite(by=chair, meeting_id=made.meeting, guests=[replace(guest, admit_reason="家計の見立てに要る方のため")])
    assert "過ぎた日時" in said(
        phases.set_time,
        by=chair,
        meeting_id=made.meeting,
        starts_at=now() - timedelta(days=1),
        ends_at=now(),
        place="市役所",
    )
    phases.cancel_meeting(by=chair, meeting_id=made.meeting, reason="台風のため")
    for deed, given, words in (
        (phases.cancel_meeting, here | {"reason": "もう一度"}, "新しい会議を依頼"),
        (invite, here | {"guests": [guest]}, "終わった会議"),
        (open_classes, {"by": chair, "item_id": made.item, "notes": {Information.DEID: "要る"}}, "新しい会議を依頼"),
        (add_case_item, here | {"case_id": case_id, "words": WORDS}, "新しい会議を依頼"),
        (add_theme, here | {"words": WORDS}, "新しい会議を依頼"),
    ):
        assert words in said(deed, **given)
    # Nothing of what was asked for is gone.
    assert AgendaItem.objects.get(pk=made.item).purpose == WORDS.purpose


def test_an_agency_that_is_gone_and_a_meeting_that_names_nobody(world):
    chair = world.viewer(Role.SECRETARIAT)
    made = convene(world, open_shared(world))
    opened(world, made, Information.DEID)
    coordinator = world.members[Role.COORDINATOR]
    organisations.end_post(by=None, post_id=coordinator.post_id, ended_on=chair.on, at=chair.at)
    withdraw_invitation(by=chair, invitation_id=made.invitations[Role.COORDINATOR], reason="異動のため")
    assert "同じ役目のほかの方" in said(
        invite, by=chair, meeting_id=made.meeting, guests=[Guest(staff_id=coordinator.staff_id)]
    )

    station = world.viewer(Role.STATION)
    city = Plan(made.body, MeetingKind.SUPPORTERS_CITY, title="つながる夕べ")
    open_to_all = plan_meeting(by=station, plan=city)
    assert "会議の事務局" in said(plan_meeting, by=station, plan=Plan(made.body, MeetingKind.SUPPORT))
    assert "名前を伏せた事例" in said(
        add_case_item, by=chair, meeting_id=open_to_all, case_id=open_shared_id(made), words=WORDS
    )
    named = replace(WORDS, heading="片桐さんのこと")
    assert "だれのことか" in said(add_theme, by=station, meeting_id=open_to_all, words=named)


def open_shared_id(made):
    """The case of a meeting made for a test."""
    return AgendaItem.objects.get(pk=made.item).case_id
