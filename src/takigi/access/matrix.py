"""判定表: which relation reads which information, as one grid of 17 × 15 cells that is checked on import.

The grid is written so that a data-protection officer can lay the printed page beside it and
compare by eye. What a code means is in `Code`; in which order codes are weighed is in `decide.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from takigi.access.information import Information
from takigi.access.relations import Relation
from takigi.kernel.labelled import Labelled


class View(Labelled):
    """How much of the information is shown, widest first."""

    FULL = "full", "全体"
    DECISIONS_ONLY = "decisions_only", "決定と自分の宿題のみ"
    OWN_AGENCY = "own_agency", "自分の機関の分のみ"
    OWN_MEETINGS = "own_meetings", "招かれた会議のみ"
    OWN_ENTRY = "own_entry", "自分の分のみ"
    AGGREGATE = "aggregate", "少人数を伏せた集計のみ"
    NOTHING = "nothing", "見られない"


class Code(StrEnum):
    """What opens a cell. `note` is printed after the ground, `when` in a refusal."""

    view: View
    note: str
    when: str

    def __new__(cls, value: str, view: View, note: str, when: str) -> Self:
        code = str.__new__(cls, value)
        code._value_, code.view, code.note, code.when = value, view, note, when
        return code

    ALWAYS = "Y", View.FULL, "", "いつでも"
    NEVER = "-", View.NOTHING, "", ""
    CONSENT = "C", View.FULL, "本人の同意の範囲にある情報です", "本人の同意の範囲にあるとき"
    SENSITIVE_CONSENT = (
        "C+",
        View.FULL,
        "要配慮個人情報も本人の同意の範囲にあります",
        "本人の同意の範囲に要配慮個人情報が明記されているとき",
    )
    DISCLOSED = (
        "M",
        View.FULL,
        "会議の議題で開示された情報です",
        "関わる会議の議題で開示されている間",
    )
    DISCLOSED_AS_NECESSARY = (
        "M+",
        View.FULL,
        "必要性を記録して会議の議題で開示された情報です",
        "関わる会議の議題で、必要性を記録して開示されている間",
    )
    ATTENDED = (
        "F",
        View.DECISIONS_ONLY,
        "出席した会議の決定と自分の宿題に限ります",
        "出席した会議の開催後（決定と自分の宿題のみ）",
    )
    OWN_AGENCY = "O", View.OWN_AGENCY, "自分の機関の記録に限ります", "自分の機関の記録であるとき"
    LISTED = "L", View.FULL, "この住所を見られる人の名簿に載っています", "この住所を見られる人の名簿に載っているとき"
    INVITED = "P", View.OWN_MEETINGS, "招かれた会議に限ります", "自分が招かれた会議であるとき"
    OWN_ENTRY = "SELF", View.OWN_ENTRY, "自分の分に限ります", "自分の分であるとき"
    AGGREGATE = "A", View.AGGREGATE, "少人数を伏せた集計に限ります", "人数が少なくない集計であるとき"
    EMERGENCY = (
        "E",
        View.FULL,
        "緊急の閲覧中です。理由とともに記録され、後で点検されます",
        "生命・身体・財産に差し迫った危険があり、緊急の閲覧を始めたとき",
    )


CODES = {code.value: code for code in Code}

# Emergency access never opens anything else: not the protected address, not the plan, not internal notes.
EMERGENCY_RELATIONS = frozenset({Relation.OWN_PEER, Relation.COOP, Relation.STN, Relation.SEC})
EMERGENCY_CLASSES = frozenset({Information.IDENT, Information.HH, Information.ASSESS, Information.SENS})

# `∨`: either suffices. `>`: the first while it holds, afterwards the second. `·E`: emergency access is possible.
GRID = """
       OWN  OWN_SUP OWN_PEER COOP    COOP_REQ STN     STN_PRE SEC     PART COM  PAST EVAL ADM AUD NONE
DIR    Y    Y       Y        Y       Y        Y       Y       Y       Y    Y    Y    Y    Y   Y   Y
MTG    Y    Y       -        Y       P        Y       -       Y       P    P    -    -    -   Y   -
DEID   Y    Y       -        Y       Y        Y       Y       Y       M    M    -    -    -   -   -
IDENT  Y    Y       -·E      C∨M·E   -        C∨M·E   -       C∨M·E   M    M    -    -    -   -   -
HH     Y    Y       -·E      C∨M·E   -        C∨M·E   -       C∨M·E   M    -    -    -    -   -   -
ASSESS Y    Y       -·E      C∨M·E   -        C∨M·E   -       C∨M·E   M    -    -    -    -   -   -
SENS   Y    Y       -·E      C+∨M+·E -        C+∨M+·E -       C+∨M+·E M+   -    -    -    -   -   -
LOC    L    L       -        -       -        -       -       -       -    -    -    -    -   -   -
INTL   O    O       -        O       -        O       O       O       -    -    -    -    -   -   -
MREC   Y    Y       -        M>F     -        Y       -       Y       M>F  M    -    -    -   -   -
PLAN   Y    Y       -        C       -        C       -       C       -    -    -    -    -   -   -
ROLE   Y    Y       -        Y       SELF     Y       -       Y       F    SELF -    -    -   -   -
WELL   SELF SELF    SELF     SELF    SELF     SELF    SELF    SELF    SELF SELF SELF A    -   -   SELF
STAT   A    A       A        A       A        A       A       A       A    A    -    A    -   A   -
AUDT   -    O       -        -       -        -       -       -       -    -    -    -    -   Y   -
MEMB   SELF SELF    SELF     SELF    SELF     SELF    SELF    Y       SELF SELF SELF -    -   Y   SELF
LEAD   Y    Y       -        C∨M     -        C∨M     -       C∨M     M    M    -    -    -   -   -
"""


class BrokenGrid(ValueError):
    """The grid does not say, for every pair, exactly one readable thing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the ways that open it, in the order in which they are tried.

    >>> Cell.read("C∨M·E").ways
    (<Code.EMERGENCY: 'E'>, <Code.CONSENT: 'C'>, <Code.DISCLOSED: 'M'>)
    """

    text: str
    ways: tuple[Code, ...]

    @property
    def opens_in_emergency(self) -> bool:
        return Code.EMERGENCY in self.ways

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a cell as it is written in the grid."""
        body = text.removesuffix("·E")
        emergency = () if body == text else (Code.EMERGENCY,)
        try:
            codes = tuple(CODES[part] for part in body.replace(">", "∨").split("∨"))
        except KeyError as unknown:
            raise BrokenGrid(f"判定表のコード「{text}」は読めません（使えるのは {'、'.join(CODES)}）") from unknown
        if Code.EMERGENCY in codes or (Code.NEVER in codes and len(codes) > 1):
            raise BrokenGrid(f"判定表のコード「{text}」は組み合わせられません")
        return cls(text, emergency + tuple(code for code in codes if code is not Code.NEVER))


Matrix = Mapping[tuple[Information, Relation], Cell]


def read_grid(text: str) -> Matrix:
    """Read the grid and refuse one that is not total, names anything twice or lets an emergency open too much."""
    header, *lines = (line.split() for line in text.strip().splitlines())
    if header != [*Relation]:
        raise BrokenGrid("判定表の見出しは、すべての関係を決まった順に並べてください")
    if [line[0] for line in lines] != [*Information]:
        raise BrokenGrid("判定表の行は、すべての情報の区分を決まった順に一度ずつ書いてください")

    cells: dict[tuple[Information, Relation], Cell] = {}
    for name, *texts in lines:
        if len(texts) != len(Relation):
            raise BrokenGrid(f"判定表の「{name}」の行は{len(Relation)}個のコードが要ります（今は{len(texts)}個）")
        for relation, cell_text in zip(Relation, texts, strict=True):
            cells[Information[name], relation] = Cell.read(cell_text)
    _check_emergency(cells)
    return MappingProxyType(cells)


def _check_emergency(cells: Matrix) -> None:
    """Said twice on purpose: once in the grid, once as a rule, so that one slip of the pen stops the start."""
    for (info_class, relation), cell in cells.items():
        allowed = relation in EMERGENCY_RELATIONS and info_class in EMERGENCY_CLASSES
        if cell.opens_in_emergency != allowed:
            raise BrokenGrid(f"判定表の「{info_class}」×「{relation}」の緊急の閲覧（·E）が決まりと合いません")


MATRIX = read_grid(GRID)
