"""計画書のファイルの読み取り（UPYOBO）: transferred plans as sheets, to be looked at before anything is taken over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from takigi.casework.sheets import (
    FourAreas,
    PlanArea,
    PlanIssue,
    PlanSheet,
    PlanSupport,
    PlanUse,
    SheetPerson,
    SixCounts,
    SixNeeds,
)
from takigi.exchange.care_plan_files.columns import beside, under, values_of
from takigi.exchange.care_plan_files.plan_columns import KEYS, PLAN, PLAN_SUB
from takigi.exchange.care_plan_files.reading import has_key, rows_of
from takigi.exchange.care_plan_files.transfers import UNVERIFIED
from takigi.exchange.problems import Problem

_AREAS = ("movement", "daily_life", "social_life", "health")
_CARRIED_BY_ISSUE = ("issue", "proposal", "wish", "goal")
_CARRIED_BY_SUPPORT = ("points", "self_care", "insured_service")


@dataclass(frozen=True)
class ReadPlans:
    """The plans of a pair of files. `is_verified` as in Transfer."""

    sheets: tuple[PlanSheet, ...]
    problems: tuple[Problem, ...]
    is_verified: bool = False
    note: str = UNVERIFIED


@dataclass
class _Support:
    said: dict[str, str] = field(default_factory=dict)
    uses: list[PlanUse] = field(default_factory=list)


@dataclass
class _Issue:
    said: dict[str, str] = field(default_factory=dict)
    supports: dict[int, _Support] = field(default_factory=dict)


_Key = tuple[Any, ...]


def read_plans(plan: bytes, sub: bytes = b"") -> ReadPlans:
    """Every plan of UPYOBO with its supports from UPYOBO_SUB.

    A blank cell goes on with what was said under the same number; under a new number it is blank.
    """
    problems: list[Problem] = []
    supports = _supports(sub, problems)
    sheets, taken = [], set[_Key]()
    for row_no, texts in rows_of(plan, PLAN, problems, title="UPYOBO"):
        values = values_of(row_no, texts, PLAN, problems)
        key = _key(values)
        if has_key(row_no, key, problems):
            sheets.append(_sheet(values, supports.get(key, {})))
            taken.add(key)
    for _ in supports.keys() - taken:
        sentence = "支援計画（別表）だけがあり、計画書の行がありません。計画書のファイルを送り元に確かめてください。"
        problems.append(Problem(0, "", "", "transfer_alone", sentence, is_blocking=False))
    return ReadPlans(tuple(sheets), tuple(problems))


def _key(values: dict[str, Any]) -> _Key:
    return tuple(values[column.path] for column in KEYS[1:])


def _sheet(values: dict[str, Any], issues: dict[int, _Issue]) -> PlanSheet:
    alone = beside(values)
    alone.pop("version")
    return PlanSheet(
        person=SheetPerson(**under(values, "person")),
        areas=FourAreas(**{area: PlanArea(**under(values, f"areas.{area}")) for area in _AREAS}),
        counts=SixCounts(**under(values, "counts")),
        needs=SixNeeds(**under(values, "needs")),
        issues=tuple(_issue(issue) for issue in issues.values()),
        **alone,
    )


def _issue(issue: _Issue) -> PlanIssue:
    supports = tuple(PlanSupport(**one.said, uses=tuple(one.uses)) for one in issue.supports.values())
    return PlanIssue(**issue.said, supports=supports)


def _supports(sub: bytes, problems: list[Problem]) -> dict[_Key, dict[int, _Issue]]:
    plans: dict[_Key, dict[int, _Issue]] = {}
    for row_no, texts in rows_of(sub, PLAN_SUB, problems, title="UPYOBO_SUB"):
        values = values_of(row_no, texts, PLAN_SUB, problems)
        if values["issue_no"] is None:
            sentence = "課題の番号がありません。どの課題の行か分からないため、この行は読みません。"
            problems.append(Problem(row_no, "課題NO", "", "transfer_number", sentence, is_blocking=True))
            continue
        _add(plans.setdefault(_key(values), {}), values, row_no, problems)
    return plans


def _add(issues: dict[int, _Issue], values: dict[str, Any], row_no: int, problems: list[Problem]) -> None:
    issue = issues.setdefault(values["issue_no"], _Issue())
    _say(issue.said, values, _CARRIED_BY_ISSUE, row_no, problems)
    if values["support_no"] is None:
        return
    support = issue.supports.setdefault(values["support_no"], _Support())
    _say(support.said, values, _CARRIED_BY_SUPPORT, row_no, problems)
    if values["use_no"] is not None:
        support.uses.append(PlanUse(kind=values["kind"], office=values["office"], period=values["period"]))


def _say(
    said: dict[str, str], values: dict[str, Any], names: Iterable[str], row_no: int, problems: list[Problem]
) -> None:
    """What the first row under a number says holds for the rows that follow."""
    for name in names:
        text = values[name]
        if name not in said:
            said[name] = text
        elif text and text != said[name]:
            sentence = "同じ番号の行に、ちがう文章があります。はじめの行の文章を使います。送り元に確かめてください。"
            problems.append(Problem(row_no, "", text, "transfer_carried", sentence, is_blocking=False))
