"""だれか分からなくする: what leads to a person is found and said, what everybody says is let be, and a rare age stays unsaid."""

import pytest

from takigi.casework.rules.deidentifying import FEWEST_PEERS, Trace, age_told, band_of, traces_in
from takigi.people.queries.peers import names_in, peers_counted
from tests.rules_held import holds
from tests.screens.people_made import register
from tests.worlds import Role, build_world

LEADS = (
    ("山田さんは畑に出たい", Trace.NAME, "山田さん"),
    ("担当は包括の佐伯です", Trace.KNOWN, "佐伯"),
    ("佐伯さんが桜ヶ丘病院に入院した", Trace.PLACE, "桜ヶ丘病院"),
    ("ひまわり苑に通う", Trace.PLACE, "ひまわり苑"),
    ("北町3丁目に住む", Trace.PLACE, "北町3"),
    ("薪野市に越してきた", Trace.PLACE, "薪野市"),
    ("R8.9.3に転んだ", Trace.DAY, "R8.9.3"),
    ("令和八年九月三日に転んだ", Trace.DAY, "令和八年九月三日"),
    ("2026年9月に骨折した", Trace.DAY, "2026年9月"),
    ("10/5に退院した", Trace.DAY, "10/5"),
    ("87歳で畑に戻った", Trace.AGE, "87歳"),
    ("九十一歳の方", Trace.AGE, "九十一歳"),
    ("電話は025-123-4567", Trace.NUMBER, "025-123-4567"),
    ("番号は0012345678", Trace.NUMBER, "0012345678"),
)
LEADS_NOWHERE = (
    "娘さんと近くの公民館へ通い、総合病院には行かなくなった",
    "80代の方。75歳以上の集まりで、毎月3日に会う",
    "退院の1か月後、週に2回、市内の通いの場へ",
    "町内会の役員に声をかけられ、村の寄り合いに戻った",
)


@holds("V35")
def test_a_trace_is_found_and_something_else_proposed():
    for text, trace, words in LEADS:
        found = traces_in(text, known=("佐伯",))
        assert (trace, words) in [(one.trace, one.words) for one in found], text
        assert all(one.instead for one in found)


@holds("V35")
def test_what_everybody_says_is_let_be():
    assert [traces_in(text) for text in LEADS_NOWHERE] == [()] * len(LEADS_NOWHERE)


@holds("V35")
def test_an_age_is_told_in_five_years_and_only_where_ten_share_it():
    assert age_told(87, peers=FEWEST_PEERS) == "85〜89歳"
    assert age_told(87, peers=FEWEST_PEERS - 1) == ""
    assert [band_of(age) for age in (64, 65, 69, 70, 94, 95)] == [
        (0, 65), (65, 70), (65, 70), (70, 75), (90, 95), (95, None),
    ]  # fmt: skip


@holds("V35")
@pytest.mark.django_db
def test_the_register_is_asked_for_names_and_for_how_many_share_an_age():
    world = build_world()
    viewer = world.viewer(Role.EAST_NURSE)
    register(world, sex="2")
    (name,) = names_in(viewer, "「山田ハナさんが畑に出た」と聞いた")
    assert name == "山田ハナ"
    assert names_in(viewer, "畑に出た方がいる") == ()
    assert peers_counted(viewer, "2", (0, None), on=viewer.on) == 1
    assert peers_counted(viewer, "1", (0, None), on=viewer.on) == 0
    assert peers_counted(viewer, "2", (95, None), on=viewer.on) == 0
