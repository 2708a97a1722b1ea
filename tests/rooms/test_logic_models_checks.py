"""14の問い: each finds its planted fault, none speaks on a clean story, and none ever forbids."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from takigi.logic_models.queries.checks import checks_of
from takigi.logic_models.rules.checks import (
    CHECKS,
    AimSeen,
    Around,
    ClaimSeen,
    ReadingSeen,
    UseSeen,
    checks,
)
from takigi.logic_models.rules.faults import circles, faults
from takigi.logic_models.rules.learning import Comparison, Frequency, UseRole, WantedDirection
from takigi.logic_models.rules.naming import looks_named
from takigi.logic_models.rules.nodes import (
    Activity,
    Audience,
    Bar,
    Cause,
    IdealState,
    Issue,
    Monitoring,
    Outcome,
    Output,
)
from takigi.logic_models.rules.theory import Link, Theory, with_node
from takigi.logic_models.rules.words import ActivityState, NodeKind, OutcomeLevel
from tests.rooms.conftest import queries_of
from tests.stories_made import add, found, outlined
from tests.worlds import Role

TODAY = date(2026, 11, 23)
CLEAN = Theory(
    title="きれいなストーリー",
    nodes=(
        Audience(key="n1", text="わたしたち", is_self=True),
        Audience(key="n2", text="本人・家族"),
        IdealState(key="n3", text="もとの暮らしに戻る"),
        Cause(key="n4", text="良くなった人の話が伝わっていない", is_shared=True, is_root=True),
        Issue(key="n5", text="自信と意欲を取り戻す", is_shared=True, causes=("n4",), ideal_state="n3"),
        Activity(key="n6", text="訪問して、もとの暮らしを聞く", audience="n2", actor="包括", issues=("n5",)),
        Output(key="n7", text="訪問が月に3件ある", audience="n2"),
        Outcome(key="n8", text="「そんな道もあるのか」と言う", audience="n2", level=OutcomeLevel.INITIAL),
        Outcome(key="n9", text="自分で道をえらぶ", audience="n2", level=OutcomeLevel.INTERMEDIATE),
        Monitoring(
            key="n10",
            text="訪問で返ってきた言葉を聞く",
            audience="n2",
            outcomes=("n8",),
            who="保健師",
            next_check_on=date(2026, 12, 1),
            rethink_sign="3か月で0人",
        ),
        Activity(key="n11", text="会議のあとで10分だけ話す", audience="n1", actor="わたしたち"),
        Outcome(key="n12", text="良くなる見込みを話せるようになる", audience="n1", level=OutcomeLevel.INTERMEDIATE),
    ),
    links=(
        Link(key="l1", source="n6", target="n7"),
        Link(key="l2", source="n7", target="n8", mechanism="聞かれると、思い出すから"),
        Link(key="l3", source="n8", target="n9", mechanism="知らない道はえらべないから"),
        Link(key="l4", source="n9", target="n3", mechanism="自分で決めたことは続くから"),
        Link(key="l5", source="n11", target="n12", mechanism="話すと言葉になるから"),
        Link(key="l6", source="n12", target="n8", mechanism="話せる人が訪ねるから"),
    ),
)
SEEN = UseSeen(
    "n8",
    "言った人の割合",
    UseRole.INITIAL,
    WantedDirection.UP,
    Frequency.MONTHLY,
    "訪問した人のうち、言った人",
    points=4,
)
AROUND = Around(
    on=TODAY,
    uses=(SEEN, replace(SEEN, aims=(AimSeen(Decimal(40), date(2026, 4, 1)), AimSeen(Decimal(60), date(2027, 4, 1))))),
    readings=(ReadingSeen("n4", "話が伝わっていない", 2), ReadingSeen("l2", "思い出すと言葉が出る", 1)),
    claims=(ClaimSeen("c1", "n8", "訪問の後に言葉が出た人が3人いた", Comparison.BEFORE_AFTER, "季節、家族の変化"),),
)


def numbers(theory=CLEAN, around=AROUND):
    return [one.number for one in checks(theory, around)]


def test_a_clean_story_is_asked_nothing():
    assert checks(CLEAN, AROUND) == ()
    assert len(CHECKS) == 14


def changed(key, **told):
    return with_node(CLEAN, replace(CLEAN.node(key), **told))


def also(*nodes, links=()):
    return replace(CLEAN, nodes=(*CLEAN.nodes, *nodes), links=(*CLEAN.links, *links))


def used(**told):
    return replace(AROUND, uses=(replace(SEEN, **told),))


AIMS = (
    AimSeen(Decimal(40), date(2024, 4, 1)),
    AimSeen(Decimal(60), date(2025, 4, 1)),
    AimSeen(Decimal(50), date(2026, 4, 1)),
)
PLANTED = [
    (1, changed("n9", text="健康教室を開催する"), AROUND),
    (1, changed("n9", text="パンフレットの配布を行う"), AROUND),
    (2, CLEAN, used(name="教室の開催回数")),
    (2, CLEAN, used(name="通いの場への参加率")),
    (3, CLEAN, used(direction=None)),
    (4, CLEAN, used(aims=AIMS)),
    (5, CLEAN, used(node="n12", role=UseRole.LONG_TERM, frequency=Frequency.THREE_YEARLY)),
    (6, replace(CLEAN, links=(*CLEAN.links[:1], replace(CLEAN.links[1], mechanism=""), *CLEAN.links[2:])), AROUND),
    (6, also(Activity(key="n20", text="広報にのせる", audience="n2", actor="市")), AROUND),
    (6, also(Outcome(key="n20", text="外に出る", audience="n2", level=OutcomeLevel.LONG_TERM)), AROUND),
    (
        7,
        also(
            *(Activity(key=f"n{n}", text=f"働きかけ{n}", audience="n2", actor="市") for n in range(30, 33)),
            *(Output(key=f"n{n}", text=f"結果{n}", audience="n2") for n in range(40, 43)),
            links=(
                *(
                    Link(key=f"l{a}{o}", source=f"n{a}", target=f"n{o}")
                    for a in (6, 30, 31, 32)
                    for o in (7, 40, 41, 42)
                    if (a, o) != (6, 7)
                ),
            ),
        ),
        AROUND,
    ),
    (8, changed("n6", actor="本人・家族"), AROUND),
    (8, changed("n6", actor="", text="支援者の会議へ参加する"), AROUND),
    (9, CLEAN, replace(AROUND, readings=AROUND.readings[1:])),
    (9, changed("n5", text="介護予防事業の見直し"), AROUND),
    (10, replace(CLEAN, nodes=tuple(node for node in CLEAN.nodes if node.key != "n10")), AROUND),
    (10, changed("n10", who=""), AROUND),
    (10, changed("n10", next_check_on=None), AROUND),
    (10, changed("n10", rethink_sign=""), AROUND),
    (11, changed("n6", actor_member="m1"), replace(AROUND, left={"m1": "大原 環"})),
    (11, changed("n6", schedule=(Bar(text="話す", ends_on=date(2026, 3, 31)),)), AROUND),
    (12, CLEAN, replace(AROUND, claims=(replace(AROUND.claims[0], rivals=" "),))),
    (12, CLEAN, replace(AROUND, claims=(replace(AROUND.claims[0], text="訪問の効果があった"),))),
    (13, CLEAN, replace(AROUND, readings=(AROUND.readings[0], replace(AROUND.readings[1], stale=1)))),
    (14, CLEAN, replace(used(points=2), claims=(replace(AROUND.claims[0], text="言う人が増えている"),))),
    (14, CLEAN, replace(used(points=11), claims=(replace(AROUND.claims[0], text="上昇傾向だ"),))),
]


@pytest.mark.parametrize(
    ("number", "theory", "around"), PLANTED, ids=[f"{number}-{place}" for place, (number, *_) in enumerate(PLANTED)]
)
def test_each_planted_fault_is_asked_about_once_and_nothing_else_is(number, theory, around):
    assert numbers(theory, around) == [number]
    assert all(one.ask.endswith("か。") for one in checks(theory, around))


def test_every_one_of_the_fourteen_is_planted():
    assert {number for number, *_ in PLANTED} == set(range(1, 15))


def test_what_is_sound_is_not_asked_about():
    silent = (
        (changed("n9", text="訪問を受けた人が、自分で道をえらぶ"), AROUND),
        (CLEAN, used(name="包括への相談件数")),
        (CLEAN, used(aims=(*AIMS[:2], replace(AIMS[2], reason="一人抜けた")))),
        (CLEAN, used(node="n9", frequency=Frequency.THREE_YEARLY)),
        (changed("n6", schedule=(Bar(text="済み", ends_on=date(2026, 3, 31)),), state=ActivityState.DONE), AROUND),
        (changed("n4", dropped_reason="思いこみだった"), replace(AROUND, readings=())),
        (changed("n10", outcomes=()), AROUND),
        (CLEAN, replace(used(points=12), claims=(replace(AROUND.claims[0], text="上昇傾向だ"),))),
    )
    for theory, around in silent:
        assert checks(theory, around) == ()


def test_a_draft_is_named_place_by_place():
    theory = Theory(
        nodes=(Activity(key="n1", text="広報にのせる"), Outcome(key="n2", audience="n9"), Issue(key="n3", text="差")),
        links=(Link(key="l1", source="n1", target="n8"), Link(key="l2", source="n3", target="n1")),
    )
    told = [(one.of, one.said) for one in faults(theory)]
    assert [of for of, _ in told] == ["n2", "n1", "n2", "l1", "l2"]
    assert "対象" in told[1][1]


def test_a_circle_is_allowed_and_said():
    ring = replace(CLEAN, links=(*CLEAN.links, Link(key="l9", source="n9", target="n8", mechanism="言うと続く")))
    assert faults(ring) == ()
    assert {one.of for one in circles(ring)} == {"n8", "n9"}
    assert circles(CLEAN) == ()


@pytest.mark.parametrize(
    ("quote", "found_words"),
    [
        ("そんな道もあるのか", ()),
        ("皆さんのおかげで、奥さんも喜んでいた", ()),
        ("利用者さんが「畑に行きたい」と言った", ()),
        ("お医者さんに、もう年だからと言われた", ()),
        ("山田さんが笑った", ("山田さん",)),
        ("きょうは鈴木様の家で", ("鈴木様",)),
        ("タナカさんと話した", ("タナカさん",)),
        ("電話は090-1234-5678", ("090-1234-5678",)),
        ("昭和12年4月1日生まれの方", ("昭和12年4月1日",)),
    ],
)
def test_a_name_in_a_voice_is_found_and_everybodys_words_are_not(quote, found_words):
    assert looks_named(quote) == found_words


@pytest.mark.django_db
def test_the_questions_of_a_story_cost_the_same_however_large_it_is(world):
    story_id = found(world)
    outlined(world, story_id)
    viewer = world.viewer(Role.EAST_NURSE)
    before = queries_of(checks_of, viewer, story_id)
    assert {one.number for one in checks_of(viewer, story_id)} == {6, 9}
    for number in range(10):
        add(world, story_id, NodeKind.OUTCOME, text=f"変化{number}を開催する")
    assert queries_of(checks_of, viewer, story_id) == before
    assert [one.number for one in checks_of(viewer, story_id)].count(1) == 10
