"""指標の頁: every indicator card, what is not counted and why, and the fact tables, as one page written from the code.

`python -m takigi.indicators.reference_page docs/reference/indicators.md` writes it anew.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from takigi.indicators.breakdowns import possible_for
from takigi.indicators.card import card_of, in_markdown
from takigi.indicators.catalogue import ALL_TABLES, all_indicators
from takigi.indicators.catalogue.breakdowns import ALL
from takigi.indicators.catalogue.not_counted import NOT_COUNTED
from takigi.indicators.catalogue.traces import TRACES
from takigi.indicators.definition import Indicator
from takigi.indicators.missing import MissingKind
from takigi.indicators.tables import FactColumn

OPENING = """\
# 指標

町が数える指標のすべて。この頁はプログラムから書き出したもので、手では直しません
（`python -m takigi.indicators.reference_page docs/reference/indicators.md`）。それぞれの例は、そのまま試験として
どの集計（基準の集計、DuckDB、PostgreSQL、Spark）でも答えを確かめています。

- 定義は日付のある「版」です。版は直さず、意味が変わるときは新しい版を足します。期間の数は、その初日に効いている版で数えます。
- 「町の決めごと」は、町が決めなおせる値です。決めた日から新しい版になり、それより前の数は変わりません。ここには、町が何も決めて
  いないときの値があります。
- 分母から除いた数、まだ待っている数、分からない数は、答えにいつも添えます。分母が 0 のときは 0% ではなく「対象外」です。
- 出典の「個別支援の指標一覧」は、個別支援の仕様にある KPI の表、「協働の指標一覧」は、多機関協働の仕様にある K1 から K26 の表です。
  「取り決め」は、それらの表が決めていないことを決めたものです。
"""


def indicators_page() -> str:
    """The whole page."""
    cards = "\n".join(in_markdown(card_of(one), level=3) for one in all_indicators())
    return (
        f"{OPENING}\n## 一覧\n\n{_index()}\n## 数えていないもの\n\n{_not_counted()}\n"
        f"## 見る方法から指標へ\n\n{_traces()}\n"
        f"## 事実の表\n\n{_tables()}\n## 指標カード\n\n{cards}"
    )


def _index() -> str:
    rows = (f"| `{one.key}` | {one.label} | {_kpis(one)} | {_splits(one)} |" for one in all_indicators())
    return "| 鍵 | 名前 | KPI | できる内訳 |\n| --- | --- | --- | --- |\n" + "\n".join(rows) + "\n"


def _kpis(one: Indicator) -> str:
    source = one.editions[-1].source
    return "・".join(re.findall(r"KPI (\d+)", source) or re.findall(r"協働の指標一覧 (K\d+[a-z]?)", source)) or "—"


def _splits(one: Indicator) -> str:
    return " ".join(f"`{split.key}`" for split in possible_for(one, ALL))


def _not_counted() -> str:
    rows = (f"| {one.number} | {one.label} | {one.because} |" for one in NOT_COUNTED)
    return "| KPI | 名前 | なぜ |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"


def _traces() -> str:
    rows = (
        f"| {one.seen_by} | {one.records} | {' '.join(f'`{key}`' for key in one.keys) or f'数えない。{one.because}'} |"
        for one in TRACES
    )
    told = "協働のめざす姿を「何を見て確かめるか」から、記録と指標までのたどり方です。"
    return f"{told}\n\n| 何を見るか | どの記録に残るか | 指標 |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"


def _tables() -> str:
    kinds = "、".join(f"{kind.label} `{kind.code}`" for kind in MissingKind)
    told = [
        "指標が数える表です。名前、番号、文章は入りません。鍵は仮のもので、台帳の番号ではありません。",
        f"空欄にはかならず理由があります（{kinds}）。理由がいくつもありうる列には、となりに `…__why` の列があります。",
    ]
    for records in ALL_TABLES:
        columns = "\n".join(_column(name, one) for name, one in records.table.columns.items())
        told.append(f"### {records.name}\n\n| 列 | 種類 | 空欄の理由 | |\n| --- | --- | --- | --- |\n{columns}")
    return "\n\n".join(told) + "\n"


def _column(name: str, column: FactColumn) -> str:
    blanks = "、".join(kind.label for kind in column.may_miss)
    return f"| `{name}` | {column.kind.label} | {blanks} | {column.label} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(indicators_page(), encoding="utf-8")
