"""見本の氏名: invented family names with readings, and the drawing of a whole name from them.

Ordinary names put together freely for this project; nobody is meant by them. Some are written in the
older characters that registers hold (髙, 﨑, 邊, 𠮷, and the compatibility forms of 福 and 塚): these are
what makes search, printing and Shift_JIS difficult, so a town without them would be too easy.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from random import Random

from takigi.demo.given_names import MEN, WOMEN


@dataclass(frozen=True, slots=True)
class Name:
    """One part of a name as written and as read."""

    written: str
    read: str


# Each row: how often, then 姓=ヨミ. The figure is a weight within this town, not a national count.
FAMILY_NAMES: tuple[tuple[int, str], ...] = (
    (
        14,
        """
        佐藤=サトウ 鈴木=スズキ 高橋=タカハシ 田中=タナカ 伊藤=イトウ 渡辺=ワタナベ 山本=ヤマモト 中村=ナカムラ 小林=コバヤシ 加藤=カトウ
        """,
    ),
    (
        6,
        """
        吉田=ヨシダ 山田=ヤマダ 佐々木=ササキ 山口=ヤマグチ 松本=マツモト 木村=キムラ 林=ハヤシ 斎藤=サイトウ 清水=シミズ 阿部=アベ 森=モリ
        池田=イケダ 石川=イシカワ 前田=マエダ 小川=オガワ 岡田=オカダ 長谷川=ハセガワ 近藤=コンドウ 石井=イシイ 後藤=ゴトウ 遠藤=エンドウ
        青木=アオキ 坂本=サカモト 村上=ムラカミ 太田=オオタ 藤田=フジタ 福田=フクダ 西村=ニシムラ 三浦=ミウラ 藤井=フジイ 岡本=オカモト
        松田=マツダ 中島=ナカジマ 中野=ナカノ 原田=ハラダ 小野=オノ 田村=タムラ 竹内=タケウチ 金子=カネコ 和田=ワダ 中山=ナカヤマ
        """,
    ),
    (
        3,
        """
        石田=イシダ 上田=ウエダ 森田=モリタ 原=ハラ 柴田=シバタ 酒井=サカイ 工藤=クドウ 横山=ヨコヤマ 宮本=ミヤモト 内田=ウチダ 高木=タカギ
        安藤=アンドウ 谷口=タニグチ 大野=オオノ 丸山=マルヤマ 今井=イマイ 高田=タカダ 藤本=フジモト 武田=タケダ 村田=ムラタ 上野=ウエノ
        杉山=スギヤマ 増田=マスダ 平野=ヒラノ 大塚=オオツカ 千葉=チバ 久保=クボ 松井=マツイ 小島=コジマ 岩崎=イワサキ 桜井=サクライ
        野口=ノグチ 松尾=マツオ 野村=ノムラ 木下=キノシタ 菊地=キクチ 佐野=サノ 大西=オオニシ 杉本=スギモト 新井=アライ 浜田=ハマダ
        市川=イチカワ 古川=フルカワ 水野=ミズノ 小松=コマツ 島田=シマダ 小山=コヤマ 東=アズマ 飯田=イイダ 河野=コウノ 本田=ホンダ
        服部=ハットリ 堀=ホリ 堀内=ホリウチ 大島=オオシマ 大久保=オオクボ 大川=オオカワ 王寺=オウジ 神谷=カミヤ 矢野=ヤノ 西田=ニシダ
        """,
    ),
    (
        2,
        """
        五十嵐=イガラシ 本間=ホンマ 熊倉=クマクラ 板垣=イタガキ 樋口=ヒグチ 星野=ホシノ 土田=ツチダ 風間=カザマ 小柳=オヤナギ 長沼=ナガヌマ
        石塚=イシヅカ 片桐=カタギリ 皆川=ミナガワ 笠原=カサハラ 早川=ハヤカワ 荒木=アラキ 荒井=アライ 大谷=オオタニ 大沢=オオサワ 小沢=オザワ
        小池=コイケ 小泉=コイズミ 川上=カワカミ 川村=カワムラ 北村=キタムラ 南=ミナミ 堤=ツツミ 辻=ツジ 桑原=クワバラ 栗原=クリハラ
        須田=スダ 須藤=スドウ 関=セキ 相馬=ソウマ 高野=タカノ 滝沢=タキザワ 田辺=タナベ 津田=ツダ 戸田=トダ 土屋=ツチヤ 永井=ナガイ
        中川=ナカガワ 中田=ナカタ 成田=ナリタ 西山=ニシヤマ 野田=ノダ 萩原=ハギワラ 馬場=ババ 久田=ヒサダ 広瀬=ヒロセ 福島=フクシマ
        藤沢=フジサワ 古田=フルタ 星=ホシ 牧野=マキノ 三上=ミカミ 宮下=ミヤシタ 村山=ムラヤマ 望月=モチヅキ 柳田=ヤナギダ 山内=ヤマウチ
        横田=ヨコタ 吉川=ヨシカワ 米田=ヨネダ 若林=ワカバヤシ 鷲尾=ワシオ 相沢=アイザワ 秋山=アキヤマ 飯島=イイジマ 稲葉=イナバ 入江=イリエ
        岩本=イワモト 榎本=エノモト 大石=オオイシ 岡村=オカムラ 奥村=オクムラ 甲斐=カイ 金井=カナイ 岸=キシ 黒田=クロダ 桑田=クワタ
        """,
    ),
    (
        1,
        """
        髙橋=タカハシ 髙木=タカギ 髙田=タカダ 髙野=タカノ 岩﨑=イワサキ 尾﨑=オザキ 島﨑=シマザキ 黒﨑=クロサキ 渡邊=ワタナベ 渡邉=ワタナベ
        田邊=タナベ 𠮷田=ヨシダ 𠮷川=ヨシカワ 𠮷村=ヨシムラ 齋藤=サイトウ 齊藤=サイトウ 斉藤=サイトウ 德永=トクナガ 濵田=ハマダ 濱口=ハマグチ
        \ufa1b田=フクダ \ufa1b島=フクシマ 大\ufa10=オオツカ 嶋田=シマダ 冨田=トミタ 栁沢=ヤナギサワ 桒原=クワバラ 澤田=サワダ 滝澤=タキザワ 廣瀬=ヒロセ
        國井=クニイ 眞田=サナダ 槇田=マキタ 葛\U000e0100西=カサイ 辻\U000e0100=ツジ 小圷=コアクツ 鴫原=シギハラ 東海林=ショウジ 長内=オサナイ 八木沢=ヤギサワ
        """,
    ),
)


def read_list(text: str) -> tuple[Name, ...]:
    return tuple(Name(*pair.split("=")) for pair in text.split())


FAMILIES: tuple[Name, ...] = tuple(name for weight, text in FAMILY_NAMES for name in read_list(text) * weight)
GIVEN: dict[str, tuple[tuple[Name, ...], ...]] = {
    "1": tuple(read_list(text) for _, text in MEN),
    "2": tuple(read_list(text) for _, text in WOMEN),
}
LAST_YEARS = [year for year, _ in MEN]


def draw_family(rng: Random) -> Name:
    """A family name, the usual ones more often."""
    return FAMILIES[int(rng.random() * len(FAMILIES))]


def draw_given(rng: Random, *, sex: str, born_in: int) -> Name:
    """A given name usual for someone of this sex born in this year."""
    names = GIVEN[sex][bisect_left(LAST_YEARS, born_in)]
    return names[int(rng.random() * len(names))]
