"""短期集中予防サービス: the sheets of 通所型C and 訪問型C, from the individual plan to the end report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.casework.sheets.person import SheetPerson


@dataclass(frozen=True, kw_only=True)
class IndividualPlanSheet:
    """依頼・個別サービス計画: what the centre asks for and what the provider is going to do."""

    person: SheetPerson
    service: str = ""
    provider: str = ""
    centre: str = ""
    asked_on: date | None = None
    care_level: str = ""
    """In words."""
    former_life: str = ""
    goal: str = ""
    graduation_point: str = ""
    cautions: str = ""
    """医療上・安全上の注意."""
    planned_sessions: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    frequency: str = ""
    transport: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    """時期 and 内容 of the programme: ("1回目", "体力測定、個別計画の確認")."""
    author: str = ""
    consented_on: date | None = None
    consented_by: str = ""


@dataclass(frozen=True, kw_only=True)
class SessionLine:
    """実施記録の一回分."""

    number: int | None = None
    held_on: date | None = None
    is_attended: bool | None = None
    absence_reason: str = ""
    vitals: str = ""
    last_action: str = ""
    last_action_done: str = ""
    """In words: できた, 一部できた, できなかった."""
    next_action: str = ""
    interview: str = ""
    exercise: str = ""
    interview_minutes: int | None = None
    exercise_minutes: int | None = None
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class SessionSheet:
    """実施記録."""

    person: SheetPerson
    service: str = ""
    provider: str = ""
    goal: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    planned_sessions: int | None = None
    sessions: tuple[SessionLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MeasuredLine:
    """One test under one protocol: values stand in the order of the sheet's `points`."""

    test: str = ""
    protocol: str = ""
    """歩く速さ, 補助具, 距離, 左右: two protocols are two lines, never one."""
    unit: str = ""
    values: tuple[str, ...] = ()
    """The number, or the word for why there is none."""
    change: str = ""
    """In plain words; empty where the protocols do not allow a comparison."""
    reference: str = ""
    """The reference mean with what it is: 地域在住の元気な高齢者の平均, never a pass line."""


@dataclass(frozen=True, kw_only=True)
class MeasurementSheet:
    """体力測定の記録."""

    person: SheetPerson
    service: str = ""
    provider: str = ""
    points: tuple[tuple[str, date | None], ...] = ()
    """測定の時点: (開始時, day), (中間, day), (終了時, day), (12週後, day)."""
    lines: tuple[MeasuredLine, ...] = ()
    assessor: str = ""
    remarks: str = ""


@dataclass(frozen=True, kw_only=True)
class EndGoal:
    """目標の結果. 実行度 and 満足度 count from 0 to 10."""

    text: str = ""
    graduation_point: str = ""
    is_achieved: bool | None = None
    performance_before: int | None = None
    performance_after: int | None = None
    satisfaction_before: int | None = None
    satisfaction_after: int | None = None
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class EndReport:
    """終了時報告書."""

    person: SheetPerson
    service: str = ""
    provider: str = ""
    reported_on: date | None = None
    author: str = ""
    starts_on: date | None = None
    ended_on: date | None = None
    planned_sessions: int | None = None
    attended_sessions: int | None = None
    goals: tuple[EndGoal, ...] = ()
    points: tuple[tuple[str, date | None], ...] = ()
    measurements: tuple[MeasuredLine, ...] = ()
    outcome: str = ""
    """卒業, 延長, 他のサービスへ移行, 中止 in words."""
    outcome_reason: str = ""
    self_plan: str = ""
    community_place: str = ""
    risk_notes: str = ""
    opinion: str = ""


@dataclass(frozen=True, kw_only=True)
class ExtensionRequest:
    """延長の協議書."""

    person: SheetPerson
    service: str = ""
    provider: str = ""
    asked_on: date | None = None
    author: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    attended_sessions: int | None = None
    planned_sessions: int | None = None
    new_end_on: date | None = None
    more_sessions: int | None = None
    reason: str = ""
    expected: str = ""
    """What is to be reached by then."""
