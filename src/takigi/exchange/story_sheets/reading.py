"""ストーリーの表を読む: any workbook with sheets of the template, ours or a person's, as a theory; every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from takigi.exchange.story_sheets.book import Book
from takigi.exchange.story_sheets.finding import Found, Rows, found_in
from takigi.exchange.story_sheets.pages import (
    DETAILS,
    DOUBTS,
    KEPT,
    LINKS,
    SCHEDULE,
    TEMPLATE,
    TEXT,
    WORDS,
    expected_of,
    writable,
)
from takigi.exchange.story_sheets.problems import CellProblem
from takigi.exchange.story_sheets.register_pages import register_pages
from takigi.exchange.story_sheets.register_reading import (
    kept_theory,
    read_details,
    read_doubts,
    read_links,
    read_schedule,
)
from takigi.exchange.story_sheets.template_pages import template_pages
from takigi.exchange.story_sheets.template_reading import TemplateReader
from takigi.logic_models.rules.nodes import Activity, IdealState
from takigi.logic_models.rules.theory import Theory

TITLE = "タイトル："


@dataclass(frozen=True)
class StoryReading:
    """What a workbook says. `base` is the story as it was written out, None for a workbook that a person drew."""

    theory: Theory
    base: Theory | None
    problems: tuple[CellProblem, ...]
    notices: tuple[str, ...]


def read_story(sheets: Mapping[str, Rows]) -> StoryReading:
    """Read every sheet that has the headings of the template. Nothing is refused: what fits nowhere is kept aside and said."""
    looked = [found_in(name, rows) for name, rows in sheets.items()]
    found = [one for one, _ in looked if one]
    kept = next((kept_theory(one) for one in found if one.page == KEPT), None)
    book = Book(kept or Theory())
    book.problems += [problem for _, problems in looked for problem in problems]
    templates = [one for one in found if one.page in TEMPLATE]
    _say_what_is_missing(book, templates, found, is_ours=kept is not None)
    _read_templates(book, templates)
    _read_registers(book, found)
    return StoryReading(book.theory(), kept, tuple(book.problems), tuple(book.notices))


def _say_what_is_missing(book: Book, templates: list[Found], found: list[Found], *, is_ours: bool) -> None:
    here = {one.page for one in templates}
    for page in TEMPLATE:
        if page not in here:
            sentence = f"「{page}」の表が見つかりません。見出し（誰に、どう働きかける など）をそろえると読めます。ほかの表だけを読みました。"
            book.problems.append(CellProblem(page, 0, -1, sentence))
    if not is_ours and any(one.page == KEPT for one in found):
        book.problems.append(
            CellProblem(
                KEPT,
                0,
                -1,
                "「控え」が書きかえられていて、直したところを見分けられません。表のことばから読み直しました。",
            )
        )


def _read_templates(book: Book, templates: list[Found]) -> None:
    pages = {page.name: page for page in template_pages(book.base)}
    seen: set[str] = set()
    written: set[str] = set()
    links = len(book.links)
    for one in templates:
        expected = expected_of(pages[one.page])
        written |= {key for key, name in expected if name in (TEXT, WORDS)}
        seen |= TemplateReader(book, one, expected).read()
        title = one.title.partition("：")[2] or one.title.partition(":")[2]
        if title and title != writable(book.base.title):
            book.title = title
    _share_ideals(book)
    here = {one.page for one in templates}
    if set(TEMPLATE) <= here:
        book.drop([node.key for node in book.base.nodes if node.key in written - seen], "表から消えていました")
    if len(book.links) > links:
        book.notices.append(
            f"課題解決ストーリーの同じ行でとなりあう箱を、仮説の矢印{len(book.links) - links}本でつなぎました。ちがうところは直してください。"
        )


def _share_ideals(book: Book) -> None:
    """An ideal state that stands in every audience's row is shared by all."""
    rows = {one.audience for one in book.nodes.values() if isinstance(one, Activity) and one.audience}
    old = {node.key for node in book.base.nodes}
    for node in list(book.nodes.values()):
        if (
            isinstance(node, IdealState)
            and node.key not in old
            and len(node.audiences) > 1
            and rows <= {*node.audiences}
        ):
            book.put(node.key, audiences=())


def _read_registers(book: Book, found: list[Found]) -> None:
    pages = {page.name: page for page in register_pages(book.base)}
    for one in found:
        if one.page == LINKS:
            read_links(book, one, expected_of(pages[LINKS]))
        elif one.page == DOUBTS:
            read_doubts(book, one)
        elif one.page == SCHEDULE:
            read_schedule(book, one)
        elif one.page == DETAILS:
            read_details(book, one, expected_of(pages[DETAILS]))
