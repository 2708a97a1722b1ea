"""つながりと記録: what the records say about an arrow, and never more than the way of comparing has earned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.kernel.labelled import Labelled
from takigi.logic_models.rules.learning import Answer
from takigi.statistics.claims import Grade, allowed_wording


class ArrowSays(Labelled):
    """記録が言うこと. None of them is a verdict about people or a team."""

    SUPPORTED = "supported", "記録は支えている"
    NOT_YET = "not_yet", "まだ言えない"
    WEAK = "weak", "記録は支えていない"


@dataclass(frozen=True)
class EndSeen:
    """One end of an arrow as the records have it: whether it moved as hoped, since when, and how many records say so.

    `moved` None: nobody has measured it, or (`is_measured`) there is nothing yet to lay beside it. `since_on`: the first
    period with the change. `is_hidden`: small numbers, not shown.
    """

    name: str
    moved: bool | None = None
    since_on: date | None = None
    records: int = 0
    is_hidden: bool = False
    is_measured: bool = False


@dataclass(frozen=True)
class ArrowSaid:
    """What an arrow's records say, in an answer to each question, the reason in a sentence, and what may not be said of it."""

    says: ArrowSays
    delivered: Answer
    changed: Answer
    in_order: Answer
    records: int
    grade: Grade
    because: str
    caution: str


def what_records_say(
    source: EndSeen, target: EndSeen, *, grade: Grade, expected_by: date | None, on: date
) -> ArrowSaid:
    """Delivered or not, changed or not, in which order. A bare count (rung A) never supports an arrow.

    `expected_by`: until then a change that has not come is no sign against the arrow.
    """
    delivered, changed = _answer(source), _answer(target)
    in_order = _in_order(source, target)
    says, because = _verdict(source, target, in_order, grade=grade, is_due=expected_by is not None and expected_by < on)
    return ArrowSaid(
        says=says,
        delivered=delivered,
        changed=changed,
        in_order=in_order,
        records=min(source.records, target.records),
        grade=grade,
        because=because,
        caution=allowed_wording(grade),
    )


def _answer(end: EndSeen) -> Answer:
    if end.moved is None or end.is_hidden:
        return Answer.UNKNOWN
    return Answer.YES if end.moved else Answer.NO


def _in_order(source: EndSeen, target: EndSeen) -> Answer:
    if source.since_on is None or target.since_on is None or source.is_hidden or target.is_hidden:
        return Answer.UNKNOWN
    return Answer.YES if source.since_on <= target.since_on else Answer.NO


def _verdict(
    source: EndSeen, target: EndSeen, in_order: Answer, *, grade: Grade, is_due: bool
) -> tuple[ArrowSays, str]:
    hidden = next((end for end in (source, target) if end.is_hidden), None)
    unseen = next((end for end in (source, target) if end.moved is None), None)
    if hidden is not None:
        return ArrowSays.NOT_YET, f"「{hidden.name}」は人数が少ないため示せません。"
    if unseen is not None:
        why = "には、比べられるだけの前の記録がまだありません。" if unseen.is_measured else "はまだ測られていません。"
        return ArrowSays.NOT_YET, f"「{unseen.name}」{why}"
    if not source.moved:
        early = "それでも先は変わっています。別の理由を考えてみてください。" if target.moved else ""
        return (
            ArrowSays.WEAK if target.moved else ArrowSays.NOT_YET,
            f"「{source.name}」がまだ起きていません。届いていないうちは、このつながりは試せません。{early}",
        )
    if not target.moved:
        if is_due:
            return (
                ArrowSays.WEAK,
                f"「{source.name}」は起きましたが、見込みの日を過ぎても「{target.name}」は変わっていません。",
            )
        return ArrowSays.NOT_YET, f"「{source.name}」は起きました。「{target.name}」が変わるのはこれからです。"
    return _both_moved(source, target, in_order, grade)


def _both_moved(source: EndSeen, target: EndSeen, in_order: Answer, grade: Grade) -> tuple[ArrowSays, str]:
    if in_order is Answer.NO:
        return ArrowSays.WEAK, f"「{target.name}」のほうが先に変わっています。順番が合いません。"
    if in_order is Answer.UNKNOWN:
        return ArrowSays.NOT_YET, "どちらも変わりましたが、どちらが先かが分かりません。"
    if grade is Grade.A:
        return ArrowSays.NOT_YET, "順番どおりに変わりましたが、数えただけの記録では、支えとは言えません。"
    return ArrowSays.SUPPORTED, f"「{source.name}」のあとに「{target.name}」が変わりました（{grade.label}）。"
