"""請求の着付け: the list with what is left of each due date, and one request with its steps."""

from datetime import date
from typing import Any

from django.urls import reverse

from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Link, Table
from takigi.components.tone import Tone
from takigi.custody.queries.requests import RequestFile, RequestLine
from takigi.custody.rules.requests import RequestKind, RequestState, Step, days_left
from takigi.kernel.era_names import in_both_eras
from takigi.screens.custody.request_forms import STEPS

TONES = {
    RequestState.RECEIVED: Tone.WAITING,
    RequestState.DECIDED: Tone.ACTIVE,
    RequestState.DONE: Tone.DONE,
    RequestState.WITHDRAWN: Tone.QUIET,
}
# In the order of the work; the first of them that may be done is the one primary action.
ORDER = (Step.DECIDED, Step.HANDED_OVER, Step.NOTED, Step.STATED, Step.TOLD, Step.EXTENDED, Step.WITHDRAWN)
EMPTY = EmptyState("請求はまだありません", "本人から開示や訂正の請求書を受け取ったら、ここに受け付けます。")


def requests_table(lines: list[RequestLine], *, on: date) -> Table:
    """番号・本人・請求・段階・期限."""
    columns = (
        Column("受付番号"),
        Column("本人"),
        Column("請求"),
        Column("段階"),
        Column("決定の期限"),
        Column("受け付けた人"),
    )
    rows = tuple(
        (
            Link(line.number, reverse("record_request", args=[line.request_id])),
            line.name,
            line.kind.label.partition("（")[0],
            StatusTag(line.state.label, TONES[line.state]),
            _due(line, on=on),
            line.received_by,
        )
        for line in lines
    )
    return Table("請求の一覧", columns, rows, EMPTY, has_hidden_caption=True)


def _due(line: RequestLine, *, on: date) -> str | StatusTag:
    if line.state is not RequestState.RECEIVED:
        return "—"
    words = f"{line.due_on.month}月{line.due_on.day}日（{days_left(line.due_on, on=on)}）"
    return StatusTag(words, Tone.ALERT) if line.due_on < on else words


def dress_request(file: RequestFile, *, on: date) -> dict[str, Any]:
    """The page of one request."""
    line = file.line
    here = [one for one in ORDER if one in file.may]
    buttons = [
        ButtonLink(
            STEPS[one][1],
            reverse("record_request_step", args=[line.request_id, one.value]),
            ButtonKind.PRIMARY if place == 0 and _is_next(one, file) else ButtonKind.PLAIN,
        )
        for place, one in enumerate(here)
    ]
    return {
        "heading": f"{line.kind.label.partition('（')[0]}の請求 {line.number}",
        "ground": GroundLine((file.because,)),
        "state": StatusTag(line.state.label, TONES[line.state]),
        "facts": DefinitionList(_facts(file, on=on)),
        "steps": _steps(file),
        "annotations": file.annotations,
        "buttons": buttons,
        "waits_for_second": line.state is RequestState.RECEIVED and Step.DECIDED not in file.may,
        "preview": reverse("record_request_preview", args=[line.request_id]) if Step.READ in file.may else "",
        "copies": _copies(file),
        "as_of": in_both_eras(on),
    }


def _is_next(step: Step, file: RequestFile) -> bool:
    """The copy is taken out before it is handed over."""
    return step not in (Step.EXTENDED, Step.WITHDRAWN) and (step is not Step.HANDED_OVER or bool(file.digest))


def _copies(file: RequestFile) -> list[tuple[str, Button]]:
    if Step.HANDED_OVER not in file.may:
        return []
    is_first = not file.digest
    return [
        (
            reverse("record_request_copy", args=[file.line.request_id, ending]),
            Button(words, ButtonKind.PRIMARY if is_first and ending == "pdf" else ButtonKind.PLAIN),
        )
        for ending, words in (("pdf", "写しを取り出す（PDF）"), ("xlsx", "写しを取り出す（Excel）"))
    ]


def _facts(file: RequestFile, *, on: date) -> tuple[Fact, ...]:
    line = file.line
    due = f"{in_both_eras(line.due_on)}{'（一度のばしました）' if file.is_extended else ''}"
    if line.state is RequestState.RECEIVED:
        due = f"{due}　{days_left(line.due_on, on=on)}"
    told = [
        Fact("本人", line.name),
        Fact("請求した人", f"{file.asker.label}{f'　{file.asker_name}' if file.asker_name else ''}"),
        Fact("確かめた書類", file.proof),
        Fact("受け付けた日", in_both_eras(line.received_on)),
        Fact("請求の範囲・内容", file.scope),
        Fact("決定の期限", due),
    ]
    if line.answer:
        told.append(Fact("決定", line.answer.label))
    if file.reason:
        told.append(Fact("理由", file.reason))
    if line.kind is RequestKind.DISCLOSURE and line.answer:
        lifted = "、".join(one.label.removesuffix("のため") for one in sorted(file.unmasked))
        told.append(Fact("伏せないこととしたもの", lifted or "ありません"))
    if file.digest:
        told.append(Fact("取り出した写しの指紋", file.digest[:16]))
    return tuple(told)


def _steps(file: RequestFile) -> Table:
    rows = tuple((in_both_eras(one.happened_on), one.step.label, one.by, one.note or "—") for one in file.steps)
    columns = (Column("日"), Column("したこと"), Column("記録した人"), Column("ことば"))
    return Table("これまでの歩み", columns, rows)
