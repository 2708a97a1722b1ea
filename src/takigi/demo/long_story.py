"""三年のストーリーのことば: how an invented team looked at its classes first, then at its own visits, and what it learned. Declarations."""

from dataclasses import dataclass

from takigi.demo.case_stories import TURNED_DAYS_AGO
from takigi.demo.team_stories import FactTold
from takigi.logic_models.rules.learning import FactKind, UseRole
from takigi.logic_models.rules.states import VersionKind

TITLE, THEME = "転んだあとも、もとの暮らしへ", "リエイブルメント"
TEAM = "薪野 もとの暮らしチーム"
MOTIVE = "サービスにつないで終わり、になっていないか気になった"


@dataclass(frozen=True)
class Measured:
    """箱につける指標. `before`: the baseline in the indicator's unit, None where nobody had written it down."""

    box: str
    key: str
    role: UseRole
    before: int | None = None
    aim: int | None = None
    basis: str = ""


@dataclass(frozen=True)
class Chapter:
    """一つの版: what was believed from a day on, why, and what was given up for it. `days_ago`: of the change of course."""

    days_ago: int
    kind: VersionKind
    outline: str
    measures: tuple[Measured, ...]
    reason: str = ""
    given_up: str = ""


@dataclass(frozen=True)
class LookBack:
    """振り返り: and, about one box, whether it did not arrive or arrived without change."""

    days_ago: int
    did: str
    saw: str
    surprised: str
    change_in_us: str
    next: str
    change_in_audience: str = ""
    about: str = ""
    why: str = ""


@dataclass(frozen=True)
class Met:
    """打ち合わせ: what was talked about, what changes, and what had become of it when it was looked at."""

    days_ago: int
    talked: str
    to_change: str
    became: str = ""


UNEASE = (
    "「年だからしかたない」で話が終わってしまう",
    "良くなった人を、だれも知らない",
    "教室の席が、いつも空いている",
)
QUESTION = "要支援になった方のうち、良くなれる方はどのくらいいるのか"
FOUND_OUT = "原因の半分は、戻る見込みのあるものだった。けれど訪問で、戻る話をしていなかった。"
FACTS = (
    FactTold("新しく要支援になった方の原因は、転倒・骨折と関節の病気で半分をこえる", FactKind.STATISTIC, "認定の台帳"),
    FactTold("「畑に戻れると思わなかった」と話す方がいた", FactKind.HEARD, "教室を終えた方への聞き取り"),
    FactTold("教室のちらしを見て申しこんだ方は、いなかった", FactKind.PAPER, "教室の申込み", 0, 9),
)
TURNING_FACT = FactTold(
    "訪問の前に、前の暮らしを聞いた記録がほとんどなかった", FactKind.PAPER, "前の年の相談記録20件", 2, 20
)
READING = "教室の中身より前に、訪問で戻る話をしていないところでつまずいている"
READ_ABOUT = "聞く順番を決めていない"

_CLASSES = """
題: 転んだあとも、もとの暮らしへ
ありたい姿: 転んでも、またもとの暮らしに戻れる町
誰に: 本人・家族
  現状: 年だからとあきらめている
    真因: 行きたくなる教室がない
  課題: 教室に来たいと思えるようにする
  活動: 教室の中身を、療法士と組みなおす
    だれが: 高齢者支援係
    結果: 新しい中身の教室が、毎週ひらかれている
      なぜそうなるか: 中身が決まれば、毎週ひらけるから
      初期: 「これならやってみたい」と言う
        なぜそうなるか: 暮らしの動きに近い中身だから
        確かめ方: 教室の終わりに返ってきたことばを書く
          待つ合図: これならやってみたい
          確かめる人: 教室の療法士
          見直す目安: 半年たっても席が埋まらない
        中間: 教室を最後まで続ける
          なぜそうなるか: 来るわけが自分の中にあるから
          → 転んでも、またもとの暮らしに戻れる町: 動けば自信が戻るから
  活動: 教室のちらしを全戸に配る
    だれが: 高齢者支援係
    結果: ちらしが全戸に届いている
      → 「これならやってみたい」と言う: 知れば申しこむから
"""

_VISITS = """
題: 転んだあとも、もとの暮らしへ
ありたい姿: 転んでも、またもとの暮らしに戻れる町
誰に: 本人・家族
  現状: 年だからとあきらめている
    真因: もとの暮らしに戻る道があると知らない
  課題: 戻れるかもしれない、と思えるようにする
  活動: 療法士と二人で訪ね、前の暮らしを聞く
    だれが: 包括
    結果: 訪問で、ほかの道を説明している
      なぜそうなるか: 療法士がいると、その場で見立てて話せるから
      初期: 「そういうやり方もあるのか」と口にする
        なぜそうなるか: 自分の前の暮らしと重ねて聞けるから
        確かめ方: 訪問で返ってきたことばを書く
          待つ合図: そういうやり方もあるのか
          確かめる人: 保健師
          次に確かめる日: {looked_at}
          見直す目安: 3か月たっても一度も聞かれない
          声の来るところ: 訪問の記録から
        中間: 自分で道をえらぶ
          なぜそうなるか: 道が見えると、えらべるから
          いつごろ: {chosen_by}
          長期: 前にしていたことを、またしている
            なぜそうなるか: えらんだことは続くから
            → 転んでも、またもとの暮らしに戻れる町: 一人の様子が、まわりにも見えるから
誰に: 自分たち
  自分たち: はい
  現状: 訪問の前に、もう行き先を決めている
    真因: 聞く順番を決めていない
  活動: 訪問の型を三つの問いにする
    結果: 前の暮らしへの願いを聞いた記録が残る
      なぜそうなるか: 問いがあれば、聞きわすれないから
      初期: 訪ねた方と、早く目標に合意できるようになる
        なぜそうなるか: 願いが分かれば、目標はすぐ決まるから
        いつごろ: {agreed_by}
        確かめ方: 合意までの日数を月ごとに見る
          待つ合図: その場で目標の話になった
          確かめる人: 保健師
          次に確かめる日: {checked_by}
          見直す目安: 半年たっても、合意の割合が変わらない
        → 自分で道をえらぶ: 自分のことばで決めた目標だから
  活動: 新しく認定された方の一覧を、毎週三人で見る
    結果: ひと月のうちに会えている方が増える
      なぜそうなるか: 待っている方が、名前で見えるから
      → 「そういうやり方もあるのか」と口にする: 早いうちなら、あきらめる前に会えるから
"""
_CARE_MANAGERS = """誰に: ケアマネジャー
  現状: まずデイサービスを考える
    真因: 良くなった例を知る場がない
  活動: 良くなった方の話を、月に一度持ちよる
    だれが: 包括
    結果: 例が毎月ふえていく
      なぜそうなるか: 毎月一つは、話せる方がいるから
      初期: 「うちの人にもできるかも」と言う
        なぜそうなるか: 知っている顔の話だから
        確かめ方: 持ちよりの場で出たことばを書く
          待つ合図: うちの人にも
          確かめる人: 主任介護支援専門員
          次に確かめる日: {looked_at}
          見直す目安: 3回つづけて一度も聞かれない
        中間: 目標に「卒業」が書かれる
          なぜそうなるか: 終わりがあると知っているから
          → 自分で道をえらぶ: すすめる人が変わるから
"""

HEARD = "「そういうやり方もあるのか」と口にする"
AGREED = "訪ねた方と、早く目標に合意できるようになる"
WISHES, SHOWN = "前の暮らしへの願いを聞いた記録が残る", "訪問で、ほかの道を説明している"
CHAPTERS = (
    Chapter(
        915,
        VersionKind.FIRST,
        _CLASSES,
        (
            Measured("新しい中身の教室が、毎週ひらかれている", "attendance", UseRole.OUTPUT),
            Measured("教室を最後まで続ける", "completion", UseRole.INTERMEDIATE),
        ),
    ),
    Chapter(
        TURNED_DAYS_AGO,
        VersionKind.TURN,
        _VISITS,
        (
            Measured(
                "療法士と二人で訪ね、前の暮らしを聞く", "with_a_therapist", UseRole.ACTIVITY, 0, 80,
                "療法士二人が、週に一日ずつ空けられる",
            ),
            Measured(SHOWN, "way_shown", UseRole.OUTPUT, None, 90, "説明の紙を持っていけば、ほとんどの訪問で話せる"),
            Measured(HEARD, "understood_alternative", UseRole.INITIAL, 0, 60, "先に試した訪問では、半分をこえる方が口にした"),
            Measured("自分で道をえらぶ", "way_back_chosen", UseRole.INTERMEDIATE, None, 50, "口にした方の多くは、えらぶと見た"),
            Measured("前にしていたことを、またしている", "independent_3m", UseRole.LONG_TERM),
            Measured(WISHES, "wish_heard", UseRole.OUTPUT, 0, 100, "三つの問いの一つ目なので、かならず聞く"),
            Measured("訪ねた方と、早く目標に合意できるようになる", "agreed_in_time", UseRole.INITIAL),
            Measured("ひと月のうちに会えている方が増える", "visited_in_time", UseRole.OUTPUT, None, 30, "いまの人数で、月に四人までなら訪ねられる"),
        ),
        reason="教室を新しくしても、来る方は変わらなかった。つまずいていたのは教室ではなく、その前の訪問だった",
        given_up="教室の回数を増やすこと。ちらしを全戸に配ること",
    ),
    Chapter(
        210,
        VersionKind.CORRECTION,
        _VISITS + _CARE_MANAGERS,
        (),
        reason="本人がその気になっても、計画の段でデイサービスに決まることがあった。ケアマネジャーにも同じ話が届くようにする",
        given_up="包括だけで、計画の段まで見とどけること",
    ),
)  # fmt: skip
# From the second change of course on one target is another, with the reason.
RAISED = (
    "visited_in_time",
    40,
    "三つの問いに慣れ、月に六人まで訪ねられるようになった",
    "療法士がもう一日空けられることになった",
)

STUCK = LookBack(
    520,
    did="教室の中身を新しくして、一年ひらいた。ちらしも全戸に配った。",
    saw="来る方の顔ぶれは変わらなかった。来た方は、最後まで続けた。",
    surprised="来ない方に聞くと、教室のことを知らないのではなく「戻れると思っていない」だった。",
    change_in_us="教室がわるいのではない、と言えるようになった。",
    next="訪問で何を話しているかを、相談記録20件で見る。",
    about="教室の中身を、療法士と組みなおす",
    why="教室は毎週ひらけた。それでも、来る方はふえなかった。",
)
HALF_YEAR = LookBack(
    215,
    did="療法士と二人の訪問を始めた。聞く順番を三つの問いにそろえた。",
    saw="話が長くなった。畑や台所の話がよく出た。計画の段で、デイサービスに決まる方もいた。",
    surprised="家族のほうが先に「できるかも」と言った。",
    change_in_us="行き先を決めずに訪ねるのが、こわくなくなった。",
    change_in_audience="「しかたない」で話が終わらなくなった。",
    next="ケアマネジャーの集まりに、良くなった方の話を持っていく。",
)
NOW = LookBack(
    6,
    did="願いを聞いた記録が、どの訪問にも残るようになった。良くなった方の話を、毎月持ちよった。",
    saw="道をえらぶ方はふえた。けれど、目標に合意するまでの早さは前と変わらない。",
    surprised="合意が早いかどうかは、願いより家族の都合で決まっていた。",
    change_in_us="合意を急がせていたのは、自分たちのほうだったと気づいた。",
    change_in_audience="ケアマネジャーから、先に相談が来るようになった。",
    next="合意の早さを追うのをやめるかどうか、次の打ち合わせで決める。",
    about=WISHES,
    why="願いは聞けている。合意の割合は、聞く前の月と変わらない。",
)
TURN_BASIS = "教室は続いたのに、来る方が変わらなかったこと。相談記録20件のうち18件で、前の暮らしを聞いていなかったこと"
TURN_OPTIONS = "教室の回数を増やす。送迎をつける。訪問のしかたを変える"
WAIT_BASIS = "願いを聞いた記録は残るようになったが、合意の割合は前の月と変わらないこと"
WAIT_OPTIONS = "このつながりを外す。合意の早さのかわりに、目標のことばを見る。もう三か月見る"
WAIT_UNTIL = "家族に同席してもらった訪問で、合意が早くなったら"

MENTOR_ASKED = (
    "訪問がふえたのは、療法士が同行したからでしょうか。人がふえただけではありませんか",
    "同じ人数の月どうしでも比べてみます。人は、この間ふえていません",
)
MENTOR_WAITS = "早く合意することは、本人にとって良いことですか"

# Words, days ago, and what the team said of them; what nobody has looked at yet says nothing.
VOICES = (
    ("そういうやり方もあるのか、知らなかった", 390, "yes"),
    ("教室なら、近所の人も行っていたね", 330, "no"),
    ("戻れるなら、畑に戻りたいさ", 260, "yes"),
    ("歩けるようになるなんて、だれも言わなかった", 150, "yes"),
    ("そんなことまで手伝ってくれるの", 45, ""),
    ("それなら一度やってみようか", 15, ""),
)
MEETINGS = (
    Met(95, "三つの問いの二つ目で、話が止まる", "二つ目を「いつまでしていましたか」に変える", "止まらなくなった。年月の話から畑の話に続いた"),
    Met(85, "療法士の空く日と、認定の日が合わない", "認定の一覧を、月曜の朝に療法士にも見せる", "訪問の日が、その場で決まるようになった"),
    Met(75, "先月の振り返りで、家族の話が多かった", "家族にも同じ問いを一つ聞く", "家族から先に話しはじめる訪問があった"),
    Met(65, "説明の紙の字が小さい", "大きな字で一枚にする", "紙を手に取って読む方がふえた"),
    Met(55, "持ちよりの話が、きれいな話ばかりになった", "うまくいかなかった話も一つ持ちよる", "二人が、自分の例を話してくれた"),
    Met(45, "断った方に、そのあと会っていない", "ひと月あとに電話を一本かける", "三人にかけ、一人が会うと言った"),
    Met(34, "合意までの日数が、前と変わらない", "合意を急ぐことばを使わない", "家族の都合を、先に聞くようになった"),
    Met(24, "冬の訪問は、道がわるい", "雪の前に会う方を先に決める"),
    Met(13, "記録が夜に残る", "訪問の帰りの車の中で、声の欄だけ先に書く"),
)  # fmt: skip

CLAIM_SHOWN = (
    "療法士との訪問のあと、ほかの道を説明する訪問がふえた",
    "始める前と後の記録を並べると、ほかの道を説明した訪問の割合がふえている",
    "療法士の同行だけで増えたとは言えない。聞く順番も、同じ月にそろえている",
    "聞く順番をそろえたこと。記録のしかたを、くわしくしたこと",
)
CLAIM_AGREED = (
    "願いを聞くようにしても、合意の早さは変わらなかった",
    "願いを聞いた記録は残るようになり、合意の割合は前と後で変わらない",
    "願いを聞くことに意味がない、とは言えない。見たのは合意の早さだけ",
    "家族の都合。認定が決まるまでの日数",
)
