"""取り込み一件の身じたく: counts in words, how the answers were read, both readings of a town's numbers, and the next step."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.casework.queries.checklist_imports import ImportFile
from takigi.casework.rules.checklist_imports import LABEL_OF_CODE
from takigi.casework.rules.checklist_words import RowEnd
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.notice import Notice, NoticeKind
from takigi.components.status_tag import StatusTag
from takigi.components.steps import Steps
from takigi.components.table import Column, Link, Table
from takigi.components.tone import Tone
from takigi.instruments.scores import Verdict
from takigi.kernel.era_names import in_both_eras
from takigi.people.queries.imports.labels import LABEL_OF_CODE as LEDGER_LABELS
from takigi.people.rules import ImportState
from takigi.screens.imports.forms import ReadingForm
from takigi.screens.imports.lists import STEP_OF, TONES
from takigi.screens.imports.page_parts import weight_word

WAY = ("ファイルを選ぶ", "列と書き方を合わせる", "確かめる", "取り込む", "結果を見る")
STEPS = tuple(Steps(WAY, number) for number in range(1, 6))
BUSY = frozenset({ImportState.CHECKING, ImportState.APPLYING})
LOOKED_AT = frozenset({ImportState.CHECKED, ImportState.APPLIED, ImportState.UNDONE})
HEADINGS = {
    ImportState.CHECKING: "チェックリストを確かめています",
    ImportState.CHECKED: "取り込む前に確かめる",
    ImportState.APPLYING: "チェックリストを取り込んでいます",
    ImportState.APPLIED: "取り込みの結果",
    ImportState.UNDONE: "取り消した取り込み",
    ImportState.FAILED: "読めませんでした",
    ImportState.DISCARDED: "やめた取り込み",
}


def state_tag(state: ImportState) -> StatusTag:
    """The stage as a word."""
    return StatusTag(state.label, TONES.get(state, Tone.QUIET))


def dress_import(file: ImportFile, *, used: int) -> dict[str, Any]:
    """Everything the page of one import prints, whatever its stage. `used`: how many records something was built on."""
    is_looked_at = file.state in LOOKED_AT and file.rows > 0
    problems = file.findings.get("problems", [])
    return {
        "heading": HEADINGS[file.state],
        "file": file,
        "steps": STEPS[STEP_OF[file.state] - 1],
        "state": state_tag(file.state),
        "notices": list(_notices(file, used)),
        "sentences": list(_sentences(file)) if is_looked_at else [],
        "buttons": _buttons(file),
        "ways": _ways(file, used),
        "mode": file.findings.get("sentence", ""),
        "both": _both(file) if is_looked_at else "",
        "both_same": _is_national(file),
        "problems": _problems(file, problems) if is_looked_at and problems else "",
        "problems_url": reverse("checklist_import_problems", args=[file.batch_id]),
        "problems_file": ButtonLink(
            "問題の一覧を Excel で受け取る",
            reverse("checklist_import_problems_file", args=[file.batch_id]),
            icon="file",
        ),
        "is_looked_at": is_looked_at,
        "outcomes": _outcomes(file) if is_looked_at else "",
        "facts": _facts(file),
        "reading": ReadingForm() if file.state is ImportState.FAILED and not file.headers else "",
        "read_again": Button("この読み方で読みなおす", name="step", value="reread"),
    }


def _notices(file: ImportFile, used: int) -> Iterator[Notice]:
    if file.failure:
        kind = NoticeKind.DANGER if file.state is ImportState.FAILED else NoticeKind.WARNING
        yield Notice(file.failure, kind, "チェックリストは何も書かれていません。")
    if file.state is ImportState.CHECKED and file.findings and not file.findings.get("mode"):
        columns = reverse("checklist_import_columns", args=[file.batch_id])
        yield Notice(
            "答えの書き方が決められません。", NoticeKind.WARNING, file.findings["sentence"], columns, "書き方を選ぶ"
        )
    if used:
        yield Notice(
            "この取り込みは、もう取り消せません。",
            NoticeKind.INFO,
            f"{used:,}人のチェックリストが、そのあと判定や訂正に使われているためです。",
        )


def _sentences(file: ImportFile) -> Iterator[str]:
    is_done = file.applied_at is not None
    new, same, out = (file.count(end) for end in (RowEnd.NEW, RowEnd.SAME, RowEnd.LEFT_OUT))
    if is_done:
        yield f"{file.findings.get('written', 0):,}人のチェックリストを記録しました。"
    elif new:
        yield f"{new:,}人のチェックリストを記録します。"
    else:
        yield "記録する行がありません。"
    verdicts = file.findings.get("verdicts", {})
    told = "、".join(
        f"{verdict.label} {verdicts[verdict.value]:,}人" for verdict in Verdict if verdict.value in verdicts
    )
    if told:
        yield f"内わけは、{told}です。"
    if new:
        yield "判定はされません。ケースを開いた人が、一人ずつ判定します。"
    if same:
        yield f"{same:,}行は、同じ答えの記録がもうあるので、書きません。"
    if out:
        yield f"{out:,}行は、取り込みません。わけは「気をつける点」にあります。"
    if left := file.findings.get("left_meanwhile", 0):
        yield f"確かめたあとに記録ができたか、見られなくなった{left:,}人は、書いていません。"


def _is_national(file: ImportFile) -> bool:
    both = file.findings.get("both", [])
    return bool(both) and not any(one["differs"] for one in both)


def _both(file: ImportFile) -> Table | str:
    """Numbers that this paper uses otherwise than the national form, each read both ways."""
    differing = [one for one in file.findings.get("both", []) if one["differs"]]
    if not differing:
        return ""
    rows = tuple((f"No.{one['number']}", _mapped(one), _national(one)) for one in differing)
    columns = (Column("町の番号"), Column("町の読み方（こう読みます）"), Column("国の番号どおりに読むと"))
    return Table("国の様式とちがう番号", columns, rows, has_hidden_caption=True)


def _mapped(one: dict[str, Any]) -> str:
    way = "（逆に聞く）" if one["is_reversed"] else ""
    return f"{one['mapped']}{way} → {one['answered']:,}人中{one['mapped_problems']:,}人が該当"


def _national(one: dict[str, Any]) -> str:
    if not one["national"]:
        return "国の様式にこの番号はありません"
    return f"{one['national']} → {one['answered']:,}人中{one['national_problems']:,}人が該当"


def _problems(file: ImportFile, problems: list[dict[str, Any]]) -> Table:
    address = reverse("checklist_import_problems", args=[file.batch_id])
    rows = tuple(
        (
            Link(kind_label(one["code"]), f"{address}?code={one['code']}"),
            weight_word(one["is_blocking"]),
            f"{one['count']:,}",
        )
        for one in problems
    )
    columns = (Column("どんな点か"), Column("扱い"), Column("件", is_number=True))
    return Table("気をつける点", columns, rows, has_hidden_caption=True)


def kind_label(code: str) -> str:
    """What a kind of problem is called."""
    return LABEL_OF_CODE.get(code) or LEDGER_LABELS.get(code, code)


def _outcomes(file: ImportFile) -> DefinitionList:
    address = reverse("checklist_import_rows", args=[file.batch_id])
    facts = [Fact("ファイル全体", Link(f"{file.rows:,}行", address))]
    verdicts = file.findings.get("verdicts", {})
    for end in RowEnd:
        if not file.count(end):
            continue
        facts.append(Fact(end.label, Link(f"{file.count(end):,}行", f"{address}?end={end.value}")))
        facts += [
            Fact(
                f"{end.label}のうち、{one.label}",
                Link(f"{verdicts[one.value]:,}人", f"{address}?end=new&verdict={one.value}"),
            )
            for one in Verdict
            if end is RowEnd.NEW and one.value in verdicts
        ]
    return DefinitionList(tuple(facts))


def _facts(file: ImportFile) -> DefinitionList:
    reading = file.reading
    how = f"{file.file_bytes / 1024:,.0f} KB {reading.get('encoding_label', '')} {reading.get('sheet', '')}".strip()
    facts = [Fact("ファイル", file.file_name, how), Fact("受け取り", _when(file.received_at, file.received_by))]
    if file.applied_at:
        facts.append(Fact("取り込み", _when(file.applied_at, file.applied_by)))
    if file.undone_at:
        facts.append(Fact("取り消し", _when(file.undone_at, file.undone_by), file.undone_reason))
    return DefinitionList(tuple(facts))


def _when(at: Any, by: str) -> str:
    here = localtime(at)
    return f"{in_both_eras(here.date())} {here:%H:%M} {by}"


def _buttons(file: ImportFile) -> list[Button | ButtonLink]:
    if file.state is ImportState.CHECKED and file.count(RowEnd.NEW):
        return [Button("この内容で取り込む", ButtonKind.PRIMARY, name="step", value="confirm")]
    if file.state is ImportState.FAILED:
        return [ButtonLink("別のファイルを選ぶ", reverse("checklist_imports"), ButtonKind.PRIMARY)]
    return []


def _ways(file: ImportFile, used: int) -> list[tuple[str, str]]:
    named = []
    if file.headers and file.state in {ImportState.CHECKED, ImportState.FAILED}:
        named.append(("列と書き方を選びなおす", "checklist_import_columns"))
    if file.state is ImportState.APPLIED and not used:
        named.append(("この取り込みを取り消す", "checklist_import_undo"))
    if file.state in {ImportState.RECEIVED, ImportState.CHECKED, ImportState.FAILED}:
        named.append(("取り込みをやめる", "checklist_import_discard"))
    return [(words, reverse(name, args=[file.batch_id])) for words, name in named]
