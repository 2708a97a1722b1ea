"""介護予防サービス・支援計画書: the plan, numbered as UPYOBO and UPYOBO_SUB number it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.casework.sheets.person import SheetPerson


@dataclass(frozen=True, kw_only=True)
class PlanArea:
    """アセスメント領域: one of the four."""

    situation: str = ""
    wish: str = ""
    """本人・家族の意欲・意向."""
    has_issue: bool | None = None
    background: str = ""
    """課題の背景・原因."""


@dataclass(frozen=True, kw_only=True)
class FourAreas:
    """運動・移動, 日常生活（家庭生活）, 社会参加・対人関係・コミュニケーション, 健康管理."""

    movement: PlanArea = PlanArea()
    daily_life: PlanArea = PlanArea()
    social_life: PlanArea = PlanArea()
    health: PlanArea = PlanArea()


@dataclass(frozen=True, kw_only=True)
class PlanUse:
    """利用サービス: number = place in its support, from 1."""

    kind: str = ""
    office: str = ""
    period: str = ""
    """As on the form: 令和8年4月～6月 or 週1回・3か月."""


@dataclass(frozen=True, kw_only=True)
class PlanSupport:
    """支援計画: number = place in its issue, from 1."""

    points: str = ""
    self_care: str = ""
    """本人等のセルフケアや家族の支援、インフォーマルサービス."""
    insured_service: str = ""
    """介護保険サービス又は地域支援事業."""
    uses: tuple[PlanUse, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanIssue:
    """総合的課題: number = place in the plan, from 1.

    `proposal` is the professional's, without the person's wishes; `wish` is what the person and the family
    said to it. The two are never merged: their comparison is the evidence of the agreement.
    """

    issue: str = ""
    proposal: str = ""
    wish: str = ""
    goal: str = ""
    supports: tuple[PlanSupport, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SixCounts:
    """基本チェックリスト該当数: None where the list was not answered far enough to count."""

    movement: int | None = None
    nutrition: int | None = None
    mouth: int | None = None
    homebound: int | None = None
    memory: int | None = None
    mood: int | None = None


@dataclass(frozen=True, kw_only=True)
class CheckedPart:
    """一領域の数え: how many questions are met for certain, how many at most, and what that says of the criterion."""

    low: int = 0
    high: int = 0
    verdict: str = ""
    """met, not_met, undetermined; empty without a checklist."""


@dataclass(frozen=True, kw_only=True)
class SixChecked:
    """数えたもとのチェックリスト: what the counts were read from, so that a paper can say what they mean."""

    answered_on: date | None = None
    movement: CheckedPart = CheckedPart()
    nutrition: CheckedPart = CheckedPart()
    mouth: CheckedPart = CheckedPart()
    homebound: CheckedPart = CheckedPart()
    memory: CheckedPart = CheckedPart()
    mood: CheckedPart = CheckedPart()


@dataclass(frozen=True, kw_only=True)
class SixNeeds:
    """必要な事業プログラム: None while nobody has judged."""

    movement: bool | None = None
    nutrition: bool | None = None
    mouth: bool | None = None
    homebound: bool | None = None
    memory: bool | None = None
    mood: bool | None = None


@dataclass(frozen=True, kw_only=True)
class PlanSheet:
    """介護予防サービス・支援計画書."""

    person: SheetPerson
    drawn_up_on: date | None = None
    """計画作成（変更）日: the key of the file."""
    plan_kind: str = ""
    """1 介護予防支援, 2 介護予防ケアマネジメント."""
    is_outsourced: bool | None = None
    ref_no: str = ""
    """整理番号."""
    certified_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    plan_stage: str = ""
    """11 初回, 12 紹介, 21 継続, 51 初回・紹介, 52 初回・継続, 53 紹介・継続, 54 初回・紹介・継続."""
    certification_state: str = ""
    """1 申請中, 2 認定済み."""
    support_level: str = ""
    """1 要支援1, 2 要支援2, 3 地域支援事業: this file's own codes, not those of 要介護状態区分."""
    author_centre: str = ""
    author_cm: str = ""
    office_name: str = ""
    """計画作成事業所."""
    office_address: str = ""
    office_phone: str = ""
    first_drawn_up_on: date | None = None
    centre_name: str = ""
    """担当地域包括支援センター."""
    goal_day: str = ""
    goal_year: str = ""
    areas: FourAreas = FourAreas()
    issues: tuple[PlanIssue, ...] = ()
    health_notes: str = ""
    when_unavailable: str = ""
    """本来行うべき支援が実施できない場合の、妥当な支援の実施に向けた方針."""
    overall_policy: str = ""
    counts: SixCounts = SixCounts()
    checked: SixChecked = SixChecked()
    needs: SixNeeds = SixNeeds()
    centre_opinion: str = ""
    consented_on: date | None = None
    consented_by: str = ""
