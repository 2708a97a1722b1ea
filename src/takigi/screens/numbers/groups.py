"""どの方にも同じように: one share by sex, age, area and cause, each group beside the others, and what may be said of it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Table
from takigi.evaluation.queries.groups import Groups, Kind, groups_of, kinds_for
from takigi.indicators.catalogue import UnknownIndicator, indicator
from takigi.kernel.era_names import in_japanese
from takigi.screens.numbers.desk import desk_tabs, standing_parts
from takigi.screens.numbers.ready import only_when_ready
from takigi.screens.render import render_screen
from takigi.statistics.fairness import Beside, Finding
from takigi.statistics.wording import share_words

CLOSED = "10人未満か、差し引きで分かるため表示しません"


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
        "tabs": desk_tabs("numbers"),
        "label": found.label,
        "edition": found.editions[-1],
        "back": reverse("number", args=[indicator_key]),
        "span": f"{in_japanese(told.since)}から{in_japanese(told.until)}まで",
        "whole": share_words(*told.whole) if told.whole else CLOSED,
        "signals": _signals(told),
        "looks": told.looks,
        "tables": [(kind.label, _table(kind)) for kind in told.kinds],
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


def _table(kind: Kind) -> Table:
    columns = (Column("区分"), Column("割合"), Column("ほかの方々とくらべて"))
    rows = tuple((one.name, _share(one), _beside(one)) for one in kind.groups)
    empty = EmptyState("この12か月の記録は、まだありません", "記録がたまると、ここに出ます。")
    return Table(f"{kind.label}ごとの割合", columns, rows, empty=empty, has_hidden_caption=True)


def _share(one: Beside) -> str:
    return CLOSED if one.x is None or one.n is None else share_words(one.x, one.n)


def _beside(one: Beside) -> str:
    if one.difference is None or one.width is None:
        return f"{one.finding.label}。"
    low, high = (100 * float(limit) for limit in one.width)
    return f"{one.finding.label}（差は{low:+.0f}～{high:+.0f}ポイントのどこか）。"
