"""基本チェックリストの判定: every limit from both sides, and missing answers against every way they could be filled in."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.instruments.checklist import CRITERIA, score_checklist
from takigi.instruments.checklist_items import BMI_KEY, ITEM_KEYS, Domain, keys_of
from takigi.instruments.scores import Score, Verdict, any_of
from tests.rules_held import holds

MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
ALL_ZERO = dict.fromkeys(ITEM_KEYS, 0)


def scored(*ones, missing=(), height_cm=None, weight_kg=None, bmi_flag=None):
    """A checklist with a point at these numbers of the national form, and no answer at `missing`."""
    answers = ALL_ZERO | dict.fromkeys(keys_of(*ones), 1) | dict.fromkeys(keys_of(*missing), None)
    return score_checklist(answers, height_cm=height_cm, weight_kg=weight_kg, bmi_flag=bmi_flag)


def verdict(result, number):
    return next(r.verdict for r in result.criteria if r.criterion.number == number)


@holds("10f")
def test_whoever_has_no_problem_is_not_eligible():
    result = scored()
    assert (result.overall, result.total) == (Score(0, 0), Score(0, 0))
    assert (result.eligible, result.met_numbers, result.warnings) == (NOT_MET, (), ())


@holds("2.1(1)")
@pytest.mark.parametrize(
    ("ones", "expected"),
    [
        # One short of every domain's own limit, so that only the overall count decides.
        ((1, 2, 3, 4, 5, 6, 7, 11, 13), NOT_MET),
        ((1, 2, 3, 4, 5, 6, 7, 11, 13, 17), MET),
    ],
)
def test_ten_of_the_first_twenty_suffice(ones, expected):
    result = scored(*ones)
    assert verdict(result, 1) is expected
    assert result.eligible is expected
    assert result.met_numbers == ((1,) if expected is MET else ())


@holds("2.1(1)")
def test_the_questions_on_mood_do_not_count_among_the_twenty():
    result = scored(1, 2, 3, 4, 5, 6, 7, 11, 13, 21, 22, 23, 24, 25)
    assert result.overall == Score(9, 9)
    assert result.total == Score(14, 14)
    assert result.met_numbers == (7,)


DOMAIN_LIMITS = [
    (2, (6, 7), (6, 7, 8)),
    (2, (9, 10), (8, 9, 10)),
    (3, (11,), (11, 12)),
    (3, (12,), (11, 12)),
    (4, (14,), (13, 15)),
    (5, (17,), (16,)),
    (6, (), (18,)),
    (6, (), (19,)),
    (6, (), (20,)),
    (7, (23,), (21, 25)),
]


@holds("2.1(2)", "2.1(3)", "2.1(4)", "2.1(5)", "2.1(6)", "2.1(7)", "2.1-any", "10f")
@pytest.mark.parametrize(("number", "below", "at"), DOMAIN_LIMITS)
def test_a_domain_is_met_at_its_limit_and_by_itself_makes_eligible(number, below, at):
    assert verdict(scored(*below), number) is NOT_MET
    assert scored(*below).eligible is NOT_MET
    assert scored(*at).met_numbers == (number,)
    assert scored(*at).eligible is MET


@holds("2.1(5)")
def test_going_out_less_than_last_year_alone_does_not_count_as_homebound():
    result = scored(17)
    assert result.domains[Domain.HOMEBOUND] == Score(1, 1)
    assert result.verdict_of(Domain.HOMEBOUND) is NOT_MET


def test_daily_life_has_points_but_no_criterion_of_its_own():
    result = scored(1, 2, 3, 4, 5)
    assert result.domains[Domain.DAILY_LIFE] == Score(5, 5)
    assert result.verdict_of(Domain.DAILY_LIFE) is None
    assert result.eligible is NOT_MET


@holds("2.1-missing", "10f")
def test_missing_answers_give_the_possible_range():
    result = scored(6, 7, missing=(8, 16))
    assert result.domains[Domain.PHYSICAL] == Score(2, 3)
    assert result.total == Score(2, 4)
    assert result.missing == keys_of(8, 16)
    assert (verdict(result, 2), result.eligible) == (OPEN, OPEN)


@holds("2.1-missing")
def test_a_criterion_that_is_met_decides_whatever_is_missing():
    assert scored(18, missing=tuple(range(1, 18))).eligible is MET


@holds("2.1-threshold-one")
@pytest.mark.parametrize(("number", "missing"), [(5, 16), (6, 18), (6, 19), (6, 20)])
def test_where_one_point_suffices_a_missing_answer_never_reads_as_not_met(number, missing):
    assert verdict(scored(missing=(missing,)), number) is OPEN


@holds("2.1-missing")
def test_a_blank_sheet_is_undetermined_in_everything():
    result = score_checklist({}, height_cm=None, weight_kg=None)
    assert {r.verdict for r in result.criteria} == {OPEN}
    assert (result.eligible, result.total) == (OPEN, Score(0, 25))
    assert result.missing == ITEM_KEYS


@holds("2.1-missing", "2.1-threshold-one")
@pytest.mark.parametrize("criterion", CRITERIA[1:], ids=lambda c: c.sign)
def test_each_small_criterion_agrees_with_every_way_of_filling_it_in(criterion):
    for points in product((0, 1, None), repeat=len(criterion.keys)):
        answers = ALL_ZERO | dict(zip(criterion.keys, points, strict=True))
        fillings = product(*[(0, 1) if p is None else (p,) for p in points])
        outcomes = {sum(filling) >= criterion.threshold for filling in fillings}
        expected = OPEN if len(outcomes) == 2 else MET if outcomes == {True} else NOT_MET
        assert verdict(score_checklist(answers, height_cm=None, weight_kg=None), criterion.number) is expected


answers = st.fixed_dictionaries({key: st.sampled_from([0, 0, 0, 1]) for key in ITEM_KEYS})


@holds("2.1-missing", "2.1-any")
@given(answers, st.sets(st.sampled_from(ITEM_KEYS), max_size=5))
def test_eligibility_agrees_with_every_way_of_filling_in_what_is_missing(known, missing):
    fillings = [
        known | dict(zip(sorted(missing), points, strict=True)) for points in product((0, 1), repeat=len(missing))
    ]
    outcomes = {score_checklist(one, height_cm=None, weight_kg=None).eligible for one in fillings}
    open_sheet = known | dict.fromkeys(missing, None)
    assert outcomes <= {MET, NOT_MET}
    assert score_checklist(open_sheet, height_cm=None, weight_kg=None).eligible is (
        OPEN if len(outcomes) == 2 else outcomes.pop()
    )


@given(answers, st.sampled_from(ITEM_KEYS))
def test_one_more_problem_never_takes_anything_back(known, key):
    before = score_checklist(known, height_cm=None, weight_kg=None)
    after = score_checklist(known | {key: 1}, height_cm=None, weight_kg=None)
    assert after.total.low >= before.total.low
    assert set(before.met_numbers) <= set(after.met_numbers)


@given(answers, st.sampled_from(ITEM_KEYS))
def test_taking_an_answer_away_only_widens_the_range(known, key):
    full = score_checklist(known, height_cm=None, weight_kg=None).total
    less = score_checklist(known | {key: None}, height_cm=None, weight_kg=None).total
    assert less.low <= full.low <= full.high <= less.high


@holds("2.1-bmi")
@pytest.mark.parametrize(
    ("height", "weight", "point"),
    [
        ("200", "74", 0),  # exactly 18.5
        ("200", "73.9", 1),
        ("150", "41.625", 0),  # exactly 18.5
        ("150", "41.624", 1),
        ("158.3", "46.3", 1),  # 18.476…, which reads 18.5 when rounded
    ],
)
def test_the_limit_of_the_bmi_is_exact_and_unrounded(height, weight, point):
    result = scored(height_cm=Decimal(height), weight_kg=Decimal(weight))
    assert result.points[BMI_KEY] == point


@holds("2.1-bmi")
@pytest.mark.parametrize(("flag", "point"), [(1, 1), (0, 0), (None, None)])
def test_without_height_or_weight_the_forms_own_flag_counts_and_else_nothing(flag, point):
    result = score_checklist({}, height_cm=Decimal(150), weight_kg=None, bmi_flag=flag)
    assert result.points[BMI_KEY] == point
    assert result.bmi is None


@holds("V34")
@pytest.mark.parametrize(("weight", "flag", "point"), [("40", 0, 1), ("60", 1, 0)])
def test_the_computed_value_wins_over_the_form_and_says_so(weight, flag, point):
    result = scored(bmi_flag=flag, height_cm=Decimal(150), weight_kg=Decimal(weight))
    assert result.points[BMI_KEY] == point
    assert len(result.warnings) == 1
    assert "計算した値を使いました" in result.warnings[0]


@holds("V34")
def test_where_form_and_computation_agree_nothing_is_said():
    assert scored(bmi_flag=1, height_cm=Decimal(150), weight_kg=Decimal(40)).warnings == ()


@holds("V33")
@pytest.mark.parametrize(
    ("height", "weight", "words"),
    [
        ("1.52", "50", "身長が1.52cm"),
        ("191", "80", "身長が191cm"),
        ("150", "30", "BMIが13.3"),
        ("150", "95", "BMIが42.2"),
        ("150", "90.1", "BMIが40.0になります。身長と体重は合っていますか"),
        ("200", "40", "BMIが10.0になります。身長と体重は合っていますか"),
        ("200", "200", "BMIが50.0になります。身長と体重は合っていますか"),
        ("200", "39.9", "単位や桁"),
        ("200", "200.1", "単位や桁"),
        ("150", "0", "体重が0kg"),
        ("NaN", "50", "身長がNaNcm"),
    ],
)
def test_an_odd_height_or_weight_is_asked_about_and_never_refused(height, weight, words):
    result = scored(height_cm=Decimal(height), weight_kg=Decimal(weight))
    assert any(words in warning for warning in result.warnings)


@holds("V33")
@pytest.mark.parametrize(("height", "weight"), [("120", "28.8"), ("190", "90"), ("150", "31.5"), ("150", "90")])
def test_the_edges_of_the_soft_ranges_are_not_asked_about(height, weight):
    assert score_checklist({}, height_cm=Decimal(height), weight_kg=Decimal(weight)).warnings == ()


def test_a_weight_of_nothing_leaves_the_question_open():
    assert score_checklist({}, height_cm=Decimal(150), weight_kg=Decimal(0)).points[BMI_KEY] is None


@pytest.mark.parametrize(("bad", "words"), [({"kcl_bus": 2}, "No.1 "), ({"kcl_flying": 1}, "kcl_flying")])
def test_what_is_no_point_and_no_question_is_refused_with_a_sentence(bad, words):
    with pytest.raises(ValueError, match=words):
        score_checklist(bad, height_cm=None, weight_kg=None)


def test_one_met_criterion_outweighs_open_ones():
    assert any_of([NOT_MET, OPEN, MET]) is MET
    assert any_of([NOT_MET, OPEN]) is OPEN
    assert any_of([]) is NOT_MET


def test_a_range_that_runs_backwards_is_refused():
    with pytest.raises(ValueError, match="逆"):
        Score(3, 2)
