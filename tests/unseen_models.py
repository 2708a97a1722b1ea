"""見たことのないモデル: how three invented cities of quite other fields write theirs, with what one finds in any town hall.

Each is read from its outline; `asked` says which of the fourteen questions a careful reader would ask, about which words.
Everything else in it is sound, though some of it looks like a fault: residents who hold their own meeting, the days at
school of a child, an outing, a talk with somebody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from takigi.logic_models.rules.checks import AimSeen, Around, ClaimSeen, ReadingSeen, UseSeen
from takigi.logic_models.rules.learning import Comparison, Frequency, UseRole, WantedDirection
from takigi.logic_models.rules.outline import read_outline
from takigi.logic_models.rules.theory import Theory

ON = date(2026, 11, 23)
Where = Callable[[str], str]


@dataclass(frozen=True)
class Unseen:
    """One city's model. `around`: indicators, readings and claims, told by the words of the box or the arrow (「a → b」) that they stand at."""

    outline: str
    around: Callable[[Where], Around]
    asked: tuple[tuple[int, str], ...]

    @property
    def theory(self) -> Theory:
        return read_outline(self.outline, on=ON).theory

    @property
    def surroundings(self) -> Around:
        theory = self.theory
        keys, words = {node.text: node.key for node in theory.nodes}, {node.key: node.text for node in theory.nodes}
        keys |= {f"{words[link.source]} → {words[link.target]}": link.key for link in theory.links}
        return self.around(keys.__getitem__)


CHILDREN = Unseen(
    """
題: 夕方をひとりで過ごす子がいない町
ありたい姿: どの子にも、家と学校のほかに名前を呼ぶおとながいる
誰に: 小学校高学年の子
  現状: 夕方をひとりで過ごす子が、どの組にも何人かいる
    真因: 行ける所は、申しこみの要る所ばかり
  課題: 学童保育の充実
  課題: 行くあてのない子と、見ていないおとなの間をうめる
  活動: 公民館の入口を、放課後に開けておく
    だれが: 公民館
    結果: 平日の夕方、だれでも入れる部屋が開いている
      初期: 用がなくても、ふらっと来る
        なぜそうなるか: 名前を書かなくてよいから
        確かめ方: 週に一度、来た子に「また来る?」と聞く
          確かめる人: 公民館の主事
          どのくらいおきに: 週に1回
          見直す目安: ふた月たっても同じ3人しか来ない
        中間: 休まず学校へ行く日がふえる
          なぜそうなるか: 夕方に楽しみがあるから
          → どの子にも、家と学校のほかに名前を呼ぶおとながいる: 顔を合わせる日がつづくから
      中間: 自分たちで部屋の会議を開いている
        なぜそうなるか: 決めてよいと言われたから
        → どの子にも、家と学校のほかに名前を呼ぶおとながいる: おとなに頼みに来るから
      中間: 子ども食堂を月に2回開催する
        なぜそうなるか: 食べると話せるから
        → どの子にも、家と学校のほかに名前を呼ぶおとながいる: 同じ顔がいるから
誰に: 保護者・祖父母
  活動: 民生委員と、帰りの遅い家のことを相談する
    結果: 月に一度、名前の出ない話し合いをしている
      初期: 保護者が自分から公民館に説明を依頼する
        なぜそうなるか: 聞いてよい所だと分かるから
        確かめ方: 窓口で受けた用件を書きとめる
          確かめる人: 公民館の主事
          次に確かめる日: R9.1.15
          見直す目安: 半年で一人もいない
        → 休まず学校へ行く日がふえる: 家で学校の話が出るから
  活動: 子育て講座に参加する
    結果: 講座を終えた方がいる
      → 保護者が自分から公民館に説明を依頼する: 顔なじみになるから
""",
    lambda at: Around(
        on=ON,
        uses=(
            UseSeen(at("休まず学校へ行く日がふえる"), "学校の出席日数", UseRole.INTERMEDIATE, WantedDirection.UP, Frequency.MONTHLY),
            UseSeen(at("用がなくても、ふらっと来る"), "食堂の開催回数", UseRole.INITIAL, WantedDirection.UP, Frequency.MONTHLY),
            UseSeen(at("自分たちで部屋の会議を開いている"), "子どもが決めたことの数", UseRole.INTERMEDIATE, WantedDirection.UP),
        ),
        readings=(ReadingSeen(at("行ける所は、申しこみの要る所ばかり"), "12人のうち9人が、断られたことがある", supported_by=1),),
    ),
    (
        (1, "子ども食堂を月に2回開催する"),
        (2, "食堂の開催回数"),
        (8, "子育て講座に参加する"),
        (9, "学童保育の充実"),
    ),
)  # fmt: skip

BUSES = Unseen(
    """
題: 免許を返しても、出かけられる町
ありたい姿: 車がなくても、行きたい所へ行ける
誰に: 免許を返した方
  現状: 返したあと、外出が月に数回になる
    真因: 帰りの便がないので、行きも乗らない
  課題: デマンドバスの導入
  活動: 病院と店をまわる便を、帰りの時刻から組む
    だれが: 交通政策課
    結果: 午後の帰りの便が、平日に3本ある
      初期: 「帰りも乗れるね」と言う
        なぜそうなるか: 時刻表の帰りのほうを先に見るから
        確かめ方: 運転手が聞いたことばを書きとめる
          確かめる人: 交通政策課
          どのくらいおきに: 月に1回
          見直す目安: 三か月聞かれない
        中間: 住民が自分たちで便の運営に加わっている
          なぜそうなるか: 自分の足だと思えるから
          長期: 免許を返すことを、家族と話せる
            なぜそうなるか: 返したあとの一日が見えるから
            → 車がなくても、行きたい所へ行ける: 返す前に乗りはじめるから
  活動: 時刻表を全戸に配る
    だれが: 交通政策課
    結果: 時刻表がどの家にもある
誰に: 自治会・町内会
  活動: 停留所の掃除と見守りの当番を決める
    だれが: 自治会
    結果: 当番表が、停留所にはってある
      初期: 待つ人に声をかける
        なぜそうなるか: 当番の日は、そこに立つから
        → 「帰りも乗れるね」と言う: 声をかけられると、次も乗るから
誰に: 自分たち
  自分たち: はい
  活動: 月に一度、自分で便に乗る
    結果: 乗った日の記録が残る
      中間: 時刻を変える前に、乗っている方へ説明している
        なぜそうなるか: 顔を知っているから
        → 「帰りも乗れるね」と言う: 聞かれて決まった便だから
""",
    lambda at: Around(
        on=ON,
        uses=(
            UseSeen(at("「帰りも乗れるね」と言う"), "週の外出回数", UseRole.INITIAL, WantedDirection.UP, Frequency.YEARLY),
            UseSeen(
                at("免許を返すことを、家族と話せる"),
                "運転をやめた方の割合",
                UseRole.LONG_TERM,
                None,
                Frequency.THREE_YEARLY,
                aims=(
                    AimSeen(Decimal(20), date(2024, 4, 1)),
                    AimSeen(Decimal(30), date(2025, 4, 1)),
                    AimSeen(Decimal(25), date(2026, 4, 1)),
                ),
            ),
        ),
        readings=(
            ReadingSeen(at("帰りの便がないので、行きも乗らない"), "聞いた20人のうち14人が、帰りを言った", supported_by=2),
            ReadingSeen(at("「帰りも乗れるね」と言う"), "外出は増えている", supported_by=1),
        ),
        claims=(
            ClaimSeen(
                "c1", at("「帰りも乗れるね」と言う"), "便を組みなおした効果で、外出が増えた", Comparison.BEFORE_AFTER, "天気のよい年だった"
            ),
        ),
    ),
    (
        (3, "運転をやめた方の割合"),
        (4, "運転をやめた方の割合"),
        (6, "時刻表を全戸に配る"),
        (8, "停留所の掃除と見守りの当番を決める"),
        (9, "デマンドバスの導入"),
        (10, "待つ人に声をかける"),
        (12, "便を組みなおした効果で、外出が増えた"),
    ),
)  # fmt: skip

FLOODS = Unseen(
    """
題: だれも取りのこされずに逃げる地区
ありたい姿: 水が来る前に、みんなが高い所にいる
誰に: 川ぞいの一人ぐらしの方
  現状: 避難の放送が聞こえても、家にいる
    真因: 迷惑をかけるなら行かない、と思っている
    真因: 放送を聞いたことがない
  課題: 防災訓練の実施
  課題: 逃げたい気持ちと、言い出せなさの間
  活動: 一軒ずつ、いっしょに逃げる人を決める
    だれが: 地区の世話役
    結果: 逃げる相手の名前が、玄関の紙にある
      初期: 「あの人となら行く」と言う
        なぜそうなるか: 頼んでよい人が一人いるから
        確かめ方: 紙を書く日に聞いたことばを書く
          確かめる人: 防災課
      中間: 消防団が自ら避難の案内をしている
        なぜそうなるか: 紙に名前があるから
        → 水が来る前に、みんなが高い所にいる: 呼びに来る人がいるから
誰に: 区長会
  活動: 区長会議へ出席する
    だれが: 防災課
    結果: 地図に、逃げる道が描かれている
      初期: 区長が地区の会議を自分から開催する
        なぜそうなるか: 自分の地区の地図だから
        確かめ方: 会議の日を聞く
          確かめる人: 防災課
          どのくらいおきに: 3か月に1回
          見直す目安: 一年で半分の地区に広がらない
        → 消防団が自ら避難の案内をしている: 道が決まっているから
      中間: ハザードマップを作成する
        なぜそうなるか: 道が分かるから
        → 水が来る前に、みんなが高い所にいる: 道を知っているから
""",
    lambda at: Around(
        on=ON,
        uses=(
            UseSeen(
                at("消防団が自ら避難の案内をしている"), "避難訓練の参加率", UseRole.INTERMEDIATE, WantedDirection.UP, Frequency.YEARLY
            ),
            UseSeen(at("「あの人となら行く」と言う"), "地域活動に参加している方の割合", UseRole.INITIAL, WantedDirection.UP, Frequency.YEARLY),
            UseSeen(at("ハザードマップを作成する"), "床上の浸水で救助された方の数", UseRole.INTERMEDIATE, WantedDirection.DOWN, Frequency.THREE_YEARLY),
        ),
        readings=(ReadingSeen(at("迷惑をかけるなら行かない、と思っている"), "8人のうち6人が、そう話した", supported_by=1),),
        claims=(ClaimSeen("c1", at("「あの人となら行く」と言う"), "紙を書いた方は、そう言うようになった", Comparison.BEFORE_AFTER),),
    ),
    (
        (1, "ハザードマップを作成する"),
        (2, "避難訓練の参加率"),
        (5, "床上の浸水で救助された方の数"),
        (9, "放送を聞いたことがない"),
        (9, "防災訓練の実施"),
        (10, "紙を書く日に聞いたことばを書く"),
        (12, "紙を書いた方は、そう言うようになった"),
    ),
)  # fmt: skip

UNSEEN = {"子ども": CHILDREN, "交通": BUSES, "防災": FLOODS}
