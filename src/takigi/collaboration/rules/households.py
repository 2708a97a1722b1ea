"""世帯の人: how each is related to 本人, what may be shown of whom, and who is missing around the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from takigi.collaboration.rules.words import CollaborationRefused
from takigi.kernel.labelled import Labelled
from takigi.organisations.rules import AgencyKind, Field


class Kinship(Labelled):
    """続柄, seen from 本人."""

    SELF = "self", "本人"
    SPOUSE = "spouse", "配偶者"
    FORMER_SPOUSE = "former_spouse", "前の配偶者"
    FATHER = "father", "父"
    MOTHER = "mother", "母"
    CHILD = "child", "子"
    SIBLING = "sibling", "きょうだい"
    GRANDPARENT = "grandparent", "祖父母"
    GRANDCHILD = "grandchild", "孫"
    CHILDS_SPOUSE = "childs_spouse", "子の配偶者"
    AUNT_UNCLE = "aunt_uncle", "おじ・おば"
    NIECE_NEPHEW = "niece_nephew", "おい・めい"
    OTHER = "other", "その他の同居の人"


class Sex(Labelled):
    """家族図の形: a square for a man, a circle for a woman, a diamond where it is not known or not said."""

    MALE = "male", "男性"
    FEMALE = "female", "女性"
    UNSAID = "unsaid", "書かない"


class Bond(Labelled):
    """つながりの強さ."""

    STRONG = "strong", "よく頼れる"
    USUAL = "usual", "ふつう"
    THIN = "thin", "うすい"
    STRAINED = "strained", "うまくいっていない"
    BROKEN = "broken", "切れている"


class SupporterKind(Labelled):
    """支えの種類: what is not an agency of ours counts as much as what is."""

    RELATIVE = "relative", "離れて住む家族・親せき"
    NEIGHBOUR = "neighbour", "近所の人・友人"
    RESIDENTS = "residents", "住民の集まり"
    PLACE = "place", "通う場所・店"
    SERVICE = "service", "サービス"
    AGENCY = "agency", "機関"
    WORK = "work", "仕事・学校"


# What tells where somebody is: of a protected person not even the kind's own name is shown.
TELLS_WHERE = frozenset({SupporterKind.PLACE, SupporterKind.WORK, SupporterKind.RESIDENTS, SupporterKind.SERVICE})


@dataclass(frozen=True)
class MemberFacts:
    """世帯の人について分かっていること, as far as the drawing and its masks need them."""

    key: str
    kinship: Kinship
    sex: Sex = Sex.UNSAID
    name: str = ""
    birth_year: int | None = None
    lives_there: bool = True
    has_died: bool = False
    is_protected: bool = False
    # 孫, おい・めい, 子の配偶者: through whom.
    through: str = ""
    order: int = 0


def age_band(birth_year: int | None, *, on: date) -> str:
    """年代, never an age: a block, an age and a date together tell who it is.

    >>> age_band(1940, on=date(2026, 11, 23)), age_band(2015, on=date(2026, 11, 23)), age_band(None, on=date(2026, 1, 1))
    ('80代', '10代', '')
    """
    if birth_year is None:
        return ""
    age = on.year - birth_year
    return "10歳未満" if age < 10 else f"{age // 10 * 10}代"


def masked_names(members: Iterable[MemberFacts]) -> dict[str, str]:
    """名前を伏せた呼び方: each by what they are to 本人, numbered where several are the same.

    >>> people = [MemberFacts("a", Kinship.SELF), MemberFacts("b", Kinship.CHILD), MemberFacts("c", Kinship.CHILD)]
    >>> masked_names(people)
    {'a': '本人', 'b': '子1', 'c': '子2'}
    """
    listed = list(members)
    words = {one.key: _kin_word(one) for one in listed}
    many = [word for word in words.values() if list(words.values()).count(word) > 1]
    seen: dict[str, int] = {}
    for key, word in words.items():
        if word in many:
            seen[word] = seen.get(word, 0) + 1
            words[key] = f"{word}{seen[word]}"
    return words


_BY_SEX: Mapping[tuple[Kinship, Sex], str] = MappingProxyType(
    {
        (Kinship.SPOUSE, Sex.MALE): "夫",
        (Kinship.SPOUSE, Sex.FEMALE): "妻",
        (Kinship.CHILD, Sex.MALE): "息子",
        (Kinship.CHILD, Sex.FEMALE): "娘",
        (Kinship.SIBLING, Sex.MALE): "兄弟",
        (Kinship.SIBLING, Sex.FEMALE): "姉妹",
        (Kinship.GRANDPARENT, Sex.MALE): "祖父",
        (Kinship.GRANDPARENT, Sex.FEMALE): "祖母",
    }
)


def _kin_word(one: MemberFacts) -> str:
    return _BY_SEX.get((one.kinship, one.sex), one.kinship.label)


def check_member(one: MemberFacts, others: Iterable[MemberFacts], *, on: date) -> None:
    """One 本人, one father, one mother; a year that can be; a way that leads to somebody of the household."""
    listed = list(others)
    alone = {Kinship.SELF, Kinship.FATHER, Kinship.MOTHER}
    if one.kinship in alone and any(other.kinship is one.kinship for other in listed):
        raise CollaborationRefused(
            f"「{one.kinship.label}」は、もう書かれています。その人を直すか、別の続柄を選んでください。"
        )
    if one.birth_year is not None and not 1890 <= one.birth_year <= on.year:
        raise CollaborationRefused("生まれた年を、西暦4桁で確かめてください（例: 1940）。")
    if one.through and one.through not in {other.key for other in listed}:
        raise CollaborationRefused("「だれの子か」は、この世帯の人から選んでください。")
    if one.through == one.key and one.through:
        raise CollaborationRefused("自分自身を通した続柄にはできません。別の人を選んでください。")


FIELD_OF_KIND: Mapping[AgencyKind, Field] = MappingProxyType(
    {
        AgencyKind.SUPPORT_CENTRE: Field.ELDERLY,
        AgencyKind.DISABILITY: Field.DISABILITY,
        AgencyKind.CHILD: Field.CHILD,
        AgencyKind.POVERTY: Field.POVERTY,
        AgencyKind.MEDICAL: Field.MEDICAL,
        AgencyKind.EDUCATION: Field.EDUCATION,
        AgencyKind.EMPLOYMENT: Field.EMPLOYMENT,
        AgencyKind.JUSTICE: Field.JUSTICE,
    }
)
# What a kind of trouble asks for at the table. A question to whoever looks, and no rule of any office.
FIELD_OF_ISSUE: Mapping[str, Field] = MappingProxyType(
    {
        "truancy": Field.EDUCATION,
        "poverty": Field.POVERTY,
        "debt": Field.POVERTY,
        "unemployed": Field.EMPLOYMENT,
        "disability_certified": Field.DISABILITY,
        "disability_suspected": Field.DISABILITY,
        "mental_health": Field.MENTAL,
        "housing": Field.HOUSING,
        "homeless": Field.HOUSING,
        "offence_past": Field.JUSTICE,
        "foreign": Field.MULTICULTURAL,
        "illness": Field.MEDICAL,
    }
)
EMPTY_CHAIRS: Mapping[Field, str] = MappingProxyType(
    {Field.EDUCATION: "学校がいません", Field.MEDICAL: "医療がいません", Field.HOUSING: "住まいの相談先がいません"}
)


def empty_chairs(
    members: Iterable[MemberFacts], issues: Iterable[str], present: Iterable[str], *, on: date
) -> tuple[str, ...]:
    """空いている席: fields that the household's years and troubles ask for and that nobody of the table has.

    >>> child = MemberFacts("c", Kinship.CHILD, birth_year=2015)
    >>> empty_chairs([child], [], [Field.ELDERLY], on=date(2026, 11, 23))
    ('学校がいません',)
    """
    wanted = [FIELD_OF_ISSUE[code] for code in issues if code in FIELD_OF_ISSUE]
    years = [on.year - one.birth_year for one in members if one.birth_year and one.lives_there and not one.has_died]
    if any(6 <= age <= 15 for age in years):
        wanted.append(Field.EDUCATION)
    there = set(present)
    missing = [field for field in Field if field in wanted and field not in there]
    return tuple(EMPTY_CHAIRS.get(field, f"{field.label}の分野がいません") for field in missing)
