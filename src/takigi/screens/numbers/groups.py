"""どの方にも同じように: one share by sex, age, area and cause, each group beside the others, and what may be said of it."""

from fractions import Fraction
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Table
from takigi.evaluation.queries.groups import Groups, Kind, groups_of, kinds_for
from takigi.indicators.catalogue import UnknownIndicator, indicator
from takigi.indicators.words import rounded
from takigi.kernel.era_names import in_japanese
from takigi.screens.numbers.desk import desk_tabs, standing_parts
from takigi.screens.numbers.ready import only_when_ready
from takigi.screens.render import render_screen
from takigi.statistics.fairness import Beside, Finding, Share
from takigi.statistics.proportions import wilson
from takigi.statistics.wording import percent_range, share_words

CLOSED = "10に満たないため表示しません"
UNKNOWN = "分からない方々なので、くらべません"


@require_safe
@only_when_ready
def number_groups(request: Any, indicator_key: str) -> HttpResponse:
    """The page of one share. Asks once, for the last twelve months."""
    try:
        found = indicator(indicator_key)
    except UnknownIndicator as error:
        raise Http404 from error
    if not kinds_for(found):
        raise Http404
    told = groups_of(request.viewer, indicator_key)
    context = {
        "heading": "どの方にも同じように届いているか",
        "tabs": desk_tabs(request.viewer, "numbers"),
        "label": found.label,
        "edition": found.editions[-1],
        "back": reverse("number", args=[indicator_key]),
        "span": f"{in_japanese(told.since)}から{in_japanese(told.until)}まで",
        "whole": share_words(*told.whole, each=told.each) if told.whole else CLOSED,
        "are_records": told.each != "人",
        "signals": _signals(told),
        "looks": told.looks,
        "tables": [(kind.label, _table(kind, told.each), _closed(kind)) for kind in told.kinds],
        **standing_parts(told.standing),
    }
    return render_screen(request, "numbers/groups.html", context)


def _signals(told: Groups) -> list[str]:
    """The groups of which more may be said than that nothing can be said."""
    found = {Finding.LOWER: "低め", Finding.HIGHER: "高め"}
    return [
        f"{kind.label}「{one.name}」がほかの方々より{found[one.finding]}"
        for kind in told.kinds
        for one in kind.groups
        if one.finding in found
    ]


def _table(kind: Kind, each: str) -> Table:
    columns = (Column("区分"), Column("割合"), Column("ありうる幅"), Column("ほかとの差"))
    rows = [(*_share(one, each), _beside(one)) for one in kind.groups if one.n]
    unknown = [(*_share(one, each), UNKNOWN) for one in kind.unknown if one.n]
    empty = EmptyState("この12か月に、10以上の区分はありません", "記録がたまると、ここに出ます。")
    return Table(f"{kind.label}ごとの割合", columns, (*rows, *unknown), empty=empty, has_hidden_caption=True)


def _share(one: Beside | Share, each: str) -> tuple[str, str, str]:
    x, n = one.x or 0, one.n or 0
    percent = rounded(Fraction(100 * x, n))
    return one.name, f"{n:,}{each}中{x:,}{each}（{percent}%）", percent_range(wilson(x, n))


def _closed(kind: Kind) -> str:
    names = [one.name for one in (*kind.groups, *kind.unknown) if one.n is None]
    return f"10に満たないか、差し引きで分かるため表示しない区分: {'、'.join(names)}" if names else ""


def _beside(one: Beside) -> str:
    if one.width is None:
        return one.finding.label
    low, high = _points(float(one.width.lower)), _points(float(one.width.upper))
    return f"{one.finding.label}（差は{low}～{high}）"


def _points(difference: float) -> str:
    points = round(100 * abs(difference))
    return f"{points}ポイント{'低い' if difference < 0 else '高い'}" if points else "同じ"
