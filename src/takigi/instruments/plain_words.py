"""本人にわかる言葉: a change of a test said as something the person notices, without blame and without jargon."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from takigi.instruments.changes import Change, ChangeKind
from takigi.instruments.physical_tests import PhysicalTest

# What is told is a distance that people know, whatever distance was measured.
_TOLD_METRES = Decimal(10)

# Test → subject, what it is called when better, when less good.
_WORDS = {
    PhysicalTest.GRIP: ("握る力が", "強くなりました", "弱くなりました"),
    PhysicalTest.ONE_LEG: ("片足で立っていられる時間が", "のびました", "短くなりました"),
    PhysicalTest.GAIT_USUAL: ("ふだんの歩きが、10メートルで", "はやくなりました", "ゆっくりになりました"),
    PhysicalTest.GAIT_MAX: ("急いで歩くのが、10メートルで", "はやくなりました", "ゆっくりになりました"),
    PhysicalTest.TUG: ("立って歩き出すのが", "はやくなりました", "ゆっくりになりました"),
    PhysicalTest.CS30: ("30秒のあいだに立ち上がれる回数が", "ふえました", "へりました"),
    PhysicalTest.CHAIR5: ("椅子から5回立ち上がるのが", "はやくなりました", "ゆっくりになりました"),
}
_ACTIONS = {
    PhysicalTest.GRIP: "強く握ること",
    PhysicalTest.ONE_LEG: "片足で立つこと",
    PhysicalTest.GAIT_USUAL: "決まった距離を歩くこと",
    PhysicalTest.GAIT_MAX: "急いで歩くこと",
    PhysicalTest.TUG: "椅子から立って、歩いて戻ること",
    PhysicalTest.CS30: "椅子から手を使わずに立ち上がること",
    PhysicalTest.CHAIR5: "椅子から続けて5回立ち上がること",
}


def in_plain_words(change: Change) -> str:
    """The change as one sentence for the person.

    A test at its cap says 「以上」; a difference too small to be shown with the test's decimals is said to be the same.
    """
    if change.kind is ChangeKind.BECAME_ABLE:
        return f"前はできなかった「{_ACTIONS[change.test]}」が、できるようになりました（{change.after.in_words}）"
    if change.kind is ChangeKind.BECAME_UNABLE:
        return f"今回は「{_ACTIONS[change.test]}」を測れませんでした。体の具合をいっしょに確かめましょう"
    if change.before.is_at_cap and change.after.is_at_cap:
        return f"{_ACTIONS[change.test]}は、前も今回も、測る上限（{change.after.in_words}）までできました"
    told = _told(change)
    if told is None:
        return f"{_ACTIONS[change.test]}が、前とは変わりました（{change.before.in_words}から{change.after.in_words}へ）"
    if told[0] == 0:
        return f"{_ACTIONS[change.test]}は、前と同じくらいでした（{change.after.in_words}）"
    subject, better, worse = _WORDS[change.test]
    at_least = "以上" if change.is_capped else ""
    return f"{subject}{told[0]}{told[1]}{at_least}{better if change.kind is ChangeKind.BETTER else worse}"


def _told(change: Change) -> tuple[Decimal, str] | None:
    """The size of the change as it is told, and its unit; None where a walk of no speed has no seconds.

    Walking speed becomes seconds for ten metres, because nobody feels metres per second.
    """
    before, after = change.before.value, change.after.value
    if before is None or after is None:
        return None
    if change.test in {PhysicalTest.GAIT_USUAL, PhysicalTest.GAIT_MAX}:
        return None if 0 in {before, after} else (_rounded(_TOLD_METRES / before - _TOLD_METRES / after, 1), "秒")
    unit = "キロ" if change.test is PhysicalTest.GRIP else change.test.unit
    return _rounded(after - before, change.test.decimals), unit


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return abs(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
