"""指標の頁の身じたく: by box, in the order of the path; then what the records say of the arrows between them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.chart import ChartFigure
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.evaluation.arrows import ArrowReading
from takigi.kernel.era_names import in_short_japanese
from takigi.logic_models.queries.measures import UseCard, ValueLine
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.rules.arrows import ArrowSays
from takigi.logic_models.rules.theory import Theory
from takigi.screens.stories.arrow_readings import arrow_readings, ends_of
from takigi.screens.stories.counted import StoryNumbers
from takigi.screens.stories.desk import head_parts, version_tag
from takigi.screens.stories.measures_list import by_box

TONES = {ArrowSays.SUPPORTED: Tone.DONE, ArrowSays.NOT_YET: Tone.QUIET, ArrowSays.WEAK: Tone.WAITING}
NEXT_STEP = "いつもの揺れでは説明しにくい動きがあります。記録を見て、その月に何があったかをチームに聞いてください。"


def dress_measures(viewer: Viewer, page: StoryPage, uses: Sequence[UseCard], numbers: StoryNumbers) -> dict[str, Any]:
    """The page. A box without an indicator is not shown; a box that was taken out keeps its numbers at the end."""
    story_id = page.head.story_id
    order = [node.key for node in page.theory.nodes]
    running = sorted((use for use in uses if use.ended_on is None), key=lambda use: _place(order, use.node))
    cards = [_card(page, use, numbers) for use in running]
    new = ButtonLink("指標をつける", reverse("measure_new", args=[story_id]), ButtonKind.PRIMARY, icon="plus")
    return head_parts(viewer, page.head, "story_measures") | {
        "version": version_tag(page.version),
        "action": new if page.head.may_edit else "",
        "sentence": numbers.sentence,
        "cards": cards,
        "boxes": by_box(cards, on=numbers.as_of),
        "arrows": [_arrow(page.theory, key, read) for key, read in arrow_readings(page.theory, numbers).items()],
        "ended": [use for use in uses if use.ended_on is not None],
    }


def _place(order: list[str], key: str) -> int:
    return order.index(key) if key in order else len(order)


def _card(page: StoryPage, use: UseCard, numbers: StoryNumbers) -> dict[str, Any]:
    box = page.theory.node(use.node)
    picture = numbers.pictures.get(use.use_id)
    address = {name: reverse(f"measure_{name}", args=[page.head.story_id, use.use_id]) for name in WAYS}
    return {
        "use": use,
        "box": box.text if box else "外した箱",
        "kind": box.kind.label if box else "",
        "figure": ChartFigure(picture.chart) if picture and picture.chart.values else "",
        "because": picture.because if picture else "",
        "next_step": NEXT_STEP if picture and picture.is_unusual else "",
        "now": numbers.now.get(use.indicator, ""),
        "number_url": reverse("number", args=[use.indicator]) if use.indicator else "",
        "baseline": _told(use.baseline, use.unit) if use.baseline else "",
        "targets": [f"{_told(one, use.unit)}　根拠: {one.note}" for one in use.targets_in_force],
        "replaced": [f"{_told(one, use.unit)}　根拠: {one.note}" for one in use.targets if one.is_replaced],
        "observed": [_observed(one, use.unit) for one in use.observations if not one.is_replaced],
        "ways": [
            (words, address[name])
            for name, words in WAYS.items()
            if page.head.may_edit and not (name == "observe" and use.indicator)
        ],
    }


WAYS = {
    "observe": "実績を書く",
    "baseline": "基準値を決める",
    "target": "目標を決める",
    "end": "この指標を外す",
}


def _told(line: ValueLine, unit: str) -> str:
    value = (
        f"{line.value.normalize():f}{unit}" if line.value is not None else line.missing.label if line.missing else ""
    )
    return f"{in_short_japanese(line.period_from)}〜{in_short_japanese(line.period_until)}　{value}"


def _observed(line: ValueLine, unit: str) -> str:
    many = f"{line.out_of}のうち{line.count}" if line.out_of is not None else f"n={line.count}"
    return "　".join(part for part in (_told(line, unit), many if line.count is not None else "", line.note) if part)


def _arrow(theory: Theory, key: str, read: ArrowReading) -> dict[str, Any]:
    link = next(one for one in theory.links if one.key == key)
    ends = ends_of(theory, link)
    return {
        "ends": [ends.source, ends.target],
        "mechanism": link.mechanism,
        "status": link.status.label,
        "verdict": StatusTag(read.said.says.label, TONES[read.said.says]),
        "grade": f"根拠の段階 {read.said.grade.value}（{read.said.grade.label}）",
        "told": [read.said.because, *read.told, read.said.caution],
    }
