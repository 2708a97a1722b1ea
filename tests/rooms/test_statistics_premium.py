"""保険料と必要な記録の数: whole yen by the order's formula, published worksheets reproduced, and honest refusals."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.premium import (
    ADJUSTMENT_EQUIVALENT,
    PremiumChange,
    PremiumNeed,
    adjusted_insured,
    annual_by_stage,
    exact,
    first_share,
    half_up,
    monthly_premium,
    premium_effect_sentence,
    subsidy_rate,
)
from takigi.statistics.sample_size import cases_needed, model_stage

CASE = Path(__file__).resolve().parents[3] / "shared" / "cases" / "cost_cases" / "premium_cases.json"
needs_case = pytest.mark.skipif(not CASE.exists(), reason=f"照合用の事例 {CASE.name} がこの環境にありません")


def published(name):
    return json.loads(CASE.read_text(encoding="utf-8"), parse_float=Decimal)[name]


@needs_case
def test_the_ministrys_worksheet_is_reproduced_to_the_person_and_the_yen():
    sheet = published("mhlw2002_worksheet")
    stages = list(zip(sheet["stage_share"], sheet["stage_rate"], strict=True))
    assert [adjusted_insured(people, stages) for people in sheet["insured"]] == sheet["adjusted_insured_published"]
    rate = sheet["first_share_plus_adjust_rate"]
    shares = [first_share(amount, rate) for amount in sheet["standard_benefit_A_yen"]]
    assert shares == sheet["C_published_yen"]
    need = PremiumNeed(sheet["standard_benefit_A_yen"][0], exact(rate) - ADJUSTMENT_EQUIVALENT)
    assert need.before_reserve() == sheet["C_published_yen"][0]


@needs_case
def test_kakogawas_premium_before_and_after_its_reserve_is_reproduced():
    sheet = published("kakogawa_period6")
    thousand = 1000
    parts = (sheet[key] for key in ("first_share_thousand_yen", "adjust_equiv_thousand_yen", "relief_thousand_yen"))
    need = PremiumNeed(0, 0, extras=sum(parts) * thousand, reserve=sheet["fund_draw_thousand_yen"] * thousand)
    assert need.before_reserve() == sheet["need_before_fund_thousand_yen"] * thousand
    assert need.after_reserve() == sheet["need_after_fund_thousand_yen"] * thousand
    spread = {"collection_rate": sheet["collection_rate"], "adjusted": sheet["adjusted_insured_3yr"]}
    assert monthly_premium(need.before_reserve(), **spread) == sheet["monthly_before"]
    assert monthly_premium(need.after_reserve(), **spread) == sheet["monthly_after"]


@needs_case
def test_every_stage_of_a_town_is_rounded_as_its_notice_is():
    town = published("agano_period9_stages")
    found = {rate: annual_by_stage(town["base_month"], rate) for rate in town["rate_to_annual"]}
    assert found == town["rate_to_annual"]


@needs_case
def test_the_national_mean_rose_by_what_the_ministry_said():
    mean = published("national_period9_mean_monthly")
    change = PremiumChange(mean["p8"], mean["p9"])
    assert (change.before, change.difference, change.percent) == (mean["p8"], mean["p9"] - mean["p8"], Decimal("3.5"))


def test_every_term_of_the_order_moves_the_need_in_its_direction():
    plain = PremiumNeed(1_000_000, "0.23", support=100_000).before_reserve()
    assert plain == 253_000 + 50_000
    more = PremiumNeed(1_000_000, "0.23", support=100_000, fund=10, extras=20).before_reserve()
    less = PremiumNeed(1_000_000, "0.23", support=100_000, adjustment_subsidy=30, incentives=40).before_reserve()
    assert (more - plain, less - plain) == (30, -70)
    assert (
        PremiumNeed(1_000_000, "0.23", reserve=5).after_reserve() == PremiumNeed(1_000_000, "0.23").before_reserve() - 5
    )


def test_an_average_town_receives_the_five_percent_and_an_old_poor_one_more():
    assert subsidy_rate(share="0.23", older_coefficient=1, income_coefficient=1) == Fraction(5, 100)
    assert subsidy_rate(share="0.22", older_coefficient="0.9", income_coefficient="0.9") > Fraction(5, 100)
    assert subsidy_rate(share="0.23", older_coefficient="1.3", income_coefficient="1.2") == 0


def test_halves_go_up_and_a_float_is_refused_because_it_has_lost_them():
    assert (half_up(Fraction(5, 2)), half_up(Fraction(249, 100)), half_up(Fraction(150), 100)) == (3, 2, 200)
    with pytest.raises(NoAnswer, match="1円の誤差"):
        exact(0.285)


def test_stages_that_do_not_make_up_everybody_and_premiums_without_payers_are_refused():
    with pytest.raises(NoAnswer, match="合計が1"):
        adjusted_insured(100, [("0.5", 1), ("0.4", 1)])
    with pytest.raises(NoAnswer, match="収納率"):
        monthly_premium(1000, collection_rate=0, adjusted=10)
    with pytest.raises(NoAnswer, match="被保険者数"):
        monthly_premium(1000, collection_rate=1, adjusted=0)


def test_prevention_is_not_sold_as_a_premium_cut():
    assert "引き下げとして説明することはできません" in premium_effect_sentence(percent=1)


def test_the_criteria_equal_the_published_worked_example():
    """Riley et al.: R² .288, 24 parameters, 17.4 % with the outcome."""
    needed = cases_needed(r_squared=0.288, predictors=24, share=0.174)
    assert (needed.shrinkage, needed.optimism, needed.risk, needed.people) == (623, 662, 221, 662)


def test_fewer_questions_need_fewer_cases():
    assert cases_needed(r_squared=0.1, predictors=6, share=0.2).people == 510
    assert cases_needed(r_squared=0.1, predictors=3, share=0.2).people == 255


def test_nothing_is_computed_where_everybody_or_nobody_returns():
    for share in (0, 1):
        with pytest.raises(NoAnswer, match="0か1"):
            cases_needed(r_squared=0.1, predictors=3, share=share)
    with pytest.raises(NoAnswer, match="R²"):
        cases_needed(r_squared=0.9, predictors=3, share=0.1)
    with pytest.raises(NoAnswer, match="1つ以上"):
        cases_needed(r_squared=0.1, predictors=0, share=0.1)


def test_the_stages_of_a_model_follow_the_number_of_closed_cases():
    assert "見込みの計算はしません" in model_stage(249)
    assert "簡単な計算に限り" in model_stage(250) and "簡単な計算に限り" in model_stage(2000)
    assert "並べて" in model_stage(2001)
