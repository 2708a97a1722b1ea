"""場所の入力: a card as one reads it on a notice board, and what is asked for when one searches."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from takigi.access.grounds import Viewer
from takigi.organisations.queries import areas
from takigi.resources.actions.cards import ContactWords
from takigi.resources.rules.cards import MOST_COST, MOST_WALK, CardWords
from takigi.resources.rules.reading_days import read_days
from takigi.resources.rules.schedules import DAYS, Rest
from takigi.resources.rules.search import Wanted
from takigi.resources.rules.words import (
    Access,
    Comfort,
    Interest,
    ResourceKind,
    ResourceRefused,
    Sharing,
    Welcome,
)
from takigi.screens.forms import SpokenDateField, speak_plainly

ANY = ("", "どれでも")
MONTHS = [("", "休まない"), *((str(month), f"{month}月") for month in range(1, 13))]
WEEKDAYS = [(str(number), f"{day}曜") for number, day in enumerate(DAYS)]


class PlaceForm(forms.Form):
    """A form of the desk; knows its today and the areas of its town."""

    def __init__(self, *args: Any, viewer: Viewer, **more: Any) -> None:
        super().__init__(*args, **more)
        self.viewer = viewer
        if "area" in self.fields:
            first = self.fields["area"].choices[:1]
            named = [(str(one.area_id), one.name) for one in areas(viewer.municipality_id, kind="sphere")]
            self.fields["area"].choices = [*first, *named]
        speak_plainly(self, today=viewer.on)
        for field in self.fields.values():
            # A browser cuts what is pasted at this mark without a word; the sentence below says it instead.
            field.widget.attrs.pop("maxlength", None)
            if most := getattr(field, "max_length", None):
                told = f"長すぎます。{most:,}文字までに短くしてください。"
                field.validators = [
                    MaxLengthValidator(most, told) if isinstance(one, MaxLengthValidator) else one
                    for one in field.validators
                ]


def several(label: str, choices: list[tuple[str, str]], **more: Any) -> forms.MultipleChoiceField:
    """Any of a few words."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **more
    )


def whole(label: str, most: int, **more: Any) -> forms.IntegerField:
    """A whole number that may be unknown."""
    told = f"{label}は0から{most:,}までの数で書いてください。"
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        error_messages={"invalid": told, "min_value": told, "max_value": told},
        widget=forms.NumberInput(attrs={"autocomplete": "off"}),
        **more,
    )


def line(label: str, most: int = 200, **more: Any) -> forms.CharField:
    """A line that may be empty."""
    return forms.CharField(label=label, required=False, max_length=most, **more)


class CardForm(PlaceForm):
    """場所のカード."""

    name = forms.CharField(label="名前", max_length=100, help_text="例: 東町おしゃべり会")
    name_kana = line("読み", 100, help_text="並べる順に使います。例: ひがしまちおしゃべりかい")
    kind = forms.ChoiceField(label="種類", choices=[("", "選んでください"), *ResourceKind.choices()])
    area = forms.ChoiceField(label="地区", required=False, choices=[("", "地区を決めない（町の全体）")])
    place = line("場所", 100, help_text="例: 東町公民館 1階")
    address = line("住所")
    days = forms.CharField(
        label="ひらく日",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行に一つ。例: 毎週火 10:00〜11:30、第1・第3木 13:30〜15:00",
    )
    is_closed_on_holidays = forms.BooleanField(label="祝日は休み", required=False)
    rest_from = forms.ChoiceField(
        label="休む季節の始まり", required=False, choices=MONTHS, help_text="雪の間だけ休む、など"
    )
    rest_to = forms.ChoiceField(label="休む季節の終わり", required=False, choices=MONTHS)
    days_note = line("日についての覚え書き", help_text="例: 田植えの間は夕方から。日はそのつど世話役に聞く")
    cost_yen = whole("一回の費用（円）", MOST_COST, help_text="無料なら0。分からないときは空のまま")
    cost_note = line("費用にふくまれるもの", help_text="例: お茶と菓子")
    access = several("行き方", Access.choices())
    walk_minutes = whole("歩く分", MOST_WALK, help_text="分からないときは空のまま")
    walk_from = line("どこから歩くか", 60, help_text="例: 東町のバス停から")
    comforts = several("場所のようす", Comfort.choices())
    interests = several("ここでできること", Interest.choices())
    welcomes = several("迎え方", Welcome.choices())
    atmosphere = forms.CharField(
        label="来ている人とふんいき",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例: 80代の女の人が多い。東の集落から来る人と西の人が半々。名前は書きません",
    )
    roles = line("できる役割", help_text="例: お茶を出す、名簿をつける、花の水やり")
    capacity_note = line("空き", 100, help_text="例: あと3人、空き待ち")
    conditions = line("参加の条件", help_text="例: 町内の人、申し込みがいる")
    contact_name = line("世話役・窓口", 60)
    contact_phone = forms.CharField(
        label="電話", required=False, max_length=30, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    contact_note = line("かけるときの覚え書き", help_text="例: 夕方に")
    is_private = forms.BooleanField(
        label="個人の連絡先（生活支援コーディネーターだけが見る）", required=False, initial=True
    )
    sharing = forms.ChoiceField(label="だれに伝えてよいか", choices=Sharing.choices(), widget=forms.RadioSelect)
    consent_on = SpokenDateField(
        label="載せることの同意を聞いた日",
        required=False,
        help_text="個人の集まりは、同意があるまで「職員だけ」です。例: きのう、R8.11.3",
    )
    source = line("どこで知ったか", 100, help_text="例: 公民館だより、民生委員から")

    GROUPS = (
        ("どんな所か", ("name", "name_kana", "kind", "area", "place", "address")),
        (
            "いつ・いくら",
            ("days", "is_closed_on_holidays", "rest_from", "rest_to", "days_note", "cost_yen", "cost_note"),
        ),
        ("行き方", ("access", "walk_minutes", "walk_from", "comforts")),
        ("だれを迎えるか", ("interests", "welcomes", "atmosphere", "roles", "capacity_note", "conditions")),
        (
            "連絡先と、伝えてよい人",
            ("contact_name", "contact_phone", "contact_note", "is_private", "sharing", "consent_on", "source"),
        ),
    )

    def clean_days(self) -> Any:
        """The days as slots; what cannot be read is said with an example."""
        try:
            return read_days(self.cleaned_data["days"])
        except ResourceRefused as refused:
            raise ValidationError(str(refused)) from refused

    def clean(self) -> dict[str, Any]:
        """A season has a beginning and an end."""
        typed = super().clean() or {}
        if bool(typed.get("rest_from")) != bool(typed.get("rest_to")):
            self.add_error("rest_to", "休む季節は、始まりの月と終わりの月の両方を選んでください。")
        return typed

    def words(self) -> CardWords:
        """What was written."""
        typed = self.cleaned_data
        rest = Rest(int(typed["rest_from"]), int(typed["rest_to"])) if typed["rest_from"] else None
        plain = ("name", "name_kana", "place", "address", "days_note", "is_closed_on_holidays", "cost_yen", "cost_note")
        more = ("walk_minutes", "walk_from", "capacity_note", "atmosphere", "roles", "conditions", "source")
        return CardWords(
            **{name: typed[name] for name in (*plain, *more)},
            kind=ResourceKind(typed["kind"]),
            area_id=int(typed["area"]) if typed["area"] else None,
            slots=typed["days"],
            rest=rest,
            access=frozenset(Access(one) for one in typed["access"]),
            comforts=frozenset(Comfort(one) for one in typed["comforts"]),
            interests=frozenset(Interest(one) for one in typed["interests"]),
            welcomes=frozenset(Welcome(one) for one in typed["welcomes"]),
            sharing=Sharing(typed["sharing"]),
            consent_on=typed["consent_on"],
        )

    def contact(self) -> ContactWords:
        """Whom to ring up."""
        typed = self.cleaned_data
        return ContactWords(
            typed["contact_name"], typed["contact_phone"], typed["contact_note"], is_private=typed["is_private"]
        )


class NewCardForm(CardForm):
    """場所を書きとめる."""

    is_seen = forms.BooleanField(
        label="きょう、電話か訪問で確かめた",
        required=False,
        help_text="聞いただけのときは、付けません。「確かめる場所」に出ます。",
    )
    GROUPS = (*CardForm.GROUPS[:-1], (CardForm.GROUPS[-1][0], (*CardForm.GROUPS[-1][1], "is_seen")))


class StateForm(PlaceForm):
    """休む・終わる・またひらく."""

    on = SpokenDateField(label="いつから", help_text="例: 今日、きのう、11/3、R8.11.3")
    note = forms.CharField(label="わけ", max_length=200, help_text="例: 世話役の入院、雪の間、会場の工事")


class WantedForm(PlaceForm):
    """場所をさがす."""

    words = line("ことば", 60)
    weekday = forms.ChoiceField(label="曜日", required=False, choices=[ANY, *WEEKDAYS])
    area = forms.ChoiceField(label="地区", required=False, choices=[ANY])
    kind = forms.ChoiceField(label="種類", required=False, choices=[ANY, *ResourceKind.choices()])
    interest = forms.ChoiceField(label="したいこと", required=False, choices=[ANY, *Interest.choices()])
    welcome = forms.ChoiceField(label="迎え方", required=False, choices=[ANY, *Welcome.choices()])
    walk = forms.ChoiceField(
        label="歩いて",
        required=False,
        choices=[ANY, *((str(minutes), f"{minutes}分まで") for minutes in (5, 10, 15, 20, 30))],
    )
    cost = forms.ChoiceField(
        label="費用",
        required=False,
        choices=[ANY, ("0", "無料"), *((str(yen), f"{yen:,}円まで") for yen in (100, 300, 500, 1000))],
    )

    def wanted(self) -> Wanted:
        """What is asked for; a word that the form does not know asks for nothing."""
        self.is_valid()
        typed = self.cleaned_data

        def number(name: str) -> int | None:
            return int(typed[name]) if typed.get(name) else None

        return Wanted(
            words=typed.get("words", "").strip(),
            weekday=number("weekday"),
            area_id=number("area"),
            kind=ResourceKind(typed["kind"]) if typed.get("kind") else None,
            interest=Interest(typed["interest"]) if typed.get("interest") else None,
            welcome=Welcome(typed["welcome"]) if typed.get("welcome") else None,
            most_walk=number("walk"),
            most_cost=number("cost"),
        )
