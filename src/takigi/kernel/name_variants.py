"""異体字: kanji that people write differently in one and the same name. Declarations; used for search copies only.

Each word begins with the usual form; the others are found under it. Sources of the pairs: 常用漢字表 (the old
forms in brackets, 平成22年内閣告示第2号), 戸籍法施行規則別表第二の二, and forms met in town registers. Where a
register tells two of them apart the stored name still does: only the search key is one.
"""

from __future__ import annotations

from collections.abc import Iterator

_USUAL_THEN_VARIANTS = """
高髙 崎﨑碕嵜 辺邉邊 斉齊斎齋 浜濵濱 沢澤 広廣 国國 島嶋嶌 桜櫻 滝瀧 竜龍 浅淺 真眞 恵惠 栄榮 宝寶 会會 学學
徳德 条條 岳嶽 蔵藏 円圓 豊豐 万萬 増增 静靜 曽曾 富冨 桑桒 吉𠮷
"""


def _pairs() -> Iterator[tuple[str, str]]:
    for word in _USUAL_THEN_VARIANTS.split():
        for variant in word[1:]:
            yield variant, word[0]


USUAL_FORM: dict[str, str] = dict(_pairs())
