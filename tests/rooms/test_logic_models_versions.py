"""版: written by two at once without loss, agreed upon and then kept, changed with a reason, and read as on any day."""

import pytest
from django.db import DatabaseError, transaction

from takigi.access.grounds import NotPermitted, Unseen
from takigi.logic_models.actions import learning, theory, versions
from takigi.logic_models.actions.learning import ReflectionWords
from takigi.logic_models.actions.versions import NewVersion
from takigi.logic_models.models import Revision, StoryVersion
from takigi.logic_models.queries.believed import theory_believed_on
from takigi.logic_models.queries.handover import handover_pack
from takigi.logic_models.queries.history import Based
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.queries.timeline import Happening, timeline
from takigi.logic_models.queries.versions import (
    compare_versions,
    theory_of_version,
    version_list,
)
from takigi.logic_models.rules.document import as_document
from takigi.logic_models.rules.learning import TriggerKind
from takigi.logic_models.rules.nodes import Activity, Audience, Outcome
from takigi.logic_models.rules.states import APPROVAL_MOVES, Approval, IllegalMove, VersionKind
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import LinkStatus, LogicModelRefused, NodeKind, OutcomeLevel
from tests.rooms.conftest import queries_of
from tests.stories_made import add, agree, based, found, invite, key_of, outlined
from tests.worlds import Role

pytestmark = pytest.mark.django_db
TURN = NewVersion(
    kind=VersionKind.TURN,
    reason="事業ではなく入口の問題だった",
    given_up="事業の見直し",
    trigger_kind=TriggerKind.OTHER,
)


@pytest.fixture
def story(world):
    story_id = found(world)
    outlined(world, story_id)
    return story_id


def page(world, story_id, role=Role.EAST_NURSE):
    return story_page(world.viewer(role), story_id)


def write(world, story_id, key, on, role=Role.EAST_NURSE, **values):
    return theory.write_node(by=world.viewer(role), story_id=story_id, based_on=on, key=key, values=values)


def test_an_outline_becomes_the_graph_of_the_story(world, story):
    now = page(world, story).theory
    assert now.title == "あきらめない町"
    assert [one.level for one in now.of(Outcome)] == list(OutcomeLevel)
    assert page(world, story).faults == ()


def test_two_who_edit_at_once_lose_nothing(world, story):
    invite(world, story, Role.WEST_NURSE)
    key, start = key_of(world, story, "訪問して、もとの暮らしを聞く"), based(world, story)
    first = write(world, story, key, start, tactics="リハ職と二人で行く")
    second = write(world, story, key, start, role=Role.WEST_NURSE, quantity="月3件", tactics="家族にも聞く")
    assert first.conflicts == second.conflicts == ()
    node = page(world, story).theory.node(key)
    assert set(node.tactics) == {"リハ職と二人で行く", "家族にも聞く"}
    assert node.quantity == "月3件"


def test_two_wordings_of_one_heading_wait_until_somebody_decides(world, story):
    invite(world, story, Role.WEST_NURSE)
    key, start = key_of(world, story, "自分で道をえらぶ"), based(world, story)
    write(world, story, key, start, text="自分でえらべる")
    saved = write(world, story, key, start, role=Role.WEST_NURSE, text="えらんだと言える")
    assert [(one.of, one.field) for one in saved.conflicts] == [(key, "text")]
    (differing,) = page(world, story).theory.differing
    with pytest.raises(LogicModelRefused, match="食いちがい"):
        agree(world, story)
    theory.settle(
        by=world.viewer(Role.EAST_NURSE),
        story_id=story,
        based_on=saved.based_on,
        key=differing.key,
        take_other=True,
    )
    now = page(world, story).theory
    assert (now.node(key).text, now.differing) == ("えらんだと言える", ())
    agree(world, story)


def test_two_new_boxes_at_once_are_two_boxes(world, story):
    invite(world, story, Role.WEST_NURSE)
    start = based(world, story)
    keys = [
        theory.add_node(
            by=world.viewer(role),
            story_id=story,
            based_on=start,
            kind=NodeKind.ACTIVITY,
            values={"text": text},
        ).key
        for role, text in ((Role.EAST_NURSE, "わたしの案"), (Role.WEST_NURSE, "あなたの案"))
    ]
    assert len(set(keys)) == 2
    assert [page(world, story).theory.node(key).text for key in keys] == ["わたしの案", "あなたの案"]


def test_a_page_from_the_future_is_refused_and_one_from_before_the_turn_still_finds_its_place(world, story):
    key, start = key_of(world, story, "自分で道をえらぶ"), based(world, story)
    with pytest.raises(LogicModelRefused, match="古く"):
        write(world, story, key, Based(1, 99), text="x")
    with pytest.raises(LogicModelRefused, match="古く"):
        write(world, story, key, Based(7, 0), text="x")
    agree(world, story)
    versions.change_course(by=world.viewer(Role.EAST_NURSE), story_id=story, new=TURN)
    saved = write(world, story, key, start, voice="おれはこれにする")
    assert saved.based_on == Based(2, 1)
    assert page(world, story).theory.node(key).voice == "おれはこれにする"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"level": "somewhere"}, "段"),
        ({"expected_on": "そのうち"}, "いつごろ"),
        ({"salary": "1"}, "salary"),
    ],
)
def test_what_fits_no_field_is_refused_by_its_name(world, story, values, told):
    with pytest.raises(LogicModelRefused, match=told):
        write(world, story, key_of(world, story, "自分で道をえらぶ"), based(world, story), **values)


def test_an_activity_without_audience_is_kept_as_a_draft_and_named_when_one_agrees(world, story):
    add(world, story, NodeKind.ACTIVITY, text="広報にのせる")
    assert [one.text for one in page(world, story).theory.of(Activity)][-1] == "広報にのせる"
    with pytest.raises(LogicModelRefused, match=r"広報にのせる.*対象"):
        agree(world, story)


def test_a_box_taken_out_keeps_its_reason_and_comes_back(world, story):
    key = key_of(world, story, "訪問して、もとの暮らしを聞く")
    viewer = world.viewer(Role.EAST_NURSE)
    saved = theory.take_out_node(by=viewer, story_id=story, based_on=based(world, story), key=key, why="人手が足りない")
    pack = handover_pack(viewer, story)
    assert [(one.text, one.why) for one in pack.given_up] == [("訪問して、もとの暮らしを聞く", "人手が足りない")]
    theory.take_back_node(by=viewer, story_id=story, based_on=saved.based_on, key=key)
    assert page(world, story).theory.node(key).text == "訪問して、もとの暮らしを聞く"


def test_a_box_that_was_agreed_upon_is_given_up_with_a_reason_and_a_draft_without(world, story):
    viewer = world.viewer(Role.EAST_NURSE)
    agree(world, story)
    versions.change_course(by=viewer, story_id=story, new=TURN)
    out = {"by": viewer, "story_id": story}
    draft = add(world, story, NodeKind.ACTIVITY, text="思いつき")
    theory.take_out_node(**out, based_on=based(world, story), key=draft, why="")
    key = key_of(world, story, "自分で道をえらぶ")
    with pytest.raises(LogicModelRefused, match="やめる理由"):
        theory.take_out_node(**out, based_on=based(world, story), key=key, why="")
    theory.take_out_node(**out, based_on=based(world, story), key=key, why="先に言葉が要る")
    assert [one.why for one in page(world, story).theory.dropped] == ["", "先に言葉が要る"]


def test_a_heading_of_several_lines_pushes_out_no_line_beneath_it(world, story):
    key = key_of(world, story, "自分で道をえらぶ")
    saved = write(world, story, key, based(world, story), details="前からある行")
    write(world, story, key, saved.based_on, text="自分でえらぶ\n家族とえらぶ")
    node = page(world, story).theory.node(key)
    assert (node.text, node.details) == ("自分でえらぶ", ("家族とえらぶ", "前からある行"))


def test_an_arrow_that_turned_out_weak_is_evidence_and_stays(world, story):
    viewer = world.viewer(Role.EAST_NURSE)
    link = page(world, story).theory.links[0]
    saved = theory.write_link(
        by=viewer, story_id=story, based_on=based(world, story), key=link.key, values={"status": LinkStatus.WEAK}
    )
    with pytest.raises(LogicModelRefused, match="消しません"):
        theory.take_out_link(by=viewer, story_id=story, based_on=saved.based_on, key=link.key)
    with pytest.raises(LogicModelRefused, match="学びとして残す"):
        theory.take_out_node(by=viewer, story_id=story, based_on=saved.based_on, key=link.source, why="x")
    assert [one.key for one in handover_pack(viewer, story).doubted] == [link.key]


def test_a_sheet_that_is_read_in_gives_up_what_it_left_out_and_keeps_what_was_learnt(world, story):
    viewer = world.viewer(Role.EAST_NURSE)
    link = page(world, story).theory.links[0]
    saved = theory.write_link(
        by=viewer, story_id=story, based_on=based(world, story), key=link.key, values={"status": LinkStatus.DENIED}
    )
    sheet = Theory(title="表から", nodes=(Audience(key="n2", text="本人・家族"),))
    theory.put_theory(by=viewer, story_id=story, based_on=saved.based_on, theory=sheet)
    now = page(world, story).theory
    assert {node.key for node in now.nodes} == {"n2", link.source, link.target}
    assert [one.key for one in now.links] == [link.key]
    assert {one.why for one in now.dropped} == {"読みこんだ表になかった"}


def test_what_was_agreed_upon_is_written_in_no_more(world, story):
    agree(world, story)
    with pytest.raises(LogicModelRefused, match="新しい版"):
        write(world, story, key_of(world, story, "自分で道をえらぶ"), based(world, story), text="あとから")


@pytest.mark.parametrize(
    "change",
    [
        {"document": as_document(Theory(title="書きかえた"))},
        {"reason": "別の理由"},
        {"approval": Approval.WORKING},
        {"number": 9},
        {"revision": 0},
    ],
)
def test_the_database_itself_refuses_to_rewrite_an_agreed_version(world, story, change):
    agree(world, story)
    with pytest.raises(DatabaseError, match="書きかえられません"), transaction.atomic():
        StoryVersion.objects.filter(story=story).update(**change)
    with pytest.raises(DatabaseError, match="書きかえられません"), transaction.atomic():
        Revision.objects.filter(version__story=story).update(patch={})
    assert page(world, story).theory.title == "あきらめない町"


def test_every_step_of_approval_is_what_the_table_says(world, story):
    head = world.viewer(Role.EAST_HEAD)
    steps = {"story_id": story, "agreed_by": "課長", "on": head.on}
    with pytest.raises(IllegalMove):
        versions.approve_version(by=head, to=Approval.CITY_HALL, **steps)
    agree(world, story)
    with pytest.raises(NotPermitted):
        versions.approve_version(by=world.viewer(Role.EAST_NURSE), to=Approval.CITY_HALL, **steps)
    with pytest.raises(IllegalMove):
        versions.approve_version(by=head, to=Approval.PUBLIC, **steps)
    versions.approve_version(by=head, to=Approval.CITY_HALL, **steps)
    versions.approve_version(by=head, to=Approval.PUBLIC, **steps)
    (line,) = version_list(head, story).versions
    assert [one.approval for one in line.approvals] == [Approval.TEAM, Approval.CITY_HALL, Approval.PUBLIC]
    assert APPROVAL_MOVES[Approval.PUBLIC] == frozenset()


def test_a_change_of_course_says_why_what_was_given_up_and_what_set_it_off(world, story):
    viewer = world.viewer(Role.EAST_NURSE)
    with pytest.raises(LogicModelRefused, match="まだ作業中"):
        versions.change_course(by=viewer, story_id=story, new=TURN)
    agree(world, story)
    for bad, told in (
        (NewVersion(VersionKind.TURN, "理由", trigger_kind=TriggerKind.OTHER), "手放した"),
        (NewVersion(VersionKind.TURN, "理由", given_up="なし"), "きっかけ"),
        (NewVersion(VersionKind.POLISH, " "), "理由"),
        (NewVersion(VersionKind.FIRST, "理由"), "初版はもう"),
    ):
        with pytest.raises(LogicModelRefused, match=told):
            versions.change_course(by=viewer, story_id=story, new=bad)
    elsewhere = learning.reflect(
        by=viewer, story_id=found(world), words=ReflectionWords(held_on=viewer.on, did="別の話")
    )
    with pytest.raises(Unseen):
        versions.change_course(
            by=viewer,
            story_id=story,
            new=NewVersion(VersionKind.TURN, "理由", "なし", TriggerKind.REFLECTION, elsewhere),
        )
    assert versions.change_course(by=viewer, story_id=story, new=TURN) == 2
    now, first = version_list(viewer, story).versions
    assert (now.given_up, now.parent, now.begun_by, first.head.approval) == (
        "事業の見直し",
        1,
        "田辺 恵",
        Approval.TEAM,
    )
    told = [entry.text for entry in timeline(viewer, story).entries if entry.kind is Happening.VERSION]
    assert "第2版（方向転換）: 事業ではなく入口の問題だった" in told


def test_any_two_versions_are_compared(world, story):
    viewer = world.viewer(Role.EAST_NURSE)
    agree(world, story)
    versions.change_course(by=viewer, story_id=story, new=TURN)
    key = key_of(world, story, "自分で道をえらぶ")
    write(world, story, key, based(world, story), text="自分でえらぶ")
    fresh = add(world, story, NodeKind.AUDIENCE, text="わたしたち", is_self=True)
    told = compare_versions(viewer, story, 1, 2)
    assert [one.after.text for one in told.difference.nodes_changed] == ["自分でえらぶ"]
    assert [one.key for one in told.difference.nodes_added] == [fresh]
    assert [one.key for one in compare_versions(viewer, story, 2, 1).difference.nodes_removed] == [fresh]
    with pytest.raises(Unseen):
        compare_versions(viewer, story, 1, 3)


def test_one_version_is_read_by_its_number(world, story):
    head, told = theory_of_version(world.viewer(Role.PLANNER), story, 1)
    assert (head.number, [one.text for one in told.of(Audience)]) == (1, ["本人・家族"])
    with pytest.raises(Unseen):
        theory_of_version(world.viewer(Role.PLANNER), story, 2)


@pytest.mark.later
def test_the_page_costs_the_same_however_large_and_old_the_story_is(world, story):
    viewer = world.viewer(Role.EAST_NURSE)
    asks = (story_page, version_list, timeline, handover_pack)
    before = [queries_of(ask, viewer, story) for ask in asks]
    as_of = queries_of(theory_believed_on, viewer, story, viewer.on)
    for number in range(20):
        add(world, story, NodeKind.OUTCOME, text=f"変化{number}", audience=key_of(world, story, "本人・家族"))
    for _ in range(3):
        agree(world, story)
        versions.change_course(by=viewer, story_id=story, new=TURN)
    assert [queries_of(ask, viewer, story) for ask in asks] == before
    assert queries_of(theory_believed_on, viewer, story, viewer.on) == as_of
