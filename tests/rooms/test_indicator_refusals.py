"""指標の断り: what would mean nothing is refused where it is written, and the sentence says what there is instead."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from takigi.engines.arrow import NotAFact, arrow_table, fact_rows
from takigi.engines.folders import NoFacts
from takigi.engines.questions import question
from takigi.engines.running import run
from takigi.indicators.breakdowns import breakdown
from takigi.indicators.catalogue.breakdowns import CAUSE
from takigi.indicators.catalogue.residents import NEW_SUPPORT
from takigi.indicators.counters import parts_of
from takigi.indicators.definition import (
    CASES,
    CountItself,
    Direction,
    DoesNotStart,
    Edition,
    Indicator,
    LeftOut,
)
from takigi.indicators.drawings import drawn
from takigi.indicators.language import (
    MissingKind,
    Records,
    age_on,
    any_of,
    blank,
    choose,
    column,
    count,
    count_distinct,
    days_between,
    first_of,
    in_force,
    index_day,
    mean,
    period_last_day,
    quantile,
    rows,
)
from takigi.indicators.nodes import WrongKind
from takigi.indicators.periods import fiscal_years, months
from takigi.indicators.tables import UnknownColumn, fact_table

visits = Records("visits", {"visit_id": int, "person_id": int, "visited_on": date, "area": blank(str), "minutes": int})
certs = Records("certs", {"cert_id": int, "person_id": int, "decided_on": date, "score": Decimal})
every = rows(visits, dated="visited_on")
on, area, minutes = visits["visited_on"], visits["area"], visits["minutes"]
theirs = certs.same_person_as(visits)
SINCE = date(2026, 4, 1)


def edition(**changed):
    said = {
        "since": SINCE,
        "source": "要綱",
        "counts": "分子",
        "out_of": "分母",
        "numerator": count(every),
        "denominator": count(every),
    }
    return Edition(**(said | changed))


def indicator(**changed):
    said = {
        "key": "k",
        "label": "訪問率",
        "unit": CASES,
        "direction": Direction.NEITHER,
        "editions": (edition(),),
        "lag": "なし",
    }
    return Indicator(**(said | changed))


def test_a_misspelt_column_is_refused_where_it_is_written_with_the_columns_there_are():
    with pytest.raises(UnknownColumn) as refused:
        visits["visited_no"]
    assert str(refused.value) == (
        "visits に「visited_no」という列はありません（あるのは visit_id、person_id、visited_on、area、minutes）"
    )


MISSPELT = (
    lambda: rows(visits, dated="visited"),
    lambda: rows(visits, dated="visited_on", first_per="person"),
    lambda: in_force(visits, since="visited_on", until="until_on"),
    lambda: visits.same("case_id", certs),
    lambda: certs.of(visits)["level"],
    lambda: drawn(visits, "visited\n2026-04-01"),
    lambda: Records("visits", {"visit_id": int}, key="id"),
    lambda: fact_table("visits", {"visit_id": int}, key="visit_id", person="person_id"),
)


@pytest.mark.parametrize("misspelt", MISSPELT, ids=range(len(MISSPELT)))
def test_a_misspelt_column_is_refused_wherever_a_column_is_named(misspelt):
    with pytest.raises(UnknownColumn, match="という列はありません（あるのは "):
        misspelt()


def test_records_of_nobody_need_a_link_that_is_written():
    places = Records("places", {"place_id": int, "area": str})
    with pytest.raises(UnknownColumn, match="same でつながりを書いてください"):
        places.same_person_as(visits)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"numerator": None}, "分子がありません。何を数えるのかを書いてください"),
        ({"denominator": None}, "分母がありません。何で割るのかを書いてください"),
        ({"source": "　"}, "出典（source）がありません"),
        ({"counts": ""}, "分子の言葉（counts）がありません"),
        ({"out_of": ""}, "分母の言葉（out_of）がありません"),
        ({"leaves_out": (LeftOut("転出", minutes.is_(0), " "),)}, "除外「転出」の理由がありません"),
    ],
)
def test_an_edition_that_leaves_its_meaning_open_does_not_start(changed, said):
    with pytest.raises(DoesNotStart, match=said):
        edition(**changed)


def test_a_plain_count_says_on_purpose_that_it_has_no_denominator():
    assert edition(denominator=CountItself("件数そのものを見るため"), out_of="").base == count(every)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"direction": None}, "向き（direction）がありません"),
        ({"editions": ()}, "版（editions）がありません"),
        ({"lag": ""}, "遅れ（lag）がありません"),
        ({"editions": (edition(), edition())}, "同じ日がないように"),
        ({"editions": (edition(), edition(since=date(2025, 4, 1)))}, "始まりの日の順に"),
    ],
)
def test_an_indicator_that_leaves_its_meaning_open_does_not_start(changed, said):
    with pytest.raises(DoesNotStart, match=said):
        indicator(**changed)


MEANINGLESS = (
        (lambda: on.at_most(3), "日付と整数をくらべられません"),
        (lambda: area.at_most("東"), "区分が渡されました"),
        (lambda: area.is_(1), "区分と整数をくらべられません"),
        (minutes.is_one_of, "候補がありません"),
        (lambda: minutes.is_one_of("10"), "整数と区分をくらべられません"),
        (lambda: minutes & on.is_known(), "真偽が要りますが、整数"),
        (lambda: ~area, "真偽が要りますが、区分"),
        (lambda: minutes.plus(on), "日付が渡されました"),
        (lambda: certs["score"].times(Decimal("1.5")), "数量どうしはかけられません"),
        (lambda: days_between(on, minutes), "日付が要りますが、整数"),
        (lambda: age_on(minutes, on), "日付が要りますが、整数"),
        (lambda: on.months_after(1).plus(1), "日付が渡されました"),
        (area.fiscal_year, "日付が要りますが、区分"),
        (lambda: choose(minutes, 1, 0), "真偽が要りますが、整数"),
        (lambda: choose(area.is_known(), 1, "なし"), "くらべられません"),
        (lambda: area.or_if_missing(0), "区分の代わりに整数は置けません"),
        (lambda: area.band((65,), ("若い", "老い")), "区分が渡されました"),
        (lambda: minutes.band((30, 10), ("a", "b", "c")), "境は小さい順に"),
        (lambda: minutes.band((10,), ("a",)), "名前は 2 要ります"),
        (lambda: minutes.above(0.5), "float は使えません.*Decimal で書いてください"),
        (lambda: certs["score"].above(Decimal("0.00001")), "小数は 4 桁まで"),
        (lambda: on.above(datetime(2026, 4, 1, 9)), "時刻は使えません"),  # noqa: DTZ001  # refused, whatever its zone
        (lambda: Records("visits", {"visit_id": int, "share": float}), "float は使えません"),
        (lambda: mean(every, area), "区分が渡されました"),
        (lambda: count_distinct(every, on), "日付が渡されました"),
        (lambda: quantile(every, minutes, 2), "0 から 1 まで"),
        (lambda: count(every, where=minutes), "真偽が要りますが、整数"),
        (lambda: rows(visits, dated=minutes), "日付が要りますが、整数"),
        (lambda: rows(visits, dated=index_day()), "期間の日（IndexDay）はまだ決まっていません"),
        (lambda: rows(visits, dated="visited_on", where=on.is_(index_day()), first_per="person_id"), "まだ決まっていません"),
        (lambda: count(every, where=certs["score"].above(1)), "つながりのない「certs」の列"),
        (lambda: any_of(visits.same_person_as(visits)), "もうひとつの呼び名（again）が要ります"),
        (lambda: any_of(theirs, where=certs["decided_on"].at_most(period_last_day())), "期間の日（PeriodLastDay）は使えません"),
        (lambda: any_of(theirs, where=visits.again("others")["minutes"].is_(1)), "つながりのない「others」の列"),
        (lambda: first_of(theirs, minutes, by=certs["decided_on"]), "「visits」の列がまざっています"),
        (lambda: first_of(theirs, certs["score"], by=certs["score"]), "日付が要りますが、数量"),
        (lambda: edition(waits_until=minutes), "waits_until には日付が要ります"),
        (lambda: edition(leaves_out=(LeftOut("長い", minutes, "長いため"),)), "はい・いいえで答えられる条件"),
        (lambda: edition(leaves_out=(LeftOut("点", certs["score"].above(1), "点のため"),)), "つながりのない「certs」"),
        (lambda: parts_of(edition(denominator=mean(every, minutes))), "分母には件数、実人数か合計"),
        (lambda: breakdown("day", "日", {"visits": on}), "内訳「日」には区分が要ります（visits では日付です）"),
        (lambda: count(every, where=area.is_("東") and minutes.above(10)), "and・or・not ではなく"),
        (lambda: count(every, where=not area.is_known()), "and・or・not ではなく"),
        (lambda: minutes >= 10, "at_least（以上）"),
        (lambda: area.is_missing("not_set"), "MissingKind.NOT_SET のように"),
        (lambda: quantile(every, minutes, 0.9), "Fraction\\(9, 10\\) のように"),
        (lambda: count(visits), "数える記録が要ります"),
        (lambda: count(every, where=area == "東"), "== ではなく is_"),
        (lambda: area.is_known() & True, "列についての句が要ります（いまは「True」）"),
        (lambda: rows(visits, dated="visited_on", first_per="person_id", last_per="person_id"), "どちらかひとつ"),
)  # fmt: skip


@pytest.mark.parametrize(("meaningless", "said"), MEANINGLESS, ids=range(len(MEANINGLESS)))
def test_what_means_nothing_is_refused_when_it_is_written(meaningless, said):
    with pytest.raises(WrongKind, match=said):
        meaningless()


def test_in_force_counts_everybody_and_picks_no_one():
    standing = in_force(visits, since="visited_on", until=on.days_after(30))
    one_per = rows(visits, dated="visited_on", first_per="person_id").one_per
    with pytest.raises(WrongKind, match="「ひとりに一件」は使えません"):
        replace(standing, one_per=one_per)


def test_a_breakdown_that_the_records_do_not_have_is_refused_with_those_that_do():
    asked = question([NEW_SUPPORT], periods=fiscal_years(2026), by=[CAUSE], as_of=date(2027, 3, 31))
    with pytest.raises(LookupError, match=r"は「原因」の内訳にできません（できるのは .*certifications"):
        _ = asked.counters


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="始まりの月は終わりの月より前"):
        months(date(2026, 5, 1), date(2026, 4, 1))


MEASURED = Records("measured", {"m_id": int, "tug": column(int, MissingKind.NOT_MEASURED)}, person=None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tug\n秘匿", "この列は「秘匿」にできません（空欄の種類: 未測定）"),
        ("m_id | tug\n | 3", "この列は「」にできません（空欄の種類: なし）"),
        ("m_id | tug\n1 | 3 | 4", "1 行目は 3 列です（見出しは 2 列）"),
        ("tug\n三", "「三」は整数として読めません"),
    ],
)
def test_a_drawing_that_the_table_does_not_allow_is_refused(text, said):
    with pytest.raises(ValueError, match=said):
        drawn(MEASURED, text)


def test_a_fact_that_its_table_does_not_allow_is_refused_on_the_way_out_and_in():
    with pytest.raises(NotAFact, match="「tug」は「秘匿」にできません（空欄の種類: 未測定）"):
        arrow_table(MEASURED.table, [{"m_id": 1, "tug": MissingKind.SUPPRESSED}])
    strict = Records("measured", {"m_id": int, "tug": int}, person=None)
    stored = arrow_table(MEASURED.table, drawn(MEASURED, "tug\n3\n未測定").rows)
    with pytest.raises(NotAFact, match="「tug」が空です（空欄にできない列です）"):
        fact_rows(strict.table, stored)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"m_id": 1, "tug": None}, "「tug」が None です"),
        ({"m_id": 1}, "「tug」がありません（要るのは m_id、tug）"),
        ({"m_id": "一", "tug": 3}, "「m_id」に、int64 として書けない値"),
    ],
)
def test_a_row_that_is_no_fact_is_not_written(row, said):
    with pytest.raises(NotAFact, match=said):
        arrow_table(MEASURED.table, [row])


def test_two_meanings_do_not_go_by_one_key():
    same = {"periods": fiscal_years(2026), "as_of": date(2027, 3, 31)}
    assert question([indicator(), indicator()], **same).indicators == (indicator(),)
    with pytest.raises(ValueError, match="同じ鍵の、違う指標があります（k）"):
        question([indicator(), indicator(label="別の率")], **same)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NoFacts, match="というフォルダはありません"):
        run([indicator()], str(tmp_path / "gone"), periods=fiscal_years(2026), as_of=date(2027, 3, 31))


def test_a_key_may_not_be_blank():
    with pytest.raises(ValueError, match="鍵「visit_id」は空欄にできません"):
        Records("visits", {"visit_id": blank(int)})
