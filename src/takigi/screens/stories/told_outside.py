"""外に出す紙の身じたく: gap, causes, response, indicators and claims of a story, with nothing in them that must stay inside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from takigi.access.grounds import Viewer
from takigi.evaluation.leaving import Leaving, Outside, OutsideNumber
from takigi.indicators.catalogue import indicator
from takigi.indicators.words import rounded
from takigi.kernel.era_names import in_short_japanese
from takigi.logic_models.queries.measures import UseCard, ValueLine
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.queries.wood import FactLine, WoodPile
from takigi.logic_models.rules.learning import Sensitivity, Stance
from takigi.logic_models.rules.nodes import Activity, Audience, Cause, CurrentState, IdealState, Issue, audiences_of
from takigi.logic_models.rules.theory import Theory
from takigi.screens.stories.about import about_words

NO_VALUE = "まだ決めていません"


@dataclass(frozen=True)
class ForOutside:
    """外に出す分: the numbers and facts of a story that may leave, and how many facts stay."""

    viewer: Viewer
    page: StoryPage
    theory: Theory
    uses: tuple[UseCard, ...]
    numbers: Outside
    wood: WoodPile
    facts: tuple[FactLine, ...]
    kept_in: int

    @property
    def rule(self) -> Leaving:
        return self.numbers.rule


def may_leave(fact: FactLine, rule: Leaving) -> bool:
    """Whether a fact was marked for the public, and is not about a handful of people."""
    return fact.sensitivity is Sensitivity.PUBLIC and rule.may_leave(fact.count, fact.out_of)


def gap_rows(theory: Theory) -> list[dict[str, Any]]:
    """現状とありたい姿のへだたり: for each audience, and first for all of them together."""
    rows = [_gap("共通", theory.shared(Issue), (), theory.shared(IdealState))]
    for one in theory.of(Audience):
        ideals = [state for state in theory.of(IdealState) if one.key in audiences_of(state)]
        rows.append(_gap(one.text, theory.row(one, Issue), theory.row(one, CurrentState), ideals))
    return [row for row in rows if row["issues"] or row["current"] or row["ideals"]]


def _gap(
    audience: str, issues: Iterable[Issue], current: Iterable[CurrentState], ideals: Iterable[IdealState]
) -> dict[str, Any]:
    told = {"issues": [one for one in issues if not one.is_shared or audience == "共通"], "current": list(current)}
    return {"audience": audience, "ideals": list(ideals), **told}


def causes_told(made: ForOutside) -> list[dict[str, Any]]:
    """The root causes, shared ones first, each with the facts that support it and those that do not."""
    texts = {one.fact_id: one.text for one in made.facts}
    standing = [one for one in made.theory.of(Cause) if not one.dropped_reason]
    roots = [one for one in standing if one.is_root] or standing
    told = []
    for cause in sorted(roots, key=lambda one: not one.is_shared):
        readings = made.wood.readings_of(cause.key)
        told.append(
            {
                "cause": cause,
                Stance.SUPPORTS.value: [texts[one] for read in readings for one in read.supports if one in texts],
                Stance.AGAINST.value: [texts[one] for read in readings for one in read.against if one in texts],
            }
        )
    return told


def responses_told(theory: Theory) -> list[dict[str, Any]]:
    """What is done about it: towards whom, by whom, how much, and how far it is."""
    names = {one.key: one.text for one in theory.of(Audience)}
    return [
        {"activity": one, "audience": names.get(one.audience, ""), "state": one.state.label if one.state else ""}
        for one in theory.of(Activity)
    ]


def indicators_told(made: ForOutside, uses: Sequence[UseCard] | None = None) -> list[dict[str, Any]]:
    """計画と実績: each indicator with its baseline, its targets and their grounds, this year's number, and what lies between."""
    return [_indicator(made, one) for one in (made.uses if uses is None else uses)]


def _indicator(made: ForOutside, use: UseCard) -> dict[str, Any]:
    numbers = made.numbers.numbers.get(use.indicator, ()) if use.indicator else _observed(made.rule, use)
    aims = [one for one in use.targets_in_force if one.value is not None]
    running = next((one for one in aims if one.period_from <= made.viewer.on <= one.period_until), None)
    newest = next((one.value for one in reversed(numbers) if one.value is not None), None)
    edition = indicator(use.indicator).editions[-1] if use.indicator else use
    return {
        "use": use,
        "counts": use.counts or edition.counts,
        "out_of": use.out_of or edition.out_of,
        "box": about_words(use.node, made.theory),
        "baseline": value_words(use.baseline, use.unit) if use.baseline else NO_VALUE,
        "targets": [f"{value_words(one, use.unit)}（根拠: {one.note}）" for one in aims],
        "numbers": [f"{one.period}　{one.words}" for one in numbers[-2:]],
        "between": _between(newest, running, use),
        "moved": _moved(newest, use),
    }


def _observed(rule: Leaving, use: UseCard) -> tuple[OutsideNumber, ...]:
    """What the team counted itself; without the number of people behind it, only what is not a count of people."""
    told = []
    for one in use.observations:
        if one.is_replaced:
            continue
        counts = (
            (one.count, one.out_of) if one.count is not None else (_whole(one.value) if "人" in use.unit else None,)
        )
        period = f"{in_short_japanese(one.period_from)}〜{in_short_japanese(one.period_until)}"
        opened = rule.may_leave(*counts)
        words = value_words(one, use.unit).partition("　")[2] if opened else "少人数のため表示しません"
        told.append(OutsideNumber(period, words, Fraction(one.value) if opened and one.value is not None else None))
    return tuple(told)


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _between(newest: Fraction | None, aim: ValueLine | None, use: UseCard) -> str:
    if newest is None or aim is None or aim.value is None:
        return ""
    left = Fraction(aim.value) - newest
    return "目標と同じです" if left == 0 else f"目標との差 {rounded(abs(left))}{use.unit}"


def _moved(newest: Fraction | None, use: UseCard) -> str:
    """From the baseline, not towards the target: what changed is told by where it started."""
    if newest is None or use.baseline is None or use.baseline.value is None:
        return ""
    moved = newest - Fraction(use.baseline.value)
    return (
        "基準値から動いていません"
        if moved == 0
        else f"基準値から{'+' if moved > 0 else '−'}{rounded(abs(moved))}{use.unit}"
    )


def value_words(line: ValueLine, unit: str) -> str:
    """R8.4.1〜R9.3.31　24件; what is not known says which kind of not knowing it is."""
    value = f"{line.value.normalize():f}{unit}" if line.value is not None else ""
    known = value or (line.missing.label if line.missing else "")
    return f"{in_short_japanese(line.period_from)}〜{in_short_japanese(line.period_until)}　{known}"
