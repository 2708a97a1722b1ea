"""見本の場所: about forty invented places of the town, and what its people look for. Declarations only."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.resources.rules.requests import Barrier, RequestSource, Standing
from takigi.resources.rules.words import Access, Comfort, Interest, ResourceKind, Welcome

K, D, W, A = ResourceKind, Interest, Welcome, Access
NEAR = "集落の中ほどから"


@dataclass(frozen=True)
class PlaceCard:
    """一か所. `seen`: how many days ago somebody confirmed it; None: nobody yet. `rest`: the months in which it rests."""

    name: str
    kana: str
    kind: ResourceKind
    area: str
    place: str
    days: str
    cost: int | None
    walk: int | None
    interests: tuple[Interest, ...]
    welcomes: tuple[Welcome, ...]
    seen: int | None
    access: tuple[Access, ...] = ()
    comforts: tuple[Comfort, ...] = ()
    rest: tuple[int, int] | None = None
    roles: str = ""
    told: str = ""
    is_handed: bool = True


FLAT, CHAIRS = Comfort.NO_STEPS, Comfort.CHAIRS
PLACES = (
    PlaceCard("ひだまり茶の間", "ひだまりちゃのま", K.GATHERING, "shibakura", "柴倉集会所", "毎週火 10:00〜12:00", 200, 6, (D.TALK, D.FOOD), (W.FIRST_TIME, W.ALONE, W.WATCHING), 40, comforts=(FLAT, CHAIRS), roles="お茶を出す、台ふき", told="80代の女の人が8人ほど。歌の日もある"),
    PlaceCard("柴倉いきいき体操", "しばくらいきいきたいそう", K.EXERCISE, "shibakura", "柴倉公民館", "毎週月・木 9:30〜10:30", 0, 8, (D.EXERCISE,), (W.FIRST_TIME, W.MEN), 60, comforts=(CHAIRS,), roles="号令、道具の準備", told="いすに座ってもできる"),
    PlaceCard("碁石の会", "ごいしのかい", K.HOBBY, "shibakura", "柴倉公民館 和室", "毎週水・土 13:00〜16:00", 100, 8, (D.GAMES, D.TALK), (W.MEN, W.ALONE), 120, told="男の人が10人。はじめての人には教える人が付く", roles="教える、記録をつける"),
    PlaceCard("裏山の畑仲間", "うらやまのはたけなかま", K.FIELD, "shibakura", "柴倉の共同畑", "毎週水・土 8:00〜10:00", 0, 15, (D.FIELD, D.HELPING), (W.MEN, W.ROLE), 30, rest=(12, 3), roles="種まき、収穫を配る", told="できる分だけ。腰かけて草を取る人もいる"),
    PlaceCard("朝市の売り子", "あさいちのうりこ", K.WORK, "shibakura", "柴倉の広場", "第1・第3日 7:00〜9:00", 0, 10, (D.HELPING, D.SHOPPING, D.TALK), (W.ROLE,), 20, rest=(1, 2), roles="値札書き、会計、声かけ"),
    PlaceCard("さいかち縁側", "さいかちえんがわ", K.PRIVATE, "shibakura", "個人のお宅", "毎週金 14:00〜16:00", 0, 4, (D.TALK, D.CRAFT), (W.WATCHING, W.DEMENTIA), 90, is_handed=False, told="ご近所の5人。編みものをしながら"),
    PlaceCard("柴倉ふれあい食堂", "しばくらふれあいしょくどう", K.MEALS, "shibakura", "柴倉集会所", "第2・第4木 11:30〜13:00", 300, 6, (D.FOOD, D.TALK), (W.ALONE, W.FIRST_TIME), 200, roles="野菜を切る、配ぜん"),
    PlaceCard("ゆきげの湯", "ゆきげのゆ", K.BATH, "shibakura", "ゆきげの湯", "毎週火・水・木・金・土・日 10:00〜20:00", 450, 25, (D.BATH, D.TALK), (W.ALONE,), 15, access=(A.PICK_UP, A.PARKING), comforts=(CHAIRS,), told="火曜と金曜の午前に、町を回る送迎の車がある"),
    PlaceCard("町の図書館 大きな字の会", "まちのとしょかんおおきなじのかい", K.LIBRARY, "shibakura", "町立図書館", "第2金 10:00〜11:30", 0, 12, (D.LEARN, D.TALK), (W.FIRST_TIME, W.ALONE), 75, access=(A.PARKING,), comforts=(FLAT, CHAIRS)),
    PlaceCard("登校見守りの会", "とうこうみまもりのかい", K.VOLUNTEER, "shibakura", "柴倉小学校の角", "平日 7:20〜8:00", 0, 7, (D.CHILDREN, D.HELPING, D.WALK), (W.MEN, W.ROLE), 55, roles="横断歩道に立つ、声をかける"),
    PlaceCard("鶴守おちゃのこ会", "つるもりおちゃのこかい", K.SALON, "tsurumori", "鶴守ふれあい館", "第1・第3月 13:30〜15:30", 150, 9, (D.TALK, D.MUSIC), (W.FIRST_TIME, W.WATCHING), 35, comforts=(FLAT, CHAIRS), roles="歌の本を配る"),
    PlaceCard("鶴守ころばん体操", "つるもりころばんたいそう", K.EXERCISE, "tsurumori", "鶴守ふれあい館", "毎週火・金 10:00〜11:00", 0, 9, (D.EXERCISE,), (W.MEN, W.FIRST_TIME, W.ALONE), 10, comforts=(FLAT, CHAIRS)),
    PlaceCard("森の道を歩く会", "もりのみちをあるくかい", K.EXERCISE, "tsurumori", "鶴守神社前", "毎週木 9:00〜10:30", 0, 5, (D.WALK, D.TALK), (W.MEN,), 100, comforts=(Comfort.SLOPE,), rest=(12, 3), told="ゆっくりの組と速い組がある"),
    PlaceCard("針と糸の部屋", "はりといとのへや", K.HOBBY, "tsurumori", "鶴守ふれあい館 2階", "毎週水 13:00〜15:00", 100, 9, (D.CRAFT, D.TALK), (W.ALONE, W.ROLE), 45, comforts=(Comfort.SLOPE,), roles="小物を作って朝市に出す", told="2階。手すりのある階段だけ"),
    PlaceCard("花だんの水やり隊", "かだんのみずやりたい", K.VOLUNTEER, "tsurumori", "鶴守駅前", "毎週月・水・金 8:30〜9:00", 0, 3, (D.FIELD, D.HELPING), (W.ROLE, W.WATCHING), 150, rest=(12, 3), roles="水やり、花がらつみ"),
    PlaceCard("鶴守カラオケ友の会", "つるもりからおけとものかい", K.HOBBY, "tsurumori", "喫茶つる", "毎週土 14:00〜16:00", 500, 4, (D.MUSIC, D.TALK), (W.MEN, W.ALONE), 240),
    PlaceCard("おたすけ買いもの便", "おたすけかいものびん", K.SHOPPING, "tsurumori", "鶴守の各戸をまわる", "毎週火・木 10:00〜12:00", 200, None, (D.SHOPPING,), (W.FIRST_TIME,), 25, access=(A.PICK_UP,), told="玄関から店まで乗せて、荷物も運ぶ"),
    PlaceCard("つるもり子ども食堂", "つるもりこどもしょくどう", K.VOLUNTEER, "tsurumori", "鶴守ふれあい館", "第3土 11:00〜14:00", 0, 9, (D.FOOD, D.CHILDREN, D.HELPING), (W.ROLE,), 65, roles="おにぎりを握る、子どもと遊ぶ"),
    PlaceCard("かどの床几", "かどのしょうぎ", K.PRIVATE, "tsurumori", "個人のお宅の前", "毎日 16:00〜17:00", 0, 2, (D.TALK,), (W.WATCHING, W.MEN, W.DEMENTIA), None, is_handed=False, told="夕方、腰かけて話している"),
    PlaceCard("鶴守 男の台所", "つるもりおとこのだいどころ", K.MEALS, "tsurumori", "鶴守ふれあい館 調理室", "第2土 10:00〜13:00", 400, 9, (D.FOOD, D.TALK), (W.MEN, W.ALONE, W.FIRST_TIME), 80, comforts=(FLAT,), roles="献立を決める"),
    PlaceCard("はさ木の茶の間", "はさぎのちゃのま", K.GATHERING, "hasahara", "稲架原集会場", "毎週木 10:00〜15:00", 300, 7, (D.TALK, D.FOOD, D.CRAFT), (W.FIRST_TIME, W.DEMENTIA, W.WATCHING), 28, comforts=(FLAT, CHAIRS), roles="漬物を持ち寄る、お茶当番", told="昼をはさんで一日。途中で帰ってよい"),
    PlaceCard("稲架原シャキシャキ体操", "はさはらしゃきしゃきたいそう", K.EXERCISE, "hasahara", "稲架原集会場", "毎週月 9:30〜10:30", 0, 7, (D.EXERCISE,), (W.FIRST_TIME, W.ALONE), 185, comforts=(FLAT, CHAIRS)),
    PlaceCard("田んぼの手ほどき会", "たんぼのてほどきかい", K.FIELD, "hasahara", "学校田", "第1・第3土 9:00〜11:00", 0, 20, (D.FIELD, D.CHILDREN, D.HELPING), (W.MEN, W.ROLE), 50, rest=(11, 4), roles="子どもに苗の植え方を教える", access=(A.SHARED_RIDE,)),
    PlaceCard("わら細工の会", "わらざいくのかい", K.HOBBY, "hasahara", "古民家はさはら", "毎週火 13:00〜16:00", 0, 12, (D.CRAFT, D.TALK, D.HELPING), (W.MEN, W.ROLE), 33, roles="しめ縄づくりを教える", comforts=(Comfort.SLOPE,)),
    PlaceCard("稲架原ゲートボール", "はさはらげーとぼーる", K.EXERCISE, "hasahara", "稲架原運動広場", "毎週火・金 8:30〜11:00", 100, 14, (D.EXERCISE, D.TALK, D.GAMES), (W.MEN,), 300, rest=(12, 3)),
    PlaceCard("移動スーパー はさ号", "いどうすーぱーはさごう", K.SHOPPING, "hasahara", "集会場前ほか6か所", "毎週水・土 10:00〜11:00", None, 3, (D.SHOPPING, D.TALK), (W.ALONE,), 5, told="荷台の前が立ち話の場になっている"),
    PlaceCard("稲架原お話し配食", "はさはらおはなしはいしょく", K.MEALS, "hasahara", "自宅に届ける", "毎週月・水・金", 380, None, (D.FOOD,), (W.FIRST_TIME,), 70, access=(A.PICK_UP,)),
    PlaceCard("月の句会", "つきのくかい", K.LIBRARY, "hasahara", "古民家はさはら", "第4水 13:30〜15:30", 200, 12, (D.LEARN, D.TALK), (W.FIRST_TIME, W.WATCHING), None, comforts=(Comfort.SLOPE,)),
    PlaceCard("はさはら送迎の会", "はさはらそうげいのかい", K.TRANSPORT, "hasahara", "稲架原の全域", "平日 9:00〜16:00", 100, None, (D.WALK, D.SHOPPING), (W.FIRST_TIME,), 18, access=(A.ON_DEMAND,), told="前の日の昼までに電話で頼む"),
    PlaceCard("雁瀬よりあい処", "かりせよりあいどころ", K.GATHERING, "karise", "雁瀬公民館", "毎週月・金 10:00〜12:00", 100, 5, (D.TALK, D.GAMES, D.MUSIC), (W.FIRST_TIME, W.MEN, W.WATCHING), 22, comforts=(FLAT, CHAIRS), roles="受付、ごみ出し"),
    PlaceCard("雁瀬のびのび体操", "かりせのびのびたいそう", K.EXERCISE, "karise", "雁瀬公民館", "毎週水 10:00〜11:00", 0, 5, (D.EXERCISE,), (W.FIRST_TIME, W.ALONE), 48, comforts=(FLAT, CHAIRS)),
    PlaceCard("釣り糸の会", "つりいとのかい", K.HOBBY, "karise", "雁瀬の堤", "第1・第3日 6:00〜9:00", 0, 18, (D.WALK, D.TALK), (W.MEN,), 400, rest=(12, 3), comforts=(Comfort.SLOPE,), access=(A.SHARED_RIDE,)),
    PlaceCard("麻雀 負けるが勝ち", "まーじゃんまけるがかち", K.HOBBY, "karise", "雁瀬公民館 和室", "毎週火・木 13:00〜16:00", 100, 5, (D.GAMES, D.TALK), (W.MEN, W.ALONE, W.FIRST_TIME), 88, comforts=(FLAT,), told="お金はかけない。女の人が半分"),
    PlaceCard("雁瀬の直売所の袋づめ", "かりせのちょくばいじょのふくろづめ", K.WORK, "karise", "雁瀬直売所", "平日 7:30〜9:00", 0, 10, (D.HELPING, D.FIELD), (W.ROLE, W.ALONE), 36, roles="野菜の袋づめ。出た日は野菜を持ち帰れる"),
    PlaceCard("喫茶みなも 朝の席", "きっさみなもあさのせき", K.SHOP, "karise", "喫茶みなも", "毎週月・火・水・木・金 7:30〜9:30", 420, 4, (D.TALK, D.FOOD), (W.ALONE, W.MEN, W.WATCHING), 110, comforts=(FLAT, CHAIRS), told="一人客が多く、店の人が顔を覚えている"),
    PlaceCard("雁瀬コーラス", "かりせこーらす", K.HOBBY, "karise", "雁瀬公民館 ホール", "第2・第4土 14:00〜16:00", 300, 5, (D.MUSIC, D.TALK), (W.FIRST_TIME,), 210, comforts=(FLAT, CHAIRS)),
    PlaceCard("川べりの花守り", "かわべりのはなもり", K.FIELD, "karise", "雁瀬の堤", "毎週土 8:00〜9:30", 0, 16, (D.FIELD, D.WALK, D.HELPING), (W.ROLE,), 58, rest=(12, 3), roles="球根を植える、草取り", comforts=(Comfort.SLOPE,)),
    PlaceCard("土間のしゃべり場", "どまのしゃべりば", K.PRIVATE, "karise", "個人のお宅", "第2・第4火 10:00〜12:00", 0, 6, (D.TALK, D.FOOD), (W.WATCHING,), 44, told="世話役の方に聞いて、紹介してよいと言われている"),
    PlaceCard("町の乗り合い ほだび号", "まちののりあいほだびごう", K.TRANSPORT, "", "町の全域", "平日 8:00〜17:00", 200, None, (D.WALK, D.SHOPPING), (W.FIRST_TIME,), 12, access=(A.ON_DEMAND,)),
    PlaceCard("聞き書きの会", "ききがきのかい", K.VOLUNTEER, "", "町立図書館 集会室", "第3水 13:30〜15:30", 0, 12, (D.LEARN, D.TALK, D.HELPING), (W.ROLE, W.FIRST_TIME), 95, access=(A.PARKING,), comforts=(FLAT, CHAIRS), roles="昔の暮らしを話す、書きとめる"),
)  # fmt: skip


@dataclass(frozen=True)
class Looking:
    """場所をさがす一人. `days_ago`: since when; `chosen`: the place; each of the others how many days later. None: not yet."""

    days_ago: int
    text: str
    interests: tuple[Interest, ...]
    source: RequestSource = RequestSource.CENTRE
    is_named: bool = True
    most_walk: int | None = None
    answer: str = ""
    chosen: str = ""
    introduced: int | None = None
    attended: int | None = None
    looked: tuple[tuple[int, Standing, str], ...] = ()
    role: str = ""
    missing: tuple[ResourceKind, Barrier, str] | None = None
    withdrawn: str = ""


GO, STOP = Standing.CONTINUES, Standing.STOPPED
LOOKING = (
    Looking(2, "前のように、畑の話をしながらお茶を飲みたい", (D.FIELD, D.TALK), most_walk=15),
    Looking(4, "家にいると一日だれとも話さない。碁なら打てる", (D.GAMES, D.TALK), is_named=False),
    Looking(
        9,
        "台所に立てるようになったので、だれかと作って食べたい",
        (D.FOOD, D.TALK),
        answer="木曜の食堂の世話役に、きょう聞いてみます。",
    ),
    Looking(
        16,
        "膝を痛めてから歌の会をやめた。座って歌えるなら行きたい",
        (D.MUSIC,),
        answer="いすのある会が一つあります。見てきますね。",
        chosen="鶴守おちゃのこ会",
    ),
    Looking(
        28,
        "朝、歩く仲間がほしい",
        (D.WALK, D.EXERCISE),
        answer="体操の帰りに歩いている人たちがいます。",
        chosen="柴倉いきいき体操",
        introduced=6,
    ),
    Looking(
        75,
        "縫いものを続けたいが、一人では張り合いがない",
        (D.CRAFT, D.TALK),
        answer="はじめの日は一緒に行きます。",
        chosen="はさ木の茶の間",
        introduced=7,
        attended=14,
        looked=((1, GO, "漬物を持っていくようになった"),),
    ),
    Looking(
        150,
        "また人の役に立ちたい",
        (D.HELPING, D.FIELD),
        answer="袋づめの人手をさがしている所があります。",
        chosen="雁瀬の直売所の袋づめ",
        introduced=9,
        attended=16,
        looked=((1, GO, ""), (3, GO, "週に二日出ている")),
        role="袋づめ",
    ),
    Looking(
        210,
        "碁を打ちに行きたい",
        (D.GAMES,),
        answer="水曜と土曜に打っています。",
        chosen="碁石の会",
        introduced=5,
        attended=12,
        looked=((1, GO, ""), (3, GO, ""), (6, GO, "新しい人に教えている")),
        role="教える",
    ),
    Looking(
        240,
        "家族に送ってもらえる日だけ、外に出たい",
        (D.TALK, D.BATH),
        chosen="ゆきげの湯",
        introduced=10,
        attended=20,
        looked=((1, Standing.SOMETIMES, ""), (3, STOP, "送る人の仕事が変わった")),
    ),
    Looking(
        60,
        "男ばかりで気がねなく話せる所がいい",
        (D.TALK,),
        answer="近くの地区には見つかりませんでした。協議体に出します。",
        missing=(K.GATHERING, Barrier.PLACE, "男の人が昼に集まって話せる所がない"),
    ),
    Looking(
        45,
        "冬のあいだも歩ける所がほしい",
        (D.WALK, D.EXERCISE),
        is_named=False,
        missing=(K.EXERCISE, Barrier.PLACE, "雪のあいだ、屋根の下で歩ける所がない"),
    ),
    Looking(100, "近くの体操に行ってみたい", (D.EXERCISE,), withdrawn="入院したため、戻ったらまた相談する"),
)
# Without a case: somebody rang up or was met.
NAMELESS = (
    Looking(6, "近所の方が、夕方ひとりで外に立っている。話せる所につなげたい", (D.TALK,), RequestSource.NEIGHBOUR),
    Looking(30, "夜の居場所がほしい。昼は畑で出られない", (D.TALK,), RequestSource.PERSON, missing=(K.GATHERING, Barrier.TIME, "畑の季節に、夜集まれる所がない")),
)  # fmt: skip
