"""事業のきまり: spans, sessions, extensions, contracts and ends by hand, and random courses that keep their invariants."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.instruments.measurements import Measured, Protocol
from takigi.instruments.physical_tests import MeasurementStatus, Pace, PhysicalTest
from takigi.kernel.fiscal_year import FiscalYear
from takigi.programmes.rules.ending import Ending, check_ending
from takigi.programmes.rules.periods import (
    Pause,
    Stay,
    Stretch,
    check_extension,
    check_pause,
    contract_parts,
    first_planned_end,
    latest_end,
    planned_end,
)
from takigi.programmes.rules.readings import AskFirst, Reading, check_readings, same_way, unequal_to
from takigi.programmes.rules.sessions import EpisodeSpan, HeldDay, attended, check_absence, check_session
from takigi.programmes.rules.templates import TEMPLATES, Terms, check_terms
from takigi.programmes.rules.words import AbsenceReason, Attendance, EndReason, ProgrammeRefused
from tests.rules_held import holds

START = date(2026, 2, 4)
TODAY = date(2026, 12, 1)
SPAN = EpisodeSpan(START, date(2026, 4, 28), planned=12)
THERE, AWAY = Attendance.ATTENDED, Attendance.ABSENT


def day(n: int, attendance: Attendance = THERE) -> HeldDay:
    return HeldDay(START + timedelta(weeks=n), attendance)


@holds("V28")
def test_a_course_across_the_end_of_march_has_two_contracts_and_stays_one():
    parts = contract_parts([Stay(START, "a")], date(2026, 4, 28))

    assert [(part.from_on, part.until_on) for part in parts] == [
        (START, date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 28)),
    ]


@holds("V28")
def test_somebody_who_goes_on_in_another_course_has_a_contract_for_each():
    parts = contract_parts([Stay(START, "visits"), Stay(date(2026, 3, 11), "class")], date(2026, 4, 28))

    assert [(part.course, part.until_on) for part in parts] == [
        ("visits", date(2026, 3, 10)),
        ("class", date(2026, 3, 31)),
        ("class", date(2026, 4, 28)),
    ]


@holds("V28")
@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 700),
    st.lists(st.integers(1, 600), max_size=3, unique=True),
)
def test_contracts_cover_every_day_once_and_never_cross_a_fiscal_year(start, length, moves):
    end = start + timedelta(days=length)
    stays = [Stay(start, "0"), *(Stay(start + timedelta(days=n), str(n)) for n in sorted(moves) if n <= length)]
    parts = contract_parts(stays, end)

    assert parts[0].from_on == start and parts[-1].until_on == end
    assert all(b.from_on == a.until_on + timedelta(days=1) for a, b in pairwise(parts))
    assert all(part.until_on in FiscalYear.containing(part.from_on) for part in parts)


@holds("V29")
@pytest.mark.parametrize(
    ("on", "words"),
    [
        (START - timedelta(days=1), "開始日"),
        (date(2026, 4, 29), "終わりの予定"),
        (TODAY + timedelta(days=1), "今日より後"),
    ],
)
def test_a_session_outside_the_course_or_in_the_future_is_refused_with_what_to_do(on, words):
    with pytest.raises(ProgrammeRefused, match=words):
        check_session(HeldDay(on, THERE), [], SPAN, today=TODAY)


@holds("V29")
def test_a_day_has_one_session_unless_it_is_said_to_be_the_second():
    with pytest.raises(ProgrammeRefused, match="記録はもうあります"):
        check_session(day(1), [day(1)], SPAN, today=TODAY)

    check_session(day(1), [day(1)], SPAN, today=TODAY, is_extra=True)


@holds("V29")
def test_one_session_more_than_planned_needs_an_extension_and_an_absence_does_not():
    twelve = [day(n) for n in range(12)]
    span = EpisodeSpan(START, date(2026, 12, 1), planned=12)

    with pytest.raises(ProgrammeRefused, match="予定の12回"):
        check_session(day(12), twelve, span, today=TODAY)
    check_session(day(12, AWAY), twelve, span, today=TODAY)
    check_session(day(12), twelve, EpisodeSpan(START, date(2026, 12, 1), planned=13), today=TODAY)


@holds("V26")
def test_a_session_in_a_suspension_is_refused_and_the_day_of_the_return_is_not():
    span = EpisodeSpan(START, SPAN.end_on, 12, (Pause(START + timedelta(weeks=1), START + timedelta(weeks=3)),))

    with pytest.raises(ProgrammeRefused, match="中断しています"):
        check_session(day(2), [], span, today=TODAY)
    check_session(day(3), [], span, today=TODAY)


@holds("V26")
def test_suspended_weeks_are_put_behind_the_end():
    base = first_planned_end(START, 12)

    assert base == date(2026, 4, 28)
    assert planned_end(base, [Pause(START, START + timedelta(days=21))], on=TODAY) == base + timedelta(weeks=3)
    # A begun week counts whole, so that the weekday stays.
    assert planned_end(base, [Pause(START, START + timedelta(days=15))], on=TODAY) == base + timedelta(weeks=3)
    assert planned_end(base, [Pause(START, START)], on=TODAY) == base


def test_suspensions_do_not_lie_over_each_other():
    others = [Pause(date(2026, 3, 4), date(2026, 3, 18))]
    with pytest.raises(ProgrammeRefused, match="重なって"):
        check_pause(Pause(date(2026, 3, 11)), others, started_on=START, end_on=SPAN.end_on)
    check_pause(Pause(date(2026, 3, 18)), others, started_on=START, end_on=SPAN.end_on)


def stretch(end_on: date, **limits: object) -> None:
    usual = {"end_on": SPAN.end_on, "first_end_on": SPAN.end_on, "extension_months": 3}
    latest = latest_end(START, 6, (), on=TODAY)
    check_extension(Stretch(end_on, 4, "浴槽をまたぐ練習を続けるため"), **(usual | {"latest_end_on": latest} | limits))


@holds("V29")
def test_an_extension_stays_within_the_programmes_months_and_the_towns_limit():
    stretch(date(2026, 7, 28))
    with pytest.raises(ProgrammeRefused, match="3か月まで"):
        stretch(date(2026, 7, 29))
    with pytest.raises(ProgrammeRefused, match="上限"):
        stretch(date(2026, 8, 4), extension_months=6)
    with pytest.raises(ProgrammeRefused, match="延長はありません"):
        stretch(date(2026, 5, 28), extension_months=0)
    with pytest.raises(ProgrammeRefused, match="それより後の日"):
        stretch(date(2026, 4, 1))


def test_an_extension_needs_a_reason():
    with pytest.raises(ProgrammeRefused, match="理由"):
        check_extension(
            Stretch(date(2026, 5, 28), 4, "もう少"),
            end_on=SPAN.end_on,
            first_end_on=SPAN.end_on,
            extension_months=3,
            latest_end_on=date(2026, 12, 1),
        )


def end(**more: object) -> None:
    usual = {"reason": EndReason.GRADUATED, "on": date(2026, 4, 28)}
    checked = {"has_final_test": True, "is_level_pending": False, "sessions": (), "today": TODAY}
    ending = Ending(**(usual | {k: v for k, v in more.items() if k not in checked}))
    check_ending(ending, started_on=START, **(checked | {k: v for k, v in more.items() if k in checked}))


@holds("V8")
def test_nobody_graduates_while_the_level_is_open():
    with pytest.raises(ProgrammeRefused, match="認定の結果"):
        end(is_level_pending=True)
    end(is_level_pending=True, reason=EndReason.DISCONTINUED, note="転居を考えたい")


def test_an_end_needs_its_last_measurement_or_a_reason_why_there_is_none():
    with pytest.raises(ProgrammeRefused, match="終了時の測定"):
        end(has_final_test=False)
    end(has_final_test=False, no_final_test="入院のため測れなかった")


def test_an_end_stands_after_the_last_session_and_not_after_today():
    with pytest.raises(ProgrammeRefused, match="実施記録"):
        end(on=date(2026, 3, 1), sessions=[day(8)])
    with pytest.raises(ProgrammeRefused, match="今日まで"):
        end(on=TODAY + timedelta(days=1))
    with pytest.raises(ProgrammeRefused, match="わけ"):
        end(reason=EndReason.TRANSFERRED)
    with pytest.raises(ProgrammeRefused, match="卒業・ほかのサービス"):
        end(reason=EndReason.DECEASED)


def test_an_absence_has_a_reason_and_presence_has_none():
    with pytest.raises(ProgrammeRefused, match="休みの理由"):
        check_absence(AWAY, None)
    assert check_absence(THERE, AbsenceReason.UNWELL) is None
    assert check_absence(Attendance.CANCELLED, None) is AbsenceReason.PROVIDER


TUG_FAST = Protocol(pace=Pace.MAX)
TUG_USUAL = Protocol(pace=Pace.USUAL)


def readings(*ones: Reading, confirmed: bool = False) -> None:
    check_readings(ones, measured_on=START, earliest=START, today=TODAY, is_confirmed=confirmed)


@holds("V33")
def test_an_unlikely_value_is_asked_about_and_kept_when_it_is_right():
    odd = Reading(PhysicalTest.TUG, MeasurementStatus.MEASURED, Decimal("2.4"), TUG_FAST)

    with pytest.raises(AskFirst) as asked:
        readings(odd)
    assert asked.value.questions == (
        "TUG（立って3m歩いて戻る）が2.4秒と書かれています（ふつうは3～180秒）。これで合っていますか。",
    )
    readings(odd, confirmed=True)


@holds("2.3-status")
def test_not_measured_is_a_word_and_carries_no_value():
    readings(Reading(PhysicalTest.TUG, MeasurementStatus.REFUSED))
    with pytest.raises(ProgrammeRefused, match="本人が希望しなかった"):
        readings(Reading(PhysicalTest.TUG, MeasurementStatus.REFUSED, Decimal("9.0")))


@holds("2.3-protocol")
def test_the_second_measurement_is_offered_the_way_of_the_first():
    first = Protocol(pace=Pace.MAX, trial=2)

    assert same_way(first, PhysicalTest.TUG) == Protocol(pace=Pace.MAX)
    assert same_way(None, PhysicalTest.GAIT_MAX).pace is Pace.MAX


@holds("2.3-protocol")
def test_another_way_of_measuring_is_told_while_it_is_written():
    def tug(protocol: Protocol, on: date) -> Measured:
        return Measured(PhysicalTest.TUG, MeasurementStatus.MEASURED, Decimal("9.0"), protocol, on)

    assert "くらべられません" in unequal_to(tug(TUG_FAST, START), tug(TUG_USUAL, TODAY))
    assert unequal_to(None, tug(TUG_USUAL, TODAY)) == ""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.key)
def test_every_template_has_numbers_that_a_programme_can_have_a_source_and_is_not_yet_verified(template):
    check_terms(template.terms)
    assert template.terms.source
    assert not template.terms.is_verified


def test_the_published_numbers_are_those_of_the_sources():
    terms = {template.key: template.terms for template in TEMPLATES}

    assert (terms["hachioji"].sessions, terms["hachioji"].weeks, terms["hachioji"].minutes) == (12, 12, 60)
    neyagawa = terms["neyagawa"]
    assert (neyagawa.sessions, neyagawa.extension_months, neyagawa.extension_fee_yen) == (12, 3, 1000)
    assert neyagawa.fee_yen == 0
    assert terms["pilot_follow_up"].follow_up_weeks == 12


def test_terms_that_somebody_verified_say_against_what():
    with pytest.raises(ProgrammeRefused, match="出典"):
        check_terms(Terms(12, 12, 60, 3, is_verified=True))
    with pytest.raises(ProgrammeRefused, match="回数"):
        check_terms(Terms(12, 0, 60, 3))


moves = st.lists(
    st.tuples(st.integers(-10, 120), st.sampled_from(list(Attendance)), st.booleans()), min_size=1, max_size=60
)


@holds("V29", "V26")
@given(moves, st.integers(1, 15), st.integers(0, 60), st.integers(1, 30))
def test_whatever_is_tried_the_sessions_that_stand_lie_inside_are_unique_and_never_more_than_planned(
    tried, planned, away_from, away_for
):
    pause = Pause(START + timedelta(days=away_from), START + timedelta(days=away_from + away_for))
    span = EpisodeSpan(START, START + timedelta(days=83), planned, (pause,))
    kept: list[tuple[HeldDay, bool]] = []
    for offset, attendance, is_extra in tried:
        one = HeldDay(START + timedelta(days=offset), attendance)
        try:
            check_session(one, [held for held, _ in kept], span, today=TODAY, is_extra=is_extra)
        except ProgrammeRefused:
            continue
        kept.append((one, is_extra))

    days = [held.on for held, is_extra in kept if not is_extra]
    assert len(days) == len(set(days))
    assert all(span.started_on <= held.on <= span.end_on and not pause.holds(held.on) for held, _ in kept)
    assert attended(held for held, _ in kept) <= planned
