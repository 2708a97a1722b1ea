"""列と書き方の身じたく: items with their columns and first values, and the few things that the file does not say."""

from typing import Any

from django import forms
from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.checklist_imports import GROUND
from takigi.casework.rules.checklist_imports import ImportChoice
from takigi.casework.rules.checklist_words import AnsweredBy, AnswerWay
from takigi.components.button import Button, ButtonKind
from takigi.components.field import Choice, Field, FieldKind
from takigi.components.ground_line import GroundLine
from takigi.components.notice import Notice, NoticeKind
from takigi.exchange.checklist_columns import (
    FIELDS,
    NUMBERINGS,
    ChecklistField,
    how_found,
    missing_columns,
    suggest_columns,
)
from takigi.exchange.checklist_intake import SampledFile
from takigi.instruments.answer_modes import AnswerMode
from takigi.kernel.era_names import in_short_japanese
from takigi.screens.casework.checklist_import.dress import STEPS
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField
from takigi.screens.imports.forms import ReadingForm

NOT_IN_FILE = Choice("", "ファイルにない")


class ChoiceForm(CaseForm):
    """ファイルが言わないこと: how answers are written, when, how and by whom they were given."""

    mode = forms.ChoiceField(
        label="答えの書き方",
        required=False,
        widget=forms.RadioSelect,
        choices=(("", "ファイルから見分ける"), *AnswerMode.choices()),
    )
    answered_on = SpokenDateField(
        label="答えた日の列がないときの、答えた日",
        required=False,
        help_text="例: 11/3、R8.11.3。列があれば、行ごとの日を読みます。",
    )
    way = forms.ChoiceField(label="答え方", choices=AnswerWay.choices())
    answered_by = forms.ChoiceField(label="答えた人", choices=AnsweredBy.choices())

    @classmethod
    def of(cls, choice: ImportChoice, *, viewer: Viewer) -> "ChoiceForm":
        """The form as it was last filled in."""
        on = in_short_japanese(choice.answered_on) if choice.answered_on else ""
        kept = {
            "mode": choice.mode,
            "answered_on": on,
            "way": choice.way.value,
            "answered_by": choice.answered_by.value,
        }
        return cls(initial=kept, viewer=viewer)

    def onto(self, choice: ImportChoice) -> ImportChoice:
        """The chosen columns with what was said beside them."""
        said = self.cleaned_data
        return ImportChoice(
            columns=choice.columns,
            reversed_keys=choice.reversed_keys,
            mode=said["mode"],
            way=AnswerWay(said["way"]),
            answered_by=AnsweredBy(said["answered_by"]),
            answered_on=said["answered_on"],
        )


def dress_columns(sampled: SampledFile, choice: ImportChoice, form: ChoiceForm) -> dict[str, Any]:
    """The second step."""
    file, chosen = sampled.file, choice.columns
    questions = [field for field in FIELDS if field.is_item]
    notices = [Notice(one) for one in file.reading.get("notices", [])]
    notices += [Notice(one, NoticeKind.WARNING) for one in missing_columns(chosen)]
    return {
        "heading": "列と書き方を合わせる",
        "ground": GroundLine((GROUND,)),
        "steps": STEPS[1],
        "page": {"headers": file.headers, "samples": sampled.samples},
        "file_name": file.file_name,
        "notices": notices,
        "who": [_line(sampled, one, chosen) for one in FIELDS if not one.is_item],
        "questions": [_line(sampled, one, chosen) for one in questions],
        "found": sum(one.key in chosen for one in questions),
        # A complete paper in the national order needs no second look before the check, which shows both readings.
        "are_questions_open": bool(form.is_bound or any(one.key not in chosen for one in questions)),
        "unused": "、".join(header for header in file.headers if header not in chosen.values()),
        "numbers": Field(
            "numbers",
            "番号だけの見出しを、どの並びで読むか",
            FieldKind.SELECT,
            choices=tuple(Choice(name, name) for name in NUMBERINGS),
            requirement="",
        ),
        "use_numbers": Button("この並びで選びなおす", name="step", value="numbers"),
        "reversed": Field(
            "reversed",
            "国の様式と逆に聞いている質問",
            FieldKind.CHECKBOXES,
            tuple(sorted(choice.reversed_keys)),
            choices=tuple(Choice(one.key, one.label) for one in questions),
            requirement="",
            help="例: 「つかまって立ち上がりますか」。「はい」のとき該当になります。",
        ),
        "has_reversed": bool(choice.reversed_keys),
        "form": form,
        "check": Button("この列で確かめる", ButtonKind.PRIMARY, name="step", value="check"),
        "reading": ReadingForm(
            initial={
                "sheet": file.reading.get("sheet", ""),
                "header_row": file.reading.get("header_row"),
                "encoding": "",
            },
            sheets=tuple(file.reading.get("sheets", ())),
        ),
        "read_again": Button("この読み方で読みなおす", name="step", value="reread"),
        "back": reverse("checklist_imports"),
        "discard": reverse("checklist_import_discard", args=[file.batch_id]),
    }


def _line(sampled: SampledFile, item: ChecklistField, chosen: Any) -> dict[str, Any]:
    """One item: its field, how the column was found, and what stands in it in the first rows."""
    header = chosen.get(item.key, "")
    headers = sampled.file.headers
    is_suggested = suggest_columns(headers).get(item.key) == header
    field = Field(
        f"column_{item.key}",
        item.label,
        FieldKind.SELECT,
        header,
        choices=(NOT_IN_FILE, *(Choice(name, name) for name in headers)),
        requirement="",
    )
    said = (how_found(item.key, header) if is_suggested else "選ばれた項目") if header else ""
    return {"field": field, "said": said, "examples": _examples(sampled, header)}


def _examples(sampled: SampledFile, header: str) -> str:
    if not header:
        return ""
    place = sampled.file.headers.index(header)
    values = [row[place] for row in sampled.samples if place < len(row) and row[place]]
    return "、".join(dict.fromkeys(values)) or "（初めの行は空です）"
