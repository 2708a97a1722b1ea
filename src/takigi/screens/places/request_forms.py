"""相談の入力: a need in thirty seconds, a word in answer, a day, and what is missing."""

from typing import Any

from django import forms

from takigi.people.queries.peers import known_names
from takigi.resources.actions.requests import NeedWords
from takigi.resources.actions.unmet import UnmetWords
from takigi.resources.rules.cards import MOST_COST, MOST_WALK
from takigi.resources.rules.matching import Need
from takigi.resources.rules.requests import (
    Accompanied,
    Barrier,
    RequestSource,
    Standing,
    UnmetSource,
    UnmetState,
)
from takigi.resources.rules.words import Interest, ResourceKind, Welcome
from takigi.screens.forms import SpokenDateField
from takigi.screens.places.forms import WEEKDAYS, PlaceForm, line, several, whole

CONDITIONS = "行ける条件（分かるものだけ書く）"
CHOOSE = ("", "選んでください")
DAY = "例: 今日、きのう、11/3、R8.11.3"


def say_names(form: forms.Form, name: str) -> None:
    """Names of the register, of staff and of agencies in a text that goes on without a name are said at its field."""
    text = str(form.cleaned_data.get(name, ""))
    if found := known_names(form.viewer, text):
        told = "」「".join(found)
        form.add_error(
            name, f"「{told}」は、人か機関の名前のように見えます。「近所の方」「娘さん」のように書きなおしてください。"
        )


class NeedForm(PlaceForm):
    """場所をさがす相談. The four fields above the fold are enough."""

    text = forms.CharField(
        label="したいこと、困っていること",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例: 前のように、畑の話をしながらお茶を飲みたい",
    )
    interests = several("どんなことがしたいか", Interest.choices())
    is_told = forms.ChoiceField(
        label="生活支援コーディネーターに名前を伝えるか",
        choices=[("yes", "本人に聞いて、伝えてよいと言われた"), ("no", "名前は伝えない（ねがいだけ）")],
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(label="だれからの相談か", choices=RequestSource.choices())
    area = forms.ChoiceField(label="地区", required=False, choices=[("", "どこでもよい")])
    weekdays = several("行ける曜日", WEEKDAYS, help_text="選ばなければ、いつでもよい")
    most_walk = whole("歩ける分", MOST_WALK, help_text="例: 15。分からないときは空のまま")
    is_to_be_taken = forms.BooleanField(label="送迎や乗りものがいる", required=False)
    is_without_steps = forms.BooleanField(label="坂や段差をさける", required=False)
    most_cost = whole("一回の費用（円まで）", MOST_COST)
    welcomes = several("あるとよい迎え方", Welcome.choices())

    GROUPS = (
        ("", ("text", "interests", "is_told", "source", "area")),
        (
            CONDITIONS,
            ("weekdays", "most_walk", "is_to_be_taken", "is_without_steps", "most_cost", "welcomes"),
        ),
    )

    def clean(self) -> dict[str, Any]:
        """What goes on without a name holds none."""
        typed = super().clean() or {}
        if typed.get("is_told", "no") != "yes":
            say_names(self, "text")
        return typed

    def words(self) -> NeedWords:
        """What was written."""
        typed = self.cleaned_data
        need = Need(
            interests=frozenset(Interest(one) for one in typed["interests"]),
            area_id=int(typed["area"]) if typed["area"] else None,
            weekdays=frozenset(int(one) for one in typed["weekdays"]),
            most_walk=typed["most_walk"],
            is_to_be_taken=typed["is_to_be_taken"],
            is_without_steps=typed["is_without_steps"],
            most_cost=typed["most_cost"],
            welcomes=frozenset(Welcome(one) for one in typed["welcomes"]),
        )
        consent_on = self.viewer.on if typed.get("is_told") == "yes" else None
        return NeedWords(typed["text"], RequestSource(typed["source"]), need, consent_on)


class NamelessNeedForm(NeedForm):
    """名前のない相談."""

    is_told = None
    GROUPS = (("", ("text", "interests", "source", "area")), NeedForm.GROUPS[1])


class AnswerForm(PlaceForm):
    """やりとりの一言."""

    text = forms.CharField(label="返事・知らせること", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class IntroduceForm(PlaceForm):
    """紹介した."""

    on = SpokenDateField(label="紹介した日", help_text=DAY)
    accompanied = forms.ChoiceField(
        label="はじめての日に、だれが一緒に行くか",
        required=False,
        choices=[("", "まだ決まっていない"), *Accompanied.choices()],
    )


class AttendForm(PlaceForm):
    """はじめて行った."""

    on = SpokenDateField(label="はじめて行った日", help_text=DAY)
    role_taken = line("引き受けた役割", 100, help_text="あれば。例: お茶を出す")


class ReasonForm(PlaceForm):
    """わけ."""

    reason = forms.CharField(
        label="わけ", max_length=300, help_text="例: 曜日が合わなかった、入院した、気が進まなかった"
    )


class LookForm(PlaceForm):
    """その後を聞いた."""

    on = SpokenDateField(label="聞いた日", help_text=DAY)
    standing = forms.ChoiceField(label="ようす", choices=Standing.choices(), widget=forms.RadioSelect)
    note = line("覚え書き", 300, help_text="やめたときは、そのわけ")

    def clean(self) -> dict[str, Any]:
        """Why somebody stopped is what the next one is helped by."""
        typed = super().clean() or {}
        if typed.get("standing") == Standing.STOPPED and not typed.get("note"):
            self.add_error("note", "やめたわけを一言書いてください。聞けていないときは、「分からない」と書きます。")
        return typed


class UnmetFields(PlaceForm):
    """足りないもの."""

    text = forms.CharField(
        label="どんな不足か",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="名前を入れずに。例: 東の地区に、男の人が集まって話せる所がない",
    )
    kind = forms.ChoiceField(label="足りないもの", choices=[CHOOSE, *ResourceKind.choices()])
    barrier = forms.ChoiceField(label="何がはばんでいるか", choices=[CHOOSE, *Barrier.choices()])

    def clean(self) -> dict[str, Any]:
        """Nobody's name stands in it."""
        typed = super().clean() or {}
        say_names(self, "text")
        return typed

    def words(self) -> UnmetWords:
        """What was written."""
        typed = self.cleaned_data
        return UnmetWords(
            text=typed["text"],
            kind=ResourceKind(typed["kind"]),
            barrier=Barrier(typed["barrier"]),
            area_id=int(typed["area"]) if typed.get("area") else None,
            source=UnmetSource(typed["source"]) if typed.get("source") else UnmetSource.MATCH,
            people=typed.get("people") or 1,
        )


class UnmetForm(UnmetFields):
    """足りないものを書きとめる."""

    area = forms.ChoiceField(label="地区", required=False, choices=[("", "町の全体")])
    source = forms.ChoiceField(
        label="どこから分かったか",
        choices=[one for one in UnmetSource.choices() if one[0] != UnmetSource.MATCH],
    )
    people = forms.IntegerField(label="何人の声か", min_value=1, max_value=1000, initial=1)


class NoneForm(UnmetFields):
    """合う場所がなかった: one more voice of what is known, or something new."""

    joined = forms.ChoiceField(
        label="もう分かっている不足", required=False, help_text="同じものがあれば選びます。下は書かなくてかまいません。"
    )
    field_order = ("joined", "text", "kind", "barrier")

    def __init__(self, *args: Any, known: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["joined"].choices = [("", "新しく書く"), *known]
        if not known:
            del self.fields["joined"]
        for name in ("text", "kind", "barrier"):
            self.fields[name].required = not self.data.get("joined")


class UnmetStepForm(PlaceForm):
    """不足を先へ."""

    on = SpokenDateField(label="その日", help_text=DAY)
    note = forms.CharField(
        label="どこで、何が決まったか",
        max_length=300,
        help_text="例: 11月の協議体で、空き家を借りられるか聞くことにした",
    )
    meeting = forms.ChoiceField(label="どの協議体で", required=False)
    solved_by = forms.ChoiceField(label="どの場所で解けたか", required=False)
    field_order = ("meeting", "on", "note", "solved_by")

    def __init__(
        self,
        *args: Any,
        to: UnmetState,
        places: list[tuple[str, str]],
        meetings: list[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["solved_by"].choices = [("", "場所のカードはない"), *places]
        if to is not UnmetState.SOLVED:
            del self.fields["solved_by"]
        self.fields["meeting"].choices = [("", "協議体ではない"), *meetings]
        if not meetings:
            del self.fields["meeting"]
