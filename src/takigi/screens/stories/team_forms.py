"""チームの入力: a question on the story, its answer, a meeting, and what became of what was to change."""

import uuid
from typing import Any

from django import forms

from takigi.logic_models.actions.stories import MeetingWords
from takigi.logic_models.queries.learning import CommentLine, MeetingLine, ReflectionLine
from takigi.screens.forms import SpokenDateField
from takigi.screens.stories.learning_forms import NO_REFLECTION, TODAY, TeamForm, long_text, reflection_choices


class AskForm(TeamForm):
    """問い返す."""

    question = long_text("聞いてみたいこと", required=True, help_text="例: 届いていない人は、どこにいますか")


class AnswerForm(TeamForm):
    """問い返しに答える."""

    of = forms.ChoiceField(label="どの問いに", choices=())
    words = long_text("答え", required=True, help_text="まだわからないときは、いつまでに何を見るかを書きます。")

    def __init__(self, *args: Any, waiting: tuple[CommentLine, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["of"].choices = [(str(one.comment_id), one.question[:80]) for one in waiting]

    @property
    def comment_id(self) -> uuid.UUID:
        """Which question."""
        return uuid.UUID(self.cleaned_data["of"])


class MeetingForm(TeamForm):
    """打ち合わせ."""

    held_on = SpokenDateField(label="いつ", initial=TODAY)
    present = forms.CharField(
        label="だれと", required=False, max_length=300, help_text="役割で書きます。例: 包括の保健師、理学療法士"
    )
    talked = long_text("話したこと")
    to_change = long_text("これから変えること", help_text="小さなことを一つ。次の打ち合わせで、どうなったかを見ます。")
    check_on = SpokenDateField(label="いつ確かめるか", required=False, help_text="例: 10日後、12/3")
    reflection = forms.ChoiceField(label="もとになった振り返り", required=False, choices=())

    def __init__(self, *args: Any, reflections: tuple[ReflectionLine, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reflection"].choices = [NO_REFLECTION, *reflection_choices(reflections)]

    def words(self) -> MeetingWords:
        """As the action wants it."""
        typed = dict(self.cleaned_data)
        reflection = typed.pop("reflection")
        return MeetingWords(**typed, reflection_id=uuid.UUID(reflection) if reflection else None)


class CheckMeetingForm(TeamForm):
    """前に決めたことを確かめる."""

    of = forms.ChoiceField(label="どの打ち合わせで決めたことか", choices=())
    words = long_text("どうなったか", required=True)

    def __init__(self, *args: Any, waiting: tuple[MeetingLine, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["of"].choices = [
            (str(one.meeting_id), f"{one.held_on.month}月{one.held_on.day}日　{one.to_change[:60]}") for one in waiting
        ]

    @property
    def meeting_id(self) -> uuid.UUID:
        """Which meeting."""
        return uuid.UUID(self.cleaned_data["of"])
