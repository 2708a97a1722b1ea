"""見本の言葉: what the invented people of the demo say, from 「もう年だから」 to the street again. Nobody's real words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wish:
    """一人の願い: what was lost, what is wanted back, and what everybody does for it."""

    field: str
    lost: tuple[str, ...]
    before: str
    wish: str
    family: str
    graduation: str
    self_does: str
    proposal: str
    place: str
    later: str


WISHES = (
    Wish("bath", ("bath",), "毎晩、自分で湯をわかして入っていた。", "自分で風呂に入りたい", "ころばないでほしい", "ひとりで浴そうをまたいで出られたら", "朝と晩に立ち上がりを10回", "浴そうのまたぎと立ち上がりを、週1回の通所Cで練習する", "集落の茶の間", "風呂はもうひとりで大丈夫。次は外だな。"),
    Wish("field", ("field", "walk"), "裏の畑で菜をつくり、近所に配っていた。", "畑に行って、菜っぱを抜きたい", "無理をしない程度に楽しんでほしい", "家から畑まで、つえだけで行って帰れたら", "家のまわりを朝10分歩く", "でこぼこの道を歩く練習を、12週の通所Cでする", "畑の仲間の休み場", "毎朝、畑を見に行っている。"),
    Wish("going_out", ("shopping",), "市の立つ日には、歩いて買い物に出ていた。", "市の日に、自分で買い物に行きたい", "荷物だけは手伝いたい", "市まで歩いて、ひとりで買って帰れたら", "踏み台の上り下りを10回", "荷物をもって歩く練習をする", "朝市と、帰りの茶飲み", "市の日がまた楽しみになった。"),
    Wish("housework", ("cooking", "cleaning"), "三度の飯をつくり、孫の弁当も詰めていた。", "台所に立って、みそ汁をつくりたい", "火のまわりが心配", "昼の支度をひとりでできたら", "流しの前で、つま先立ちを10回", "立ったまま家のことをする力を戻す", "料理の会", "昼は自分でつくっている。"),
    Wish("people", ("hobby",), "週に二度、囲碁を打ちに公民館へ通っていた。", "また仲間と碁を打ちたい", "話し相手がいるのがいちばん", "公民館まで休まず歩けたら", "廊下を5往復", "長い道を休みながら歩く練習をする", "公民館の囲碁の会", "負けてばかりだが、行けるのがうれしい。"),
    Wish("field", ("snow", "walk"), "冬は、隣の分まで雪をかいていた。", "玄関先の雪くらいは、自分でかきたい", "屋根には上がらないでほしい", "体力の測定が、同じ年の元気な人と同じになったら", "スクワットを10回、朝と昼", "足腰の力を12週で戻し、測定でたしかめる", "老人会の輪投げ", "玄関の雪は自分でかいた。"),
)  # fmt: skip
# How a consultation begins, with the key of its trigger.
CONSULTATIONS = (
    ("もう年だから、しかたないと思っている。", "old_age"),
    ("近ごろ足が前に出ない。年のせいだろうけれど。", "old_age"),
    ("風呂をまたぐのがこわくて、シャワーで済ませている。", "bath"),
    ("腰を痛めてから、外に出る気がしなくなった。", "old_age"),
)
# The reaction to what was shown, and the words in which it came.
REACTIONS = (
    ("understood_alternative", "そういうやり方もあるんだね。やってみようかな"),
    ("understood_alternative", "戻れるものなら、戻りたいさ"),
    ("understood_alternative", "教室で練習なんて、考えたこともなかった"),
    ("neutral", "娘とも話してみないとな"),
)
LEFT_TO_YOU = ("neutral", "よく分からないので、お任せします")
REFUSALS = ("refused", "手伝ってもらえれば、それでいい")
HOMES = (
    "玄関に高い段差。手すりは左だけ。",
    "風呂のふちが高い。脱衣所が寒い。",
    "家のまわりは砂利道。",
    "廊下は広く、手すりがある。",
)
ABSENCES = ("unwell", "doctor", "weather", "family")
SELF_PLANS = ("朝の立ち上がり10回を続け、週に一度は集まりに行く。", "毎日、家のまわりを10分歩く。")
