"""見本の申請理由: words in which invented applicants say why they come, by what they hang on. Declarations only.

Every sentence was made up for this project. Shares marked as published are those of the 2022 national survey for
要支援 (関節疾患 19.3 %, 高齢による衰弱 17.4 %, 骨折・転倒 16.1 %); the others are assumed so that the rest is plausible.
"""

from __future__ import annotations

# Cause of the need for support, among those whose cause is known.
SUPPORT_CAUSES: tuple[tuple[str, float], ...] = (
    ("joint", 19.3),  # published
    ("frailty", 17.4),  # published
    ("fall_fracture", 16.1),  # published
    ("stroke", 11.0),
    ("heart", 7.5),
    ("dementia", 6.0),
    ("cancer", 3.5),
    ("parkinson", 3.2),
    ("other", 16.0),
)
CARE_CAUSES: tuple[tuple[str, float], ...] = (
    ("dementia", 24.0),
    ("stroke", 18.0),
    ("fall_fracture", 13.0),
    ("frailty", 12.0),
    ("joint", 7.0),
    ("heart", 5.0),
    ("parkinson", 4.0),
    ("cancer", 4.0),
    ("other", 13.0),
)
UNKNOWN_CAUSE_SHARE = 0.04

# What the words hang on, by cause: weights of the trigger codes.
TRIGGERS: dict[str, tuple[tuple[str, float], ...]] = {
    "joint": (("cannot_walk", 5), ("bath", 5), ("shopping", 3), ("field", 4), ("old_age", 3), ("just_in_case", 1)),
    "frailty": (("old_age", 7), ("bath", 4), ("field", 3), ("shopping", 3), ("family_advice", 3), ("just_in_case", 2)),
    "fall_fracture": (("hospital_advice", 5), ("bath", 4), ("cannot_walk", 4), ("family_advice", 2), ("field", 2)),
    "stroke": (("hospital_advice", 7), ("cannot_walk", 4), ("bath", 3), ("family_advice", 2)),
    "heart": (("hospital_advice", 4), ("bath", 3), ("shopping", 3), ("field", 2), ("old_age", 2)),
    "dementia": (("family_advice", 8), ("hospital_advice", 4), ("shopping", 2), ("just_in_case", 1)),
    "cancer": (("hospital_advice", 6), ("bath", 3), ("cannot_walk", 2)),
    "parkinson": (("cannot_walk", 5), ("hospital_advice", 4), ("bath", 3)),
    "other": (("old_age", 3), ("bath", 3), ("shopping", 3), ("family_advice", 3), ("just_in_case", 3), ("field", 2)),
    "unknown": (("just_in_case", 4), ("old_age", 4), ("family_advice", 3), ("bath", 2)),
}
# After a stay in hospital people say so; the code stands beside the cause.
DISCHARGED_SHARE: dict[str, float] = {
    "fall_fracture": 0.45,
    "stroke": 0.5,
    "cancer": 0.4,
    "heart": 0.3,
    "parkinson": 0.1,
}

WORDS: dict[str, tuple[str, ...]] = {
    "old_age": (
        "もう年だから、そろそろ何か頼んでおこうかと思って",
        "八十を過ぎて、何をするにも休み休みになった",
        "年のせいか、朝起きて着替えるだけでくたびれる",
        "もう年だからと思っていたが、去年よりずっと力が入らない",
        "年をとって、二階の布団を干せなくなった",
        "この年で冬を一人で越せるか心配になった",
    ),
    "bath": (
        "風呂のふちをまたぐのがこわくて、シャワーだけにしている",
        "風呂で立ち上がれず、家の人を呼んだ",
        "風呂場に手すりがほしい",
        "背中と足が洗えない。風呂が好きだったのに",
        "風呂の湯につかると一人で出られない",
        "ぬれた床ですべってから、風呂は二日おきにしている",
    ),
    "field": (
        "畑に行く坂がのぼれなくなった",
        "畑の草取りでしゃがむと立てない",
        "今年は畑を人に貸した。張り合いがない",
        "畑のものを運べず、半分はそのままにした",
        "鍬が持てない。庭の隅でいいから何か作りたい",
        "畑まで歩けば十分だったのが、途中で二度休む",
    ),
    "shopping": (
        "買物の帰りに荷物を持って歩けない",
        "店が遠くなり、買物は週に一度、隣の人に頼む",
        "車をやめたので買物に行けない",
        "レジで待つ間、立っていられない",
        "買物に行っても何を買うか忘れて帰ってくる",
        "米と灯油の買物がどうにもならない",
    ),
    "cannot_walk": (
        "ひざが痛くて歩けない日がある",
        "五分も歩けない。腰がのびない",
        "家の中も家具につかまらないと歩けない",
        "足が前に出ず、歩けないまま立ち往生する",
        "外は杖でも歩けない。人に会わなくなった",
        "しびれて歩けない。玄関の段がつらい",
    ),
    "family_advice": (
        "娘に、何かあってからでは遅いと言われた",
        "息子が申請だけでもと、用紙を持ってきた",
        "家族に勧められた。自分はまだいいと思う",
        "嫁が、火の始末を気にしている",
        "離れて暮らす子どもが心配して電話をよこす",
        "妹の勧め。同じころ手すりを付けて楽になったと聞いた",
    ),
    "hospital_advice": (
        "病院の相談の人に、退院の前に出すよう勧められた",
        "先生に、家に帰るなら手伝いがいると言われた",
        "病院の勧めで。リハビリを続けたい",
        "かかりつけの先生に一度みてもらうよう言われた",
        "入院して足が弱った。病院で用紙をもらった",
        "検査のあと、看護師さんに勧められた",
    ),
    "just_in_case": (
        "とりあえず取っておけば安心だと聞いた",
        "近所の人がみな持っているので、とりあえず",
        "いますぐ使うわけではないが、とりあえず",
        "何が使えるのか分からないので、とりあえず相談に来た",
        "券のようなものだと思って、とりあえず出した",
    ),
}

RENEWAL_WORDS = (
    "期限が来るので更新したい",
    "続けて手すりと通いを使いたい",
    "前と変わらない。今のまま続けたい",
    "週一回の通いが楽しみなので続けたい",
    "だいぶ動けるようになったが、やめるのはまだ心配",
    "訪問の人が来てくれるので助かっている",
)
WORSE_WORDS = (
    "前より立てなくなった",
    "入院してから、できないことが増えた",
    "夜の手洗いに一人で行けない",
    "転んでから、ベッドにいる時間が長い",
    "家の者だけでは手が足りなくなった",
    "物忘れが進み、目が離せない",
)
BETTER_WORDS = (
    "歩けるようになったので、見直してほしい",
    "家のことが前のようにできる日が増えた",
)
