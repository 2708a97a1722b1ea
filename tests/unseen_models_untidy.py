"""見たことのないモデル、ふぞろいな書き方: headings instead of sentences, full-width signs, tabs, and a net in which all is tied to all."""

from datetime import date
from decimal import Decimal

from takigi.logic_models.rules.checks import AimSeen, Around, ClaimSeen, ReadingSeen, UseSeen
from takigi.logic_models.rules.learning import Comparison, Frequency, UseRole, WantedDirection
from tests.unseen_models import ON, Unseen

MONKEYS = Unseen(
    """
題：サルと暮らす谷
ありたい姿：畑をやめずに、来年も種をまける
誰に：集落の農家
　現状：収穫の前の晩に、ぜんぶ食べられる
　　真因：追いはらう人が、平日の昼にいない
　　真因：柵が切れているのを、だれも知らない
　課題：電気柵の設置補助
　課題：あきらめた畑と、まだ守れる畑の差
　課題：担い手が減り、見回りが続かないこと
　活動：柵の点検を、月に一度いっしょに歩く
　　だれが：農政課
　　結果：切れた所に、その日のうちに印がつく
　　　初期：「うちの畑は守れるかも」と言う
　　　　なぜそうなるか：直せば入らないと、目で見るから
　　　　確かめ方：歩いた日に聞いたことばを帳面に書く
　　　　　確かめる人：農政課
　　　　　どのくらいおきに：月に一度
　　　　　見直す目安：半年、だれも言わない
　　　　中間：となりの畑と、見回りを交代でしている
　　　　　なぜそうなるか：一人では続かないと分かるから
　　　　　長期：やめるつもりだった畑に、また種をまく
　　　　　　なぜそうなるか：食べられない年が続くと、まいてよいと思えるから
　　　　　　→ 畑をやめずに、来年も種をまける：となりがまくと、うちもまくから
　　　　中間：追いはらい講習会の開催
　　　　　なぜそうなるか：習うと、できるから
　　　　　→ やめるつもりだった畑に、また種をまく：食べられなくなるから
　活動：捕獲の檻を増やす
　　だれが：猟友会に委託
　　予定：2025-10-01〜2026-03-31 冬のあいだに置く
　　結果：檻が、谷ごとに一つある
　　　→ やめるつもりだった畑に、また種をまく：サルの数がへるから
誰に：猟友会
　活動：免許の講習を受講する
　　結果：免許を持つ方がいる
　　　→ となりの畑と、見回りを交代でしている：頼める人がふえるから
""",
    lambda at: Around(
        on=ON,
        uses=(
            UseSeen(
                at("となりの畑と、見回りを交代でしている"),
                "追い払い講習会の延べ受講者数",
                UseRole.INTERMEDIATE,
                WantedDirection.UP,
                Frequency.YEARLY,
            ),
            UseSeen(
                at("やめるつもりだった畑に、また種をまく"),
                "作付けをやめた面積",
                UseRole.LONG_TERM,
                WantedDirection.DOWN,
                Frequency.THREE_YEARLY,
            ),
            UseSeen(
                at("「うちの畑は守れるかも」と言う"),
                "自分で直した柵の数",
                UseRole.INITIAL,
                WantedDirection.UP,
                Frequency.MONTHLY,
                points=5,
            ),
            UseSeen(
                at("切れた所に、その日のうちに印がつく"),
                "点検の実施回数",
                UseRole.OUTPUT,
                WantedDirection.UP,
                Frequency.MONTHLY,
            ),
        ),
        readings=(
            ReadingSeen(at("追いはらう人が、平日の昼にいない"), "14軒のうち11軒が、昼は留守だった", supported_by=1),
            ReadingSeen(at("「うちの畑は守れるかも」と言う"), "直す柵は毎月ふえている", supported_by=1),
        ),
        claims=(
            ClaimSeen(
                "c1",
                at("「うちの畑は守れるかも」と言う"),
                "点検の効果で、被害額が半減した",
                Comparison.BEFORE_AFTER,
                "その年は山の実が多かった",
            ),
        ),
    ),
    (
        (1, "追いはらい講習会の開催"),
        (2, "追い払い講習会の延べ受講者数"),
        (8, "免許の講習を受講する"),
        (9, "柵が切れているのを、だれも知らない"),
        (9, "電気柵の設置補助"),
        (11, "捕獲の檻を増やす"),
        (12, "点検の効果で、被害額が半減した"),
        (14, "自分で直した柵の数"),
    ),
)

NEIGHBOURS = Unseen(
    """
題: ごみの日に、名前で呼びあう団地
ありたい姿: どの国から来た人も、困ったときに隣へ聞ける
誰に: 来て一年までの外国人住民
\t現状: ごみの袋が、その日のうちに戻される
\t\t真因: 分け方の紙が、日本語でしか貼られていない
\t課題: 多言語パンフレットの作成
\t課題: 聞きたい気持ちと、聞ける相手がいないことの間
\t活動: 入居の日に、ごみ置き場まで一緒に歩く
\t\tだれが: 団地の管理人
\t\t結果: 歩いた日に、分け方を一度やってみた
\t\t活動の工夫: 絵だけの紙を一枚わたす
\t活動: 月に一度、持ちよりの夕ごはん
\t\tだれが: 国際交流協会
\t\t結果: 同じ階の人と、名前を言いあった
\t活動: 日本語教室を、団地の集会所で開く
\t\tだれが: 国際交流協会
\t\t結果: 教室に通う人がいる
\t活動: 困りごとの電話を、三つの言葉で受ける
\t\tだれが: 市民課
\t\t結果: 電話の内容が残っている
誰に: 前から住む人
\t活動: 自治会の総会で、来た人の話を聞く
\t\tだれが: 市民課
\t\t結果: 総会に、来た人の席がある
\t\t\t初期: 階段で先にあいさつする
\t\t\t\tなぜそうなるか: 顔と名前を知っているから
\t\t\t\t確かめ方: 管理人が、見た日を丸で残す
\t\t\t\t\t確かめる人: 管理人
\t\t\t\t\t次に確かめる日: R9.3.1
\t\t\t\t\t見直す目安: 三か月で丸が三つに届かない
\t\t\t\t中間: 班長を頼まれて、引き受けている
\t\t\t\t\tなぜそうなるか: 頼める人だと分かるから
\t\t\t\t\t→ どの国から来た人も、困ったときに隣へ聞ける: 班長の家なら聞けるから
\t\t\t\t中間: 外国人相談窓口の設置
\t\t\t\t\tなぜそうなるか: 聞く所ができるから
\t\t\t\t\t→ どの国から来た人も、困ったときに隣へ聞ける: 言葉が通じるから
""",
    lambda at: Around(
        on=ON,
        uses=(
            UseSeen(
                at("班長を頼まれて、引き受けている"),
                "日本語教室の学習者数",
                UseRole.INTERMEDIATE,
                WantedDirection.UP,
                Frequency.YEARLY,
            ),
            UseSeen(
                at("階段で先にあいさつする"),
                "近所づきあいのある外国人住民の割合",
                UseRole.INITIAL,
                None,
                Frequency.YEARLY,
            ),
            UseSeen(
                at("外国人相談窓口の設置"),
                "生活に困っていないと答えた方の割合",
                UseRole.INTERMEDIATE,
                WantedDirection.UP,
                Frequency.THREE_YEARLY,
            ),
        ),
        readings=(
            ReadingSeen(
                at("分け方の紙が、日本語でしか貼られていない"), "12か所のうち12か所が日本語だけ", supported_by=1
            ),
        ),
        claims=(
            ClaimSeen(
                "c1",
                at("階段で先にあいさつする"),
                "総会のあと、丸が月に2つから9つになった",
                Comparison.BEFORE_AFTER,
                "",
            ),
            ClaimSeen(
                "c2",
                at("班長を頼まれて、引き受けている"),
                "夕ごはんにより、班長を引き受ける人が増加した",
                Comparison.BEFORE_AFTER,
                "班の数が変わった",
            ),
        ),
    ),
    (
        (1, "外国人相談窓口の設置"),
        (2, "日本語教室の学習者数"),
        (3, "近所づきあいのある外国人住民の割合"),
        (6, "入居の日に"),
        (6, "持ちよりの夕ごはん"),
        (6, "日本語教室を"),
        (6, "困りごとの電話"),
        (9, "多言語パンフレットの作成"),
        (12, "総会のあと"),
        (12, "夕ごはんにより"),
    ),
)

_FAMILIES = ("家族の会に、毎月同じ人が行く", "家族が、名前を言わずに話した", "家族が「待ってみる」と言う")
_NIGHTS = ("夜のゲームの部屋に、おとなが一人いる", "部屋で、画面のことを話した", "夕方に、自分で窓を開ける")
_BOOKS = ("図書館の開く前の一時間を開ける", "だれもいない時間に、本を選んだ", "「次の火曜も来る」と言う")


def _every_way_to_every_sign() -> str:
    """Three ways of working, each with an arrow to each of the three signs."""
    lines = []
    for way, happened, _ in (_FAMILIES, _NIGHTS, _BOOKS):
        lines += [f"  活動: {way}", "    だれが: 社協", f"    結果: {happened}"]
        for number, (_, _, sign) in enumerate((_FAMILIES, _NIGHTS, _BOOKS), start=1):
            if way != _FAMILIES[0]:
                lines.append(f"      → {sign}: 急かされないから")
                continue
            lines += [f"      初期: {sign}", "        なぜそうなるか: 急かされないから"]
            lines += [f"        確かめ方: その日に見たことを書く・{number}", "          確かめる人: 社協"]
            lines += ["          どのくらいおきに: 毎週", "          見直す目安: 三か月なにも見えない"]
            if number == 1:
                lines += [
                    "        長期: 週に一度、同じ場所へ行く",
                    "          なぜそうなるか: 行ってよい所だと思えるから",
                ]
                lines.append("          → 家の外に、自分の席がひとつある: 続くと席になるから")
            else:
                lines.append("        → 週に一度、同じ場所へ行く: 一度目ができたから")
    return "\n".join(lines)


INDOORS = Unseen(
    f"""
題: 火曜の朝、戸が開く
ありたい姿: 家の外に、自分の席がひとつある
誰に: 家にいる方とその家族
  現状: 相談に来るのは、十年たってから
    真因: 相談の窓口が平日の昼だけだから
    原因: 人に言えない
  課題: ひきこもり支援の推進
  課題: 話したい家族と、言える場のなさの間
{_every_way_to_every_sign()}
誰に: 自分たち
  自分たち: はい
  活動: 断った相談を、月に一度読みかえす
    結果: 読みかえした記録が残る
      初期: 相談を断る前に、もう一度聞いている
        なぜそうなるか: 断った先を知るから
        確かめ方: 断った件を数える
          確かめる人: 係長
          どのくらいおきに: 毎月
          見直す目安: 半年、断る数が同じ
        → 家族が「待ってみる」と言う: 聞いてもらえたから
""",
    lambda at: Around(
        on=ON,
        uses=(
            UseSeen(
                at("週に一度、同じ場所へ行く"),
                "居場所の延べ利用者数",
                UseRole.LONG_TERM,
                WantedDirection.UP,
                Frequency.YEARLY,
                aims=(
                    AimSeen(Decimal(300), date(2024, 4, 1)),
                    AimSeen(Decimal(400), date(2025, 4, 1)),
                    AimSeen(Decimal(250), date(2026, 4, 1)),
                ),
            ),
            UseSeen(
                at("相談を断る前に、もう一度聞いている"),
                "断らずに聞いた相談の割合",
                UseRole.INITIAL,
                WantedDirection.UP,
                Frequency.MONTHLY,
            ),
        ),
        readings=(
            ReadingSeen(at("相談の窓口が平日の昼だけだから"), "31件のうち22件が夜の電話だった", supported_by=1),
            ReadingSeen(
                at("「次の火曜も来る」と言う → 週に一度、同じ場所へ行く"), "三人が続けて来た", supported_by=1, stale=1
            ),
        ),
    ),
    (
        (2, "居場所の延べ利用者数"),
        (4, "居場所の延べ利用者数"),
        (7, "つながっています"),
        (9, "ひきこもり支援の推進"),
        (13, "つながり"),
    ),
)

UNTIDY = {"獣害": MONKEYS, "外国": NEIGHBOURS, "ひきこもり": INDOORS}
