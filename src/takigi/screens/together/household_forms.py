"""世帯の入力: who they are to 本人 first; a name, a year and who knows them only where it helps."""

import uuid
from typing import Any

from django import forms

from takigi.collaboration.actions.households import MemberWords, SupporterWords
from takigi.collaboration.queries.households import HouseholdPage, MemberLine
from takigi.collaboration.rules.households import Bond, Kinship, Sex, SupporterKind
from takigi.screens.casework.form_base import CaseForm

NOT_CHOSEN = ("", "選ばない")
# Three agencies at first; one more box than are chosen afterwards.
BOXES = 3


class MemberForm(CaseForm):
    """世帯の人."""

    kinship = forms.ChoiceField(label="本人から見た続柄", choices=Kinship.choices())
    name = forms.CharField(
        label="氏名",
        required=False,
        max_length=100,
        help_text="分からないときは空けておきます。本人の氏名は、台帳のものが出ます。",
    )
    sex = forms.ChoiceField(label="性別", choices=Sex.choices(), initial=Sex.UNSAID.value)
    birth_year = forms.IntegerField(
        label="生まれた年（西暦）",
        required=False,
        help_text="およそでかまいません。図には年代だけが出ます。",
        error_messages={"invalid": "生まれた年は、西暦4桁の数で書いてください（例: 1940）。"},
    )
    through = forms.ChoiceField(
        label="だれを通して",
        required=False,
        choices=(),
        help_text="孫・おい・めい・子の配偶者・祖父母のとき、だれの子・配偶者・親かを選びます。",
    )
    is_elsewhere = forms.BooleanField(label="別に暮らしています", required=False)
    has_died = forms.BooleanField(label="亡くなっています", required=False)
    is_protected = forms.BooleanField(
        label="居場所を知られてはいけません",
        required=False,
        help_text="図では続柄だけで呼び、関わる機関や通う場所を出しません。",
    )
    note = forms.CharField(label="ひとこと", required=False, max_length=200)

    def __init__(
        self,
        *args: Any,
        page: HouseholdPage,
        agencies: list[tuple[int, str]],
        member: MemberLine | None = None,
        register: tuple[tuple[str, str], ...] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        if register:
            self.fields["person"] = forms.ChoiceField(
                label="台帳のだれか",
                required=False,
                choices=[("", "結ばない"), *register],
                initial=str(member.person_id or "") if member else "",
                widget=forms.RadioSelect,
                help_text="結ぶと、氏名も居場所の保護も台帳のとおりになります。同じ名前の別の人でないか、生まれた日を見てください。",
            )
            self.order_fields(["kinship", "name", "person"])
        others = [one for one in page.members if member is None or one.member_id != member.member_id]
        self.fields["through"].choices = [NOT_CHOSEN, *((str(one.member_id), one.name) for one in others)]
        known = member.known_to_ids if member else ()
        self._boxes = [f"known-{number}" for number in range(max(BOXES, len(known) + 1))]
        choices = [NOT_CHOSEN, *((str(key), name) for key, name in agencies)]
        for number, name in enumerate(self._boxes):
            chosen = str(known[number]) if number < len(known) else ""
            self.fields[name] = forms.ChoiceField(
                label=f"この人を知っている機関{number + 1}", required=False, choices=choices, initial=chosen
            )

    def words(self, member: MemberLine | None = None) -> MemberWords:
        """The person, as the action takes it."""
        typed = self.cleaned_data
        linked = member.person_id if member else None
        if "person" in self.fields:
            linked = uuid.UUID(typed["person"]) if typed["person"] else None
        return MemberWords(
            kinship=Kinship(typed["kinship"]),
            name=typed["name"],
            person_id=linked,
            sex=Sex(typed["sex"]),
            birth_year=typed["birth_year"],
            is_living_there=not typed["is_elsewhere"],
            has_died=typed["has_died"],
            is_protected=typed["is_protected"],
            through=uuid.UUID(typed["through"]) if typed["through"] else None,
            note=typed["note"],
            known_to=tuple(sorted({int(typed[name]) for name in self._boxes if typed[name]})),
        )


def as_written(member: MemberLine) -> dict[str, object]:
    """A person as the form shows them again."""
    return {
        "kinship": member.facts.kinship.value,
        "name": member.facts.name,
        "sex": member.facts.sex.value,
        "birth_year": member.facts.birth_year,
        "through": member.facts.through,
        "is_elsewhere": not member.facts.lives_there,
        "has_died": member.facts.has_died,
        "is_protected": member.facts.is_protected,
        "note": member.note,
    }


class SupporterForm(CaseForm):
    """支えを書く."""

    kind = forms.ChoiceField(label="種類", choices=SupporterKind.choices(), widget=forms.RadioSelect)
    words = forms.CharField(label="だれ・どこ", max_length=100, help_text="例: となりの人、畑の仲間、朝市の店")
    member = forms.ChoiceField(label="だれの支えか", required=False, choices=())
    bond = forms.ChoiceField(label="つながり", choices=Bond.choices(), initial=Bond.USUAL.value)
    note = forms.CharField(label="ひとこと", required=False, max_length=200, help_text="例: ごみ出しを手伝う")

    def __init__(self, *args: Any, page: HouseholdPage, **more: Any) -> None:
        super().__init__(*args, **more)
        people = ((str(one.member_id), one.name) for one in page.members)
        self.fields["member"].choices = [("", "世帯みんな"), *people]

    def supporter(self) -> SupporterWords:
        """The support, as the action takes it."""
        typed = self.cleaned_data
        return SupporterWords(
            kind=SupporterKind(typed["kind"]),
            words=typed["words"],
            bond=Bond(typed["bond"]),
            note=typed["note"],
            member_id=uuid.UUID(typed["member"]) if typed["member"] else None,
        )
