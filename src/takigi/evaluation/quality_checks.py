"""データの確かめ: what cannot be, what is missing and what lies far out, each said as a condition that every engine can count. Pure.

A finding is an indicator like any other, so that it is counted over the same facts, moves with the next visit, and leads to
its records in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from takigi.indicators.catalogue.facts import (
    TABLES,
    cases,
    certifications,
    changes,
    episodes,
    follow_ups,
    goals,
    moves,
    persons,
    ratings,
    visits,
)
from takigi.indicators.definition import CASES, Direction, Edition, Indicator
from takigi.indicators.language import Phrase, Records, age_on, any_of, as_of, count, days_between, in_force
from takigi.kernel.labelled import Labelled


class Kind(Labelled):
    """確かめの種類."""

    ORDER = "order", "日付の順"
    MISSING = "missing", "空欄"
    OUTLIER = "outlier", "かけ離れた値"


@dataclass(frozen=True)
class Check:
    """ひとつの確かめ: in which table, what is looked for, the sentence that says so, and what can be done."""

    key: str
    kind: Kind
    records: Records
    found: Phrase
    sentence: str
    remedy: str

    def as_indicator(self) -> Indicator:
        """How many of the table's rows are so, at the as-of day."""
        # Every row that there is on the as-of day, whatever its own dates say: those are what is in doubt.
        rows = in_force(self.records, since=as_of(), until=as_of())
        edition = Edition(
            since=date(2000, 4, 1),
            source="データの確かめ（この台帳で定めたもの）",
            counts=self.sentence,
            out_of=f"{TABLE_WORDS[self.records.name]}のすべて",
            numerator=count(rows, where=self.found),
            denominator=count(rows),
        )
        return Indicator(self.key, self.sentence, CASES, Direction.LOWER_IS_BETTER, (edition,), lag="なし")


TABLE_WORDS = {
    "persons": "本人",
    "certifications": "認定",
    "cases": "ケース",
    "moves": "ケースの動き",
    "visits": "アセスメント訪問",
    "goals": "目標",
    "ratings": "実行度・満足度",
    "monitorings": "モニタリングの期間",
    "follow_ups": "卒業後の確かめ",
    "episodes": "短期集中",
    "changes": "測定の前後",
    "checklists": "基本チェックリスト",
    "consultations": "相談",
}
# Columns whose blank says nothing about the quality of a record: what has not happened yet is not missing.
EXPECTED_BLANK = frozenset(
    {
        ("persons", "moved_out_on"),
        ("persons", "died_on"),
        ("certifications", "decided_on"),
        ("cases", "closed_on"),
        ("cases", "certification_line"),
        ("goals", "agreed_on"),
        ("goals", "is_achieved"),
        ("monitorings", "held_on"),
        ("follow_ups", "done_on"),
        ("episodes", "ended_on"),
        ("episodes", "end_reason"),
        ("episodes", "is_completed"),
        ("changes", "side"),
        ("changes", "improvement"),
        ("checklists", "case_id"),
    }
)
LOOK = "もとの記録を開いて、日付を確かめてください。"
# Longest ordinary visit and the ages that a register of older people knows; beyond them a slip of the pen is likelier.
LONGEST_VISIT, YOUNGEST, OLDEST = 240, 40, 110


def _order(number: str, records: Records, found: Phrase, sentence: str) -> Check:
    return Check(f"order_{number}", Kind.ORDER, records, found, sentence, LOOK)


def _after_death(records: Records, day: str) -> Phrase:
    return persons.of(records)["died_on"].below(records[day])


ORDERS = (
    _order(
        "visit_before_case",
        visits,
        visits["visited_on"].below(cases.of(visits)["opened_on"]),
        "ケースを開く前の日の訪問",
    ),
    _order("visit_after_death", visits, _after_death(visits, "visited_on"), "亡くなった日よりあとの訪問"),
    _order("case_closed_early", cases, cases["closed_on"].below(cases["opened_on"]), "始まりより前に終わったケース"),
    _order("case_after_death", cases, _after_death(cases, "opened_on"), "亡くなったあとに開いたケース"),
    _order(
        "move_before_case", moves, moves["effective_on"].below(cases.of(moves)["opened_on"]), "ケースを開く前の日の動き"
    ),
    _order(
        "decided_before_application",
        certifications,
        certifications["decided_on"].below(certifications["application_on"]),
        "申請より前の日の認定",
    ),
    _order(
        "valid_until_before_from",
        certifications,
        certifications["valid_until"].below(certifications["valid_from"]),
        "始まりより前に終わる認定の有効期間",
    ),
    _order("goal_due_before_agreed", goals, goals["target_on"].below(goals["agreed_on"]), "合意より前に期限のある目標"),
    _order(
        "rating_before_case",
        ratings,
        ratings["rated_on"].below(cases.of(ratings)["opened_on"]),
        "ケースを開く前の日の評価",
    ),
    _order(
        "course_ended_early",
        episodes,
        episodes["ended_on"].below(episodes["started_on"]),
        "始まりより前に終わった短期集中",
    ),
    _order(
        "course_before_case",
        episodes,
        episodes["started_on"].below(cases.of(episodes)["opened_on"]),
        "ケースを開く前に始まった短期集中",
    ),
    _order("measured_after_death", changes, _after_death(changes, "measured_on"), "亡くなった日よりあとの測定"),
    _order("follow_up_after_death", follow_ups, _after_death(follow_ups, "done_on"), "亡くなった日よりあとの確かめ"),
    _order("birth_in_future", persons, persons["birth_on"].above(as_of()), "これから生まれる人"),
)
_age_now = age_on(persons["birth_on"], as_of())
# The register holds residents of every age: only those with a certification or a case are older, or ill with one of sixteen.
_looked_after = any_of(certifications.same_person_as(persons)) | any_of(cases.same_person_as(persons))
OUTLIERS = (
    Check(
        "outlier_visit_minutes",
        Kind.OUTLIER,
        visits,
        visits["minutes"].above(LONGEST_VISIT) | visits["minutes"].below(1),
        f"{LONGEST_VISIT // 60}時間をこえるか、1分に満たない訪問",
        "訪問の始まりと終わりの時刻を確かめてください。",
    ),
    Check(
        "outlier_age",
        Kind.OUTLIER,
        persons,
        _looked_after & (_age_now.above(OLDEST) | _age_now.below(YOUNGEST)),
        f"認定かケースがあり、{OLDEST}歳をこえるか、{YOUNGEST}歳に満たない人",
        "生年月日の元号を確かめてください（昭和と平成の取りちがえがよくあります）。",
    ),
    Check(
        "outlier_long_certification",
        Kind.OUTLIER,
        certifications,
        days_between(certifications["valid_from"], certifications["valid_until"]).above(1500),
        "4年をこえる認定の有効期間",
        "有効期間の終わりの年を確かめてください。",
    ),
)


def missing_checks() -> Iterator[Check]:
    """One for each column that may be blank and whose blank says that something was not written."""
    for records in TABLES:
        for name, column in records.table.columns.items():
            if column.may_miss and (records.name, name) not in EXPECTED_BLANK:
                word = (column.label or COLUMN_WORDS.get(name, name)).split("（")[0]
                yield Check(
                    f"missing_{records.name}_{name}",
                    Kind.MISSING,
                    records,
                    ~records[name].is_known(),
                    f"{TABLE_WORDS[records.name]}の「{word}」の空欄",
                    "わかるものから書き足してください。わからないままのものは、数のわきに「わからないもの」として出ます。",
                )


COLUMN_WORDS = {
    "application_on": "申請日",
    "valid_from": "有効期間の始まり",
    "valid_until": "有効期間の終わり",
    "level_code": "要介護状態区分",
    "reason_code": "理由",
    "cause_code": "原因",
    "area_id": "圏域",
    "minutes": "かかった時間",
    "target_on": "達成の期限",
}


def every_check() -> tuple[Check, ...]:
    """In the order in which the desk shows them."""
    return (*ORDERS, *missing_checks(), *OUTLIERS)


@dataclass(frozen=True)
class Definition:
    """ある数の定義のひとつ: where it stands, and what it divides by what."""

    source: str
    numerator: str
    denominator: str


@dataclass(frozen=True)
class Conflict:
    """食い違う定義: two sources mean different things by one name. Numbers of the two must never stand in one row."""

    label: str
    definitions: tuple[Definition, ...]
    sentence: str


CONFLICTS = (
    Conflict(
        "通いの場参加率",
        (
            Definition(
                "この台帳の指標（介護予防の指標の一覧 30番）",
                "月に1回以上参加した人の実人数",
                "65歳以上の住民",
            ),
            Definition(
                "保険者機能強化推進交付金等の評価指標（通いの場への参加率）",
                "通いの場の参加者の実人数（ひと月にどれだけ通うかの条件は、年度と区分による）",
                "65歳以上の住民（住民票と被保険者のどちらによるかは、年度の手引きによる）",
            ),
        ),
        "同じ名前でも、参加者に数える条件と分母のとり方が違います。国への報告の数と、この台帳の数を、同じ表に並べたり引き算したりしないでください。",
    ),
    Conflict(
        "卒業率",
        (
            Definition("この台帳の指標（始めた人のうち）", "卒業した人", "短期集中を始めた人（途中でやめた人も入る）"),
            Definition(
                "この台帳の指標（終えた人のうち）", "卒業した人", "終わりの測定があり、予定の75%以上に出席した人"
            ),
        ),
        "途中でやめた人を分母に入れるかどうかで、数が大きく変わります。どちらの数かを、いつも添えてください。",
    ),
)
