"""目標の身じたく: a goal as a card, its ratings as a table, its state in a word."""

from typing import Any

from django.urls import reverse

from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.goals import GoalLine
from takigi.components.both_era_date import BothEraDate
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.missing_word import Missing, MissingWord
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras, in_short_japanese

UNKNOWN = MissingWord(Missing.NOT_RECORDED)


def goal_tag(goal: GoalLine) -> StatusTag:
    """Where the goal stands."""
    if goal.is_achieved is not None:
        return StatusTag("達成", Tone.DONE) if goal.is_achieved else StatusTag("達成しなかった")
    return StatusTag("合意", Tone.ACTIVE) if goal.agreed_on else StatusTag("合意を待っています", Tone.WAITING)


def ratings_table(goal: GoalLine) -> Table | str:
    """The answers so far, in the order of their days; nothing before the first."""
    columns = (Column("時点"), Column("実行度", is_number=True), Column("満足度", is_number=True), Column("聞いた日"))
    rows = tuple(
        (one.timepoint.label, f"{one.performance} / 10", f"{one.satisfaction} / 10", in_short_japanese(one.rated_on))
        for one in goal.ratings
    )
    return Table("実行度と満足度", columns, rows) if rows else ""


def _facts(goal: GoalLine) -> DefinitionList:
    facts = [
        Fact("卒業の目印", goal.graduation or UNKNOWN),
        Fact("いつまでに", BothEraDate(goal.target_on) if goal.target_on else UNKNOWN),
    ]
    does = (
        ("本人がすること", goal.self_does),
        ("家族がすること", goal.family_does),
        ("専門職がすること", goal.team_does),
    )
    facts += [Fact(label, words) for label, words in does if words]
    if goal.agreed_on:
        facts.append(Fact("合意", f"{in_both_eras(goal.agreed_on)}　{'・'.join(goal.agreed_by)}"))
    else:
        facts.append(Fact("提案した日", BothEraDate(goal.proposed_on)))
    if goal.judged_on:
        facts.append(Fact("判断した日", BothEraDate(goal.judged_on)))
    if goal.why_not:
        facts.append(Fact("達成しなかったわけ", goal.why_not))
    return DefinitionList(tuple(facts))


def _ways(head: CaseHead, goal: GoalLine) -> list[tuple[str, str]]:
    if not head.may_record:
        return []
    ids = [head.case_id, goal.goal_id]
    ways = [("実行度・満足度を聞く", reverse("goal_rate", args=ids))]
    if goal.agreed_on:
        ways.append(("達成したかを判断する", reverse("goal_judge", args=ids)))
    if goal.agreed_on or goal.ratings:
        ways.append(("この目標を変える", reverse("goal_revise", args=ids)))
    return ways


def dress_goal(head: CaseHead, goal: GoalLine) -> dict[str, Any]:
    """One goal as the page shows it."""
    return {
        "text": goal.text,
        "tag": goal_tag(goal),
        "field": goal.field.label,
        "facts": _facts(goal),
        "ratings": ratings_table(goal),
        "ways": _ways(head, goal),
    }
