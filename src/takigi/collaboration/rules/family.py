"""家族図をつくる: from each one's relation to 本人 to generations and unions. Nothing is invented where nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from takigi.charts.genogram import Figure, Genogram, Relative, Union
from takigi.collaboration.rules.households import Kinship, MemberFacts, Sex

K = Kinship
GENERATION: Mapping[Kinship, int] = {
    K.GRANDPARENT: -2,
    K.FATHER: -1,
    K.MOTHER: -1,
    K.AUNT_UNCLE: -1,
    K.CHILD: 1,
    K.CHILDS_SPOUSE: 1,
    K.NIECE_NEPHEW: 1,
    K.GRANDCHILD: 2,
}
FIGURES = {Sex.MALE: Figure.SQUARE, Sex.FEMALE: Figure.CIRCLE, Sex.UNSAID: Figure.DIAMOND}
# From left to right within a generation.
_ORDER = (K.GRANDPARENT, K.AUNT_UNCLE, K.FATHER, K.MOTHER, K.FORMER_SPOUSE, K.SELF, K.SPOUSE, K.SIBLING, K.CHILD)


def genogram_of(
    members: Sequence[MemberFacts],
    words: Mapping[str, str],
    notes: Mapping[str, tuple[str, ...]],
    *,
    title: str = "家族図",
) -> Genogram:
    """The family as it is drawn. `words`: how each is called here, by name or by what they are to 本人."""
    ordered = sorted(members, key=lambda one: (_place(one.kinship), one.order))
    people = tuple(
        Relative(
            key=one.key,
            generation=GENERATION.get(one.kinship, 0),
            words=words[one.key],
            figure=FIGURES[one.sex],
            notes=notes.get(one.key, ()),
            is_focus=one.kinship is K.SELF,
            is_elsewhere=not one.lives_there and not one.has_died,
            has_died=one.has_died,
        )
        for one in ordered
    )
    unions = tuple(_unions(ordered))
    return Genogram(title=title, description=told_family(members, words), people=people, unions=unions)


def _place(kinship: Kinship) -> int:
    return _ORDER.index(kinship) if kinship in _ORDER else len(_ORDER)


def _keys(members: Sequence[MemberFacts], *kinds: Kinship, through: frozenset[str] | None = None) -> tuple[str, ...]:
    return tuple(one.key for one in members if one.kinship in kinds and (through is None or one.through in through))


def _unions(members: Sequence[MemberFacts]) -> list[Union]:
    me, spouse, former = _keys(members, K.SELF), _keys(members, K.SPOUSE), _keys(members, K.FORMER_SPOUSE)
    parents = _keys(members, K.FATHER, K.MOTHER)
    own = frozenset({"", *me, *spouse})
    unions = [
        *(
            Union(partners=(key, *me), children=_keys(members, K.CHILD, through=frozenset({key})), is_ended=True)
            for key in former
        ),
        Union(partners=me + spouse[:1], children=_keys(members, K.CHILD, through=own)),
        Union(partners=parents, children=_keys(members, K.SELF, K.SIBLING)),
    ]
    return [*unions, *_before(members, parents), *_after(members)]


def _before(members: Sequence[MemberFacts], parents: tuple[str, ...]) -> list[Union]:
    """Grandparents with the parent whom they are written to, or with the only one there is."""
    unions = []
    for parent in parents:
        through = frozenset({parent} | ({""} if len(parents) == 1 else set()))
        eldest = _keys(members, K.GRANDPARENT, through=through)
        unions.append(Union(partners=eldest[:2], children=(*_keys(members, K.AUNT_UNCLE, through=through), parent)))
    return unions


def _after(members: Sequence[MemberFacts]) -> list[Union]:
    """Each child with its partner and children; brothers and sisters with theirs."""
    unions = []
    for kinship, below in ((K.CHILD, K.GRANDCHILD), (K.SIBLING, K.NIECE_NEPHEW)):
        parents = _keys(members, kinship)
        for parent in parents:
            through = frozenset({parent} | ({""} if len(parents) == 1 else set()))
            partner = _keys(members, K.CHILDS_SPOUSE, through=through)[:1] if kinship is K.CHILD else ()
            unions.append(Union(partners=(parent, *partner), children=_keys(members, below, through=through)))
    return unions


def told_family(members: Sequence[MemberFacts], words: Mapping[str, str]) -> str:
    """What the picture says, in a sentence."""
    if not members:
        return "世帯の人は、まだ書かれていません。"
    there = [words[one.key] for one in members if one.lives_there and not one.has_died]
    away = [words[one.key] for one in members if not one.lives_there and not one.has_died]
    said = [f"いっしょに暮らしているのは{'、'.join(there)}の{len(there)}人です。" if there else ""]
    said.append(f"別に暮らしているのは{'、'.join(away)}です。" if away else "")
    return "".join(said) or "いま生きている人は書かれていません。"
