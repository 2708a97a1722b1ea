"""アウトライン: indented text becomes the graph and comes back without loss; what fits nowhere is told and kept."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from takigi.logic_models.rules.nodes import (
    Activity,
    Audience,
    Cause,
    CurrentState,
    IdealState,
    Issue,
    Monitoring,
    Outcome,
    Output,
)
from takigi.logic_models.rules.outline import read_outline
from takigi.logic_models.rules.outline_writing import write_outline
from takigi.logic_models.rules.story_rows import blocks_of
from takigi.logic_models.rules.theory import Link, Theory, with_link, with_node
from takigi.logic_models.rules.words import BudgetStep, LinkStatus, OutcomeLevel
from tests.rooms.theories_made import theories

TODAY = date(2026, 11, 23)


def read(text, base=None):
    return read_outline(text, base=base, on=TODAY)


@pytest.mark.later
@settings(deadline=None, max_examples=60)
@given(theories())
def test_an_outline_read_upon_its_theory_is_the_theory(theory):
    assert read(write_outline(theory), theory).theory == theory


@pytest.mark.later
@settings(deadline=None, max_examples=40)
@given(theories())
def test_an_outline_on_its_own_holds_every_box_with_every_field(theory):
    alone = read(write_outline(theory)).theory
    told = lambda one: sorted(write_outline(one).splitlines())  # noqa: E731  # once, here
    again = read(write_outline(alone), alone).theory
    assert again == alone
    assert len(told(alone)) == len(told(theory))
    assert sorted(node.text for node in alone.nodes) == sorted(node.text for node in theory.nodes)


FAST = """
題: あきらめない町
本人・家族
\t訪問して、もとの暮らしを聞く
\t\t訪問が月に3件ある
\t\t\t「そんな道もあるのか」と言う
\t\t\t\t自分でえらぶ
\t\t\t\t\tもとの暮らしに戻る
\t現状: 年だからとあきらめている
\t\t良くなることを知らない
\t\t\t真因: 良くなった人の話が伝わっていない
"""


def test_indentation_alone_makes_the_chain():
    theory = read(FAST).theory
    assert theory.title == "あきらめない町"
    (audience,) = theory.of(Audience)
    (activity,) = theory.of(Activity)
    assert (activity.text, activity.audience) == ("訪問して、もとの暮らしを聞く", audience.key)
    (output,) = theory.of(Output)
    assert [one.level for one in theory.of(Outcome)] == [
        OutcomeLevel.INITIAL,
        OutcomeLevel.INTERMEDIATE,
        OutcomeLevel.LONG_TERM,
    ]
    first, second, third = theory.of(Outcome)
    assert [(link.source, link.target) for link in theory.links] == [
        (activity.key, output.key),
        (output.key, first.key),
        (first.key, second.key),
        (second.key, third.key),
    ]
    (state,) = theory.of(CurrentState)
    why, root = theory.of(Cause)
    assert (why.parent, root.parent, root.is_root) == (state.key, why.key, True)


def test_attributes_shared_words_bars_and_arrows_across_audiences():
    text = """
ありたい姿: もとの暮らしに戻る
  だれの姿: できなくなった人
  道すじ: 合意する
  道すじ: 取り組む
誰に: わたしたち
  自分たち: はい
  活動: 病院と話す
    だれが: 係長
    工夫: 三月までに話す
    予定: 2026-01-01〜2026-03-31 約 ［協議］ 話し合い｜1月～3月
    初期: 「一緒にやろう」と言われる
      → ありたい姿に近づく: 道がそろうから
      確かめ方: 話したときの反応を見る
        待つ合図: 一緒にやろう
        次に確かめる日: 2027-01-31
誰に: 本人
  長期: ありたい姿に近づく
課題: 方針を決めて伝える
  共通: はい
真因: 成功とは何かが決まっていない
  共通: はい
"""
    outcome = read(text)
    assert outcome.said == ()
    theory = outcome.theory
    (bar,) = theory.of(Activity)[0].schedule
    assert (bar.step, bar.is_about, bar.text, bar.written) == (BudgetStep.TALKS, True, "話し合い", "1月～3月")
    (cross,) = [link for link in theory.links if link.mechanism]
    assert (theory.node(cross.source).audience, theory.node(cross.target).audience) == (
        "n2",
        theory.of(Audience)[1].key,
    )
    assert theory.of(Monitoring)[0].next_check_on == date(2027, 1, 31)
    assert theory.of(Monitoring)[0].outcomes == (theory.of(Outcome)[0].key,)
    assert [one.text for one in (*theory.shared(Issue), *theory.shared(Cause))] == [
        "方針を決めて伝える",
        "成功とは何かが決まっていない",
    ]
    assert theory.of(IdealState)[0].steps == ("合意する", "取り組む")


def test_an_arrow_to_nowhere_and_a_date_that_is_none_are_told_and_kept():
    text = "本人\n  訪問する\n    → どこにもない箱\n    初期: 言葉が出る\n      いつごろ: そのうち\n"
    outcome = read(text)
    assert [one.line for one in outcome.said] == [5, 3]
    kept = " ".join(one.text for one in outcome.theory.loose)
    assert "どこにもない箱" in kept
    assert "そのうち" in kept


def test_a_box_taken_out_of_the_text_stands_among_the_given_up():
    base = read(FAST).theory
    text = "\n".join(line for line in write_outline(base).splitlines() if "月に3件" not in line)
    after = read(text, base).theory
    assert [gone.node.text for gone in after.dropped] == ["訪問が月に3件ある"]


def test_what_was_learnt_is_not_taken_out_by_leaving_it_out():
    base = Theory(
        nodes=(
            Audience(key="n1", text="本人"),
            Activity(key="n2", text="配る", audience="n1"),
            Outcome(key="n3", text="知る", audience="n1"),
        ),
        links=(Link(key="l1", source="n2", target="n3", status=LinkStatus.WEAK),),
    )
    after = read("誰に: 本人 #n1\n", base)
    assert {node.key for node in after.theory.nodes} == {"n1", "n2", "n3"}
    assert after.theory.links == base.links
    assert [one.text for one in after.said] == ["配る", "知る"]


def test_what_the_outline_cannot_say_of_an_arrow_is_kept_from_the_base():
    base = read(FAST).theory
    base = with_link(base, Link(**(vars(base.links[0]) | {"status": LinkStatus.TESTING})))
    assert read(write_outline(base), base).theory.links[0].status is LinkStatus.TESTING


def test_text_typed_anew_without_marks_finds_its_boxes_again():
    base = read(FAST).theory
    assert read(FAST, base).theory == base


def test_full_width_blanks_and_bullets_are_read_too():
    text = "本人\n　訪問する\n　　・【方法】\n　　➢ 二人で行く\n"
    (activity,) = read(text).theory.of(Activity)
    assert activity.details == ("【方法】", "➢ 二人で行く")


WHY = """
真因: 決めていない
  共通: はい
本人
  現状: 歩かない
    なぜ: こわい
      真因: 段がある
        やめた理由: 段のある家は3軒だった
  現状: 待っている
  なぜ: 知らせが遅い
"""


def test_causes_hang_below_what_they_explain_and_one_that_was_given_up_says_so():
    theory = read(WHY).theory
    shared, own = blocks_of(theory)
    assert shared.why_tree == ["真因【共通】: 決めていない"]
    given_up = "真因: 段がある（外した見方。わけ: 段のある家は3軒だった）"
    assert own.why_tree == ["現状: 歩かない", ["原因: こわい", [given_up]], "現状: 待っている", "原因: 知らせが遅い"]

    afraid, stairs = (node for node in theory.of(Cause) if node.text in ("こわい", "段がある"))
    ring = with_node(theory, replace(afraid, parent=stairs.key))
    assert "原因: こわい" in blocks_of(ring)[1].why_tree, "causes that explain each other are told all the same"


SLIPPED = """
題: とおり道
本人
  活動: 訪ねる
    だれが: 包括
    だれが: 病院
    結果: 会えた
      初期: 「やってみる」と言う
        なぜそうなるか: 見たから
        → 「もう一度」と言う
          なぜそうなるか: 楽しかったから
        確かめ方: ことばを書く
        → どこにもない箱
          待つ合図: やってみる
          見直す目安: 三か月聞かれない
      初期: 「もう一度」と言う
        なぜそうなるか: 一度目があるから
        なぜそうなるか: 待っている人がいるから
"""


def test_a_line_that_slipped_in_takes_nothing_from_the_box_before_it():
    theory = read(SLIPPED).theory
    (row,) = theory.of(Monitoring)
    assert (row.sign, row.rethink_sign) == ("やってみる", "三か月聞かれない")
    first, again = theory.of(Outcome)
    assert theory.of(Activity)[0].actor == "包括"
    why = {(link.source, link.target): link.mechanism for link in theory.links}
    assert why[first.key, again.key] == "楽しかったから"
    assert [link.mechanism for link in theory.into(first.key)] == ["見たから"]
    assert "一度目があるから" in why.values()
    left = [one.text for one in theory.loose]
    assert left == ["だれが: 病院", "なぜそうなるか: 待っている人がいるから", "→ どこにもない箱"]
