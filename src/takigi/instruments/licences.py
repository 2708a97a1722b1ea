"""尺度の許諾: which scales may be shipped with their text, and which only as a place for one that the town brings."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.kernel.labelled import Labelled


class Shipping(Labelled):
    """同梱のしかた."""

    WHOLE = "whole", "そのまま使える"
    STRUCTURE = "structure", "点数の枠だけ。質問の文は許諾を得てから町が入れる"
    ABSENT = "absent", "入れていない。必要な町は権利者に申し込む"


@dataclass(frozen=True)
class Scale:
    """尺度: its range and limit as published, and under what terms it may be used.

    `lowest` and `highest` are None where there is no total; `cutoff` is a sentence, with whose it is.
    """

    key: str
    name: str
    items: int | None
    lowest: int | None
    highest: int | None
    cutoff: str
    shipping: Shipping
    terms: str


_FREE = "出典を示して自由に使える（様式の文言は照合前）"

SCALES: tuple[Scale, ...] = (
    Scale("kcl", "基本チェックリスト", 25, 0, 25, "事業対象者の7つの基準", Shipping.WHOLE, _FREE),
    Scale("jchs", "J-CHS", 5, 0, 5, "3つ以上でフレイル、1～2つでプレフレイル", Shipping.WHOLE, _FREE),
    Scale("physical", "体力測定", None, None, None, "参考値のみ。合格の線はない", Shipping.WHOLE, _FREE),
    Scale("independence", "日常生活自立度", 2, None, None, "区切りなし", Shipping.WHOLE, _FREE),
    Scale("interests", "興味・関心チェックシート", None, None, None, "点数なし", Shipping.WHOLE, _FREE),
    Scale("late_elderly", "後期高齢者の質問票", 15, None, None, "点数なし", Shipping.WHOLE, _FREE),
    Scale("goal", "実行度・満足度", 2, 0, 10, "区切りなし。前後の差を見る", Shipping.WHOLE, "この台帳のもの"),
    Scale(
        "tmig_ic",
        "老研式活動能力指標",
        13,
        0,
        13,
        "合意された区切りはない",
        Shipping.STRUCTURE,
        "学術的に公表された尺度。文言は正規の配布元から。「できますか」は、していなくてもできれば「はい」。引用: Koyano 1987",
    ),
    Scale(
        "lsns6",
        "LSNS-6",
        6,
        0,
        30,
        "12点未満で社会的孤立",
        Shipping.STRUCTURE,
        "質問の文に著作権がある。許諾を得てから",
    ),
    Scale(
        "barthel",
        "Barthel Index",
        10,
        0,
        100,
        "区切りなし（5点きざみ）",
        Shipping.STRUCTURE,
        "出典を示せば非営利は無料。営利は権利者に確認",
    ),
    Scale("frail", "FRAIL", 5, 0, 5, "3つ以上でフレイル（照合前）", Shipping.STRUCTURE, "許諾が要る。営利の利用は不可"),
    Scale(
        "who5",
        "WHO-5",
        5,
        0,
        25,
        "4倍して0～100",
        Shipping.STRUCTURE,
        "2024年からWHOの著作物。許諾が要り、営利の利用は不可",
    ),
    Scale(
        "gds15",
        "GDS-15",
        15,
        0,
        15,
        "区切りは訳による",
        Shipping.STRUCTURE,
        "英語の原文は公有とされるが、日本語訳は複数あり、訳者に確認",
    ),
    Scale(
        "eq5d5l",
        "EQ-5D-5L",
        5,
        None,
        None,
        "日本の換算表がある",
        Shipping.ABSENT,
        "EuroQolへの登録が要る。非営利は無料、営利の利用は不可",
    ),
)
_BY_KEY = {scale.key: scale for scale in SCALES}


def scale_of(key: str) -> Scale:
    """The scale behind a key, or KeyError."""
    return _BY_KEY[key]


def may_ship_text(key: str) -> bool:
    """Whether the questions themselves may stand in the program.

    >>> may_ship_text("kcl"), may_ship_text("eq5d5l")
    (True, False)
    """
    return scale_of(key).shipping is Shipping.WHOLE


def check_total(key: str, total: int) -> int:
    """A total that was counted outside, or ValueError when the scale cannot give it."""
    scale = scale_of(key)
    if scale.lowest is None or scale.highest is None:
        raise ValueError(f"{scale.name}には合計点がありません。")
    if not scale.lowest <= total <= scale.highest:
        raise ValueError(f"{scale.name}の合計は{scale.lowest}～{scale.highest}点です（{total} と書かれています）。")
    return total
