"""計画書のファイル（UPYOBO）: one plan and its supports, numbered and left blank as the layout asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from takigi.casework.sheets import PlanIssue, PlanSheet, PlanSupport, PlanUse
from takigi.exchange.care_plan_files.columns import Cell, Column, cells_of
from takigi.exchange.care_plan_files.plan_columns import ISSUE, KEYS, PLAN, PLAN_SUB, SUPPORT, USE
from takigi.exchange.care_plan_files.transfers import (
    CSV_VERSION,
    Route,
    Transfer,
    check_complete,
    written,
)

PREFIX, SUB_PREFIX = "UPYOBO", "UPYOBO_SUB"


def plan_transfer(sheet: PlanSheet, route: Route, *, at: datetime, version: str = CSV_VERSION) -> Transfer:
    """The plan as UPYOBO and, when it has issues, UPYOBO_SUB.

    Refuses a plan without insurer, insured number or date of drawing up: the file is found by them.
    """
    check_complete(sheet, KEYS[1:])
    remarks: list[str] = []
    number = Cell(version, is_quoted=False)
    plan = [number, *cells_of(sheet, PLAN[1:], remarks)]
    files = [written(route.file_name(PREFIX, at), PLAN, [plan])]
    keys = [number, *cells_of(sheet, KEYS[1:], [])]
    if rows := [[*keys, *row] for row in _sub_rows(sheet)]:
        files.append(written(route.file_name(SUB_PREFIX, at), PLAN_SUB, rows))
    return Transfer(tuple(files), tuple(remarks))


def _sub_rows(sheet: PlanSheet) -> Iterator[list[Cell]]:
    """別表: only the first row of an issue says the issue, only the first row of a support says the support."""
    for issue_no, issue in enumerate(sheet.issues, start=1):
        is_first_of_issue = True
        for support_no, support in enumerate(issue.supports or (None,), start=1):
            is_first_of_support = True
            for use_no, use in enumerate(support.uses if support and support.uses else (None,), start=1):
                yield [
                    *_part(ISSUE, issue_no, issue if is_first_of_issue else None),
                    *_part(SUPPORT, support_no if support else None, support if is_first_of_support else None),
                    *_part(USE, use_no if use else None, use),
                ]
                is_first_of_issue = is_first_of_support = False


def _part(columns: Sequence[Column], number: int | None, part: PlanIssue | PlanSupport | PlanUse | None) -> list[Cell]:
    return [Cell("" if number is None else str(number), is_quoted=False), *cells_of(part, columns[1:], [])]
