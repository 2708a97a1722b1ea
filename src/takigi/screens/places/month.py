"""月の報告の画面: what became of the month's needs, from where to where, and what is missing where; to be printed."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Table
from takigi.kernel.era_names import in_both_eras, in_short_japanese, year_in_japanese
from takigi.kernel.months import months_after
from takigi.resources.queries.month import Looked, MonthLine, MonthReport, Way, month_report
from takigi.resources.queries.unmet import UnmetLine
from takigi.screens.asked import month_asked
from takigi.screens.places.desk import desk_tabs
from takigi.screens.render import render_screen

WAYS = (
    Column("どの地区から"),
    Column("どこへ"),
    Column("場所の地区"),
    Column("紹介した", is_number=True),
    Column("うち通い始めた", is_number=True),
)
LOOKS = (
    Column("いつ"),
    Column("聞く時期が来た", is_number=True),
    Column("聞いた", is_number=True),
    Column("うち続けている", is_number=True),
)
LINES = (
    Column("月"),
    Column("受けた", is_number=True),
    Column("紹介した", is_number=True),
    Column("通い始めた", is_number=True),
    Column("合う場所がなかった", is_number=True),
)
MISSING = (
    Column("足りないもの"),
    Column("地区"),
    Column("種類"),
    Column("はばむもの"),
    Column("声", is_number=True),
    Column("いま"),
    Column("分かった日"),
)
NO_WAYS = EmptyState("この月に紹介した場所はありません", "紹介した日を書くと、どこからどこへつながったかが出ます。")
NOTHING_MISSING = EmptyState("足りないものは書かれていません", "合う場所がなかった相談が、ここに残ります。")


def _asked(request: Any) -> date:
    """The month that the address names; a month to come is the present one."""
    return min(month_asked(request, request.viewer.on), request.viewer.on.replace(day=1))


@require_safe
def place_month(request: Any) -> HttpResponse:
    """月の報告."""
    viewer, first_on = request.viewer, _asked(request)
    report = month_report(viewer, first_on)
    after = months_after(first_on, 1)
    context = {
        "heading": f"{_month(first_on)}の報告",
        "tabs": desk_tabs(viewer, "place_month"),
        "before": f"{reverse('place_month')}?month={months_after(first_on, -1):%Y-%m}",
        "after": f"{reverse('place_month')}?month={after:%Y-%m}" if after <= viewer.on else "",
        "span": f"{in_both_eras(report.first_on)}から{in_both_eras(report.last_on)}まで",
        "is_running": first_on == viewer.on.replace(day=1),
        "report": report,
        "sources": [f"{one.label} {count}件" for one, count in report.sources],
        "stages": [(one.label, f"{report.received}件中{count}件") for one, count in report.stages],
        "ways": Table("どこから、どこへつながったか", WAYS, tuple(map(_way, report.ways)), NO_WAYS),
        "looks": Table("その後を聞いた方", LOOKS, tuple(map(_look, report.looked))),
        "lines": Table("この6か月", LINES, tuple(map(_line, report.lines))),
        "missing": Table("足りないもの", MISSING, tuple(map(_missing, report.missing)), NOTHING_MISSING),
        "places": _places(report),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "places/month.html", context)


def _month(day: date) -> str:
    return f"{year_in_japanese(day)}{day.month}月"


def _way(one: Way) -> tuple[Any, ...]:
    attended = f"{one.introduced}人中{one.attended}人"
    return (one.from_area or "地区を決めない", one.place, one.to_area or "町の全体", f"{one.introduced}人", attended)


def _look(one: Looked) -> tuple[Any, ...]:
    asked = f"{one.due}人中{one.asked}人" if one.due else "—"
    going = f"{one.asked}人中{one.going}人" if one.asked else "—"
    return (f"{one.months}か月後", f"{one.due}人", asked, going)


def _line(one: MonthLine) -> tuple[Any, ...]:
    return (_month(one.first_on), f"{one.received}件", f"{one.introduced}人", f"{one.began}人", f"{one.none}件")


def _missing(one: UnmetLine) -> tuple[Any, ...]:
    return (
        one.text,
        one.area_name or "町の全体",
        one.kind.label,
        one.barrier.label,
        f"{one.people}人",
        one.state.label,
        in_short_japanese(one.first_seen_on),
    )


def _places(report: MonthReport) -> str:
    told = f"いま、ひらいている場所は{report.places}か所、そのうち{report.sure}か所はこの半年のうちに確かめてあります。"
    return f"{told}この月に書きとめた場所は{report.places_new}か所、終わった場所は{report.places_ended}か所です。"
