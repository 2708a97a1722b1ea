"""訪問の項目: the nine sections of a visit and what is asked in each. Screen, drafts, checks and the device read this one list."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from takigi.casework.rules.visit_words import (
    JUDGES,
    UNDECIDED,
    Lost,
    Onset,
    OptionKind,
    Place,
    Present,
    Reaction,
    Reversible,
    Speaker,
    VisitorKind,
)
from takigi.kernel.codes import REASON, TRIGGER

Choices = tuple[tuple[str, str], ...]


class Kind(StrEnum):
    """How a field is answered. A value is a text, or a list of keys where several may be chosen."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    # 「9月ころ」: as it was told, never made more exact than that.
    WHEN = "when"
    TIME = "time"
    NUMBER = "number"
    ONE = "one"
    MANY = "many"


@dataclass(frozen=True)
class VisitField:
    """一つの項目. Its key is the name under which drafts and devices keep what was typed."""

    key: str
    label: str
    kind: Kind
    choices: Choices = ()
    help: str = ""
    is_required: bool = False
    longest: int = 4000


@dataclass(frozen=True)
class VisitSection:
    """一つの節. `more`: asked only by whoever opens it."""

    number: int
    title: str
    fields: tuple[VisitField, ...]
    more: tuple[VisitField, ...] = ()

    @property
    def key(self) -> str:
        """Its place in the page."""
        return f"section-{self.number}"


def _line(key: str, label: str, *, help: str = "", longest: int = 200) -> VisitField:  # noqa: A002  # the field's own word
    return VisitField(key, label, Kind.LINE, help=help, longest=longest)


def _text(key: str, label: str, *, help: str = "") -> VisitField:  # noqa: A002  # the field's own word
    return VisitField(key, label, Kind.TEXT, help=help)


def _one(key: str, label: str, choices: Choices) -> VisitField:
    return VisitField(key, label, Kind.ONE, choices)


def _many(key: str, label: str, choices: Choices) -> VisitField:
    return VisitField(key, label, Kind.MANY, choices)


OPTION_CHOICES: Choices = tuple((kind.value, kind.label) for kind in OptionKind)
SPEAKERS: Choices = tuple((one.value, one.label) for one in Speaker)

WHO = VisitSection(
    1,
    "だれと",
    (
        VisitField("visited_on", "訪問した日", Kind.DATE, is_required=True),
        _many("visitors", "訪問した人", tuple(VisitorKind.choices())),
        _many("present", "同席した人", tuple(Present.choices())),
    ),
    (
        VisitField("started_at", "始まり", Kind.TIME, help="14:00 や 14時半 のように書けます。"),
        VisitField("ended_at", "終わり", Kind.TIME),
        VisitField("minutes", "かかった時間（分）", Kind.NUMBER, help="空のときは、始まりと終わりから数えます。"),
        _line("visitor_names", "訪問した人の名前"),
        _line("present_text", "同席した人のこと", help="例: 近所の民生委員"),
        _one("place", "訪ねた所", tuple(Place.choices())),
    ),
)
ONSET = VisitSection(
    2,
    "きっかけ",
    (
        _text("reason_text", "申請・相談の理由", help="言われたままに書きます。"),
        _many("onset_kinds", "何があったか", tuple(Onset.choices())),
        VisitField("onset_on", "いつのことか", Kind.WHEN, help="「9月ころ」「R8.9」「去年の冬」のように書けます。"),
    ),
    (
        _text("onset_text", "そのときのこと", help="例: 9月に転倒して大腿骨を骨折。10月に退院。"),
        _one("reason_code", "理由の分類", tuple((code.value, code.label) for code in REASON.codes)),
        _many("triggers", "きっかけの言葉", tuple((code.value, code.label) for code in TRIGGER.codes)),
    ),
)
FORMER = VisitSection(
    3,
    "元の生活",
    (
        _text("before_text", "前はどう暮らしていたか", help="本人のことばのまま。例: 畑でとれた菜を近所に配っていた"),
        _one("before_speaker", "だれのことばか", SPEAKERS),
    ),
    (
        _line("role_text", "役割"),
        _line("pleasure_text", "楽しみ・趣味"),
        _line("outing_text", "外に出ること"),
        _line("housework_text", "家のこと"),
        _line("outdoor_text", "畑・雪かき"),
    ),
)
LOST = VisitSection(
    4,
    "できなくなったこと",
    (
        _many("lost_kinds", "できなくなったこと", tuple(Lost.choices())),
        _text("lost_text", "くわしく"),
        VisitField("lost_since", "いつから", Kind.WHEN, help="「R8.9」「転んでから」のように書けます。"),
    ),
    (_one("lost_speaker", "だれのことばか", SPEAKERS),),
)
WISH = VisitSection(
    5,
    "どうなりたい",
    (
        _text("wish_text", "本人の願い", help="本人のことばのまま。例: 風呂に自分で入りたい"),
        _one("wish_speaker", "だれのことばか", SPEAKERS),
        _text("family_wish_text", "家族の願い"),
        _line("family_wish_speaker", "だれが言ったか", help="例: 長女"),
    ),
)
PROSPECT = VisitSection(
    6,
    "戻れる見込み",
    (
        _one("reversible", "戻れる見込み", tuple(Reversible.choices())),
        _text("reversible_reason", "なぜそう見るか"),
        _one("judged_by", "見立てた人", tuple((one.value, one.label) for one in JUDGES)),
        _text("home_text", "家のようす", help="段差、手すり、風呂、玄関、道など。"),
    ),
)
WAYS = VisitSection(
    7,
    "示した道",
    (
        _many("explained", "説明した道", OPTION_CHOICES),
        _line("success_case", "見せた成功事例", help="例: 同じように骨折した方が、12週で畑に戻った話"),
        _text("proposal", "提案したこと"),
    ),
)
REACTION = VisitSection(
    8,
    "反応",
    (
        _one("reaction", "反応", tuple(Reaction.choices())),
        _text("reaction_words", "そのときのことば", help="言われたままに書きます。"),
    ),
)
CHOICE = VisitSection(
    9,
    "選んだこと",
    (
        _many("chosen", "選んだ道", (*OPTION_CHOICES, (UNDECIDED, "まだ決めていない"))),
        _line("next_step", "次にすること", help="例: 担当者会議を開く"),
        VisitField("next_step_on", "いつまで", Kind.DATE, help="「あさって」「11/30」「R8.11.30」のように書けます。"),
    ),
    tuple(
        _line(f"declined_{kind.value}", f"{kind.label}を選ばなかったわけ")
        for kind in OptionKind
        if kind.value != "other"
    ),
)

SECTIONS = (WHO, ONSET, FORMER, LOST, WISH, PROSPECT, WAYS, REACTION, CHOICE)
FIELD_OF: Mapping[str, VisitField] = MappingProxyType(
    {field.key: field for section in SECTIONS for field in (*section.fields, *section.more)}
)
SECTION_OF: Mapping[str, VisitSection] = MappingProxyType(
    {field.key: section for section in SECTIONS for field in (*section.fields, *section.more)}
)
