"""取り込み一件の身じたく: counts in words, problems, changes, and the buttons of the stage."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.access.grounds import Viewer
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.ground_line import GroundLine
from takigi.components.notice import Notice, NoticeKind
from takigi.components.table import Column, Link, Table
from takigi.kernel.era_names import in_both_eras
from takigi.people.queries.imports import (
    ImportPage,
    ProblemKind,
    changes_of,
    problem_kinds,
    progress_of,
)
from takigi.people.rules import ImportState, RowOutcome
from takigi.screens.imports.change_tables import change_table
from takigi.screens.imports.forms import ReadingForm
from takigi.screens.imports.lists import state_tag, steps_of
from takigi.screens.imports.progress_bars import progress_bar

GROUND = GroundLine(("台帳の取り込みの担当であるため",))
BUSY = frozenset({ImportState.CHECKING, ImportState.APPLYING})
LOOKED_AT = frozenset({ImportState.CHECKED, ImportState.APPLIED, ImportState.UNDONE})
HEADINGS = {
    ImportState.CHECKING: "台帳を確かめています",
    ImportState.CHECKED: "取り込む前に確かめる",
    ImportState.APPLYING: "台帳を取り込んでいます",
    ImportState.APPLIED: "取り込みの結果",
    ImportState.UNDONE: "取り消した取り込み",
    ImportState.FAILED: "読めませんでした",
    ImportState.DISCARDED: "やめた取り込み",
}
SHOWN_CHANGES = 5


def dress_page(viewer: Viewer, page: ImportPage) -> dict[str, Any]:
    """Everything the page of one import prints, whatever its stage."""
    is_looked_at = page.state in LOOKED_AT and page.counts.rows > 0
    return {
        "heading": HEADINGS[page.state],
        "ground": GROUND if is_looked_at else "",
        "page": page,
        "steps": steps_of(page.state),
        "sentences": [_done(one) if page.applied_at else one for one in page.sentences],
        "state": state_tag(page.state),
        "facts": file_facts(page),
        "notices": list(_notices(page)),
        "bar": progress_bar(page.batch_id, progress_of(viewer, page.batch_id)) if page.state in BUSY else "",
        "outcomes": outcome_list(page) if is_looked_at else "",
        **(_details(viewer, page) if is_looked_at else {}),
        "buttons": _buttons(page),
        "ways": _ways(page),
        "reading": ReadingForm() if page.state is ImportState.FAILED else "",
        "read_again": Button("この読み方で読みなおす", name="step", value="reread"),
    }


def _done(sentence: str) -> str:
    """What will happen, said as what has happened; advice after it stays as it is."""
    first, stop, rest = sentence.partition("。")
    past = (
        first.removesuffix("ません") + "ませんでした"
        if first.endswith("ません")
        else first.removesuffix("ます") + "ました"
    )
    return past + stop + rest


def _details(viewer: Viewer, page: ImportPage) -> dict[str, Any]:
    kinds = problem_kinds(viewer, page.batch_id)
    has_changes = page.counts.people_changed and page.state is not ImportState.UNDONE
    changes = changes_of(viewer, page.batch_id, size=SHOWN_CHANGES) if has_changes else None
    return {
        "problems": problem_table(page, kinds) if kinds else "",
        "problems_file": ButtonLink(
            "問題の一覧を Excel で受け取る", reverse("import_problems_file", args=[page.batch_id]), icon="file"
        )
        if kinds
        else "",
        "changes": change_table(changes, page.state) if changes and changes.lines else "",
        "more_changes": changes.total if changes and changes.total > SHOWN_CHANGES else 0,
    }


def file_facts(page: ImportPage) -> DefinitionList:
    """What kind of file it is and who did what with it when."""
    facts = [
        Fact(
            "ファイル", page.file_name, f"{page.file_bytes / 1024:,.0f} KB {page.encoding_label} {page.sheet}".strip()
        ),
        Fact("受け取り", _when(page.received_at, page.received_by)),
    ]
    if page.applied_at:
        facts.append(Fact("取り込み", _when(page.applied_at, page.applied_by)))
    if page.undone_at:
        facts.append(Fact("取り消し", _when(page.undone_at, page.undone_by), page.undone_reason))
    return DefinitionList(tuple(facts))


def _when(at: Any, by: str) -> str:
    here = localtime(at)
    return f"{in_both_eras(here.date())} {here:%H:%M} {by}"


def _notices(page: ImportPage) -> Any:
    if page.failure:
        kind = NoticeKind.DANGER if page.state is ImportState.FAILED else NoticeKind.WARNING
        yield Notice(page.failure, kind, "台帳には何も書かれていません。")
    if page.is_outdated:
        yield Notice(
            "確かめたあとで、台帳がほかのところで変わりました。",
            NoticeKind.WARNING,
            "もう一度確かめると、いまの台帳とくらべなおします。",
        )
    if page.same_file_sentence and page.state in {ImportState.CHECKED, ImportState.FAILED}:
        yield Notice(page.same_file_sentence)
    if page.undo_obstacles:
        yield Notice(
            "この取り込みは、もう取り消せません。", NoticeKind.INFO, "、".join(page.undo_obstacles) + "があるためです。"
        )


def outcome_list(page: ImportPage) -> DefinitionList:
    """Rows by what becomes of them, each with a way to the rows."""
    counted = [(outcome, page.counts.outcomes.get(outcome, 0)) for outcome in RowOutcome]
    address = reverse("import_rows", args=[page.batch_id])
    facts = (
        Fact(outcome.label, Link(f"{number:,}行", f"{address}?outcome={outcome.value}"))
        for outcome, number in counted
        if number
    )
    return DefinitionList((Fact("ファイル全体", Link(f"{page.counts.rows:,}行", address)), *facts))


def problem_table(page: ImportPage, kinds: list[ProblemKind]) -> Table:
    """Kinds of problems, those that keep rows out first."""
    address = reverse("import_problems", args=[page.batch_id])
    rows = tuple(
        (Link(kind.label, f"{address}?code={kind.code}"), weight_word(kind.is_blocking), f"{kind.count:,}")
        for kind in kinds
    )
    columns = (Column("どんな点か"), Column("扱い"), Column("件", is_number=True))
    return Table("気をつける点", columns, rows, has_hidden_caption=True)


def weight_word(is_blocking: bool) -> str:
    """What a problem means for its row."""
    return "直すまで取り込まない" if is_blocking else "取り込むが、見てほしい"


def _buttons(page: ImportPage) -> list[Button | ButtonLink]:
    """The next step first; what is not possible is not there."""
    buttons: list[Button | ButtonLink] = []
    if page.may_confirm:
        label = "変わりはないが、取り込みを終える" if page.counts.writes_nothing else "この内容で取り込む"
        buttons.append(Button(label, ButtonKind.PRIMARY, name="step", value="confirm"))
    elif page.may_check and page.state is not ImportState.CHECKING:
        kind = ButtonKind.PLAIN if page.state is ImportState.FAILED else ButtonKind.PRIMARY
        buttons.append(Button("もう一度確かめる", kind, name="step", value="check"))
    if page.state is ImportState.FAILED:
        buttons.append(ButtonLink("別のファイルを選ぶ", reverse("imports"), ButtonKind.PRIMARY))
    return buttons


def _ways(page: ImportPage) -> list[tuple[str, str]]:
    named = []
    if page.may_check and page.state is not ImportState.CHECKING:
        named.append(("列を合わせなおす", "import_columns"))
    if page.may_undo:
        named.append(("この取り込みを取り消す", "import_undo"))
    if page.may_discard:
        named.append(("取り込みをやめる", "import_discard"))
    return [(words, reverse(name, args=[page.batch_id])) for words, name in named]
