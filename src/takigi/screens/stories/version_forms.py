"""版の入力: who agreed and when, why there is a new version and what was given up, and a day to look back to."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from takigi.logic_models.actions.versions import NewVersion
from takigi.logic_models.queries.learning import Learning
from takigi.logic_models.queries.versions import VersionLine
from takigi.logic_models.queries.wood import FactLine
from takigi.logic_models.rules.learning import TriggerKind
from takigi.logic_models.rules.states import VersionKind
from takigi.screens.forms import SpokenDateField
from takigi.screens.stories.learning_forms import TODAY, TeamForm, long_text, reflection_choices

NEW_KINDS = [(one.value, one.label) for one in VersionKind if one is not VersionKind.FIRST]
NO_TRIGGER = ("", "きっかけとなった記録はない")
# Enough to choose from; what lies further back is rarely what sets off a new version.
TOLD = 40


class AgreeForm(TeamForm):
    """合意・承認・公表."""

    agreed_by = forms.CharField(
        label="だれが合意したか", max_length=200, help_text="例: チームの3人、令和8年度第2回地域包括ケア会議"
    )
    on = SpokenDateField(label="いつ", initial=TODAY)
    note = long_text("そえる言葉")


class CourseForm(TeamForm):
    """新しい版を始める."""

    kind = forms.ChoiceField(label="どのような版か", choices=NEW_KINDS, widget=forms.RadioSelect)
    reason = long_text("なぜ変えるか", required=True)
    given_up = long_text(
        "手放したもの", help_text="軌道修正・方向転換のときは、かならず書きます。なければ「なし」と書きます。"
    )
    trigger = forms.ChoiceField(
        label="何がきっかけか", required=False, choices=(), help_text="軌道修正・方向転換のときは、かならず選びます。"
    )

    def __init__(self, *args: Any, learning: Learning, facts: tuple[FactLine, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["trigger"].choices = [
            NO_TRIGGER,
            *_of(TriggerKind.REFLECTION, reflection_choices(learning.reflections)),
            *_of(
                TriggerKind.DECISION,
                [(str(one.decision_id), f"{one.kind.label}　{one.basis[:TOLD]}") for one in learning.decisions],
            ),
            *_of(TriggerKind.COMMENT, [(str(one.comment_id), one.question[:TOLD]) for one in learning.comments]),
            *_of(TriggerKind.FACT, [(str(one.fact_id), one.text[:TOLD]) for one in facts]),
            (TriggerKind.OTHER.value, TriggerKind.OTHER.label),
        ]

    def words(self) -> NewVersion:
        """As the action wants it."""
        typed = self.cleaned_data
        kind, _, key = typed["trigger"].partition(":")
        return NewVersion(
            kind=VersionKind(typed["kind"]),
            reason=typed["reason"],
            given_up=typed["given_up"],
            trigger_kind=TriggerKind(kind) if kind else None,
            trigger_id=uuid.UUID(key) if key else None,
        )


def _of(kind: TriggerKind, records: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"{kind.value}:{key}", f"{kind.label}: {words}") for key, words in records]


class CompareForm(TeamForm):
    """版を比べる."""

    before = forms.TypedChoiceField(label="前の版", coerce=int, choices=())
    after = forms.TypedChoiceField(label="後の版", coerce=int, choices=())

    def __init__(self, *args: Any, versions: tuple[VersionLine, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("before", "after"):
            self.fields[name].choices = [
                (one.head.number, f"第{one.head.number}版　{one.head.kind.label}") for one in versions
            ]


class DayForm(TeamForm):
    """その日に信じていたこと."""

    on = SpokenDateField(label="いつの日のことを読むか", help_text="例: きのう、11/3、4週間前、R8.4.1")

    def clean_on(self) -> date:
        """A day that has come."""
        on: date = self.cleaned_data["on"]
        if on > self.viewer.on:
            raise ValidationError("まだ来ていない日です。きょうまでの日を入れてください。")
        return on
