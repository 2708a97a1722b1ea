"""コード表: the official codes as dated facts with their source. Declarations only."""

from __future__ import annotations

from datetime import date

from takigi.kernel.code_systems import Code, CodeSystem

# 介護保険法 came into force (平成9年法律第123号).
_INSURANCE_BEGAN = date(2000, 4, 1)
# The law in force from this day divided 要支援 into 1 and 2 (平成17年法律第77号).
_TWO_SUPPORT_LEVELS = date(2006, 4, 1)
# 総合事業 began, and with it 事業対象者 (平成26年法律第83号).
_PREVENTION_PROGRAMME = date(2015, 4, 1)

_CARE_PLAN_LAYOUT = "ケアプランデータ連携標準仕様 第4版（公開資料）"
_RECIPIENT_NOTICE = "国保連 受給者異動連絡票情報（インタフェース仕様書との照合前）"


def _support(value: str, number: str, kanji: str, roman: str) -> Code:
    heads = ("要支援", "支援", "要支", "支")
    spellings = tuple(head + mark for head in heads for mark in (number, kanji, roman))
    return Code(value, f"要支援{number}", since=_TWO_SUPPORT_LEVELS, aliases=spellings)


def _care(value: str, number: str, kanji: str, roman: str) -> Code:
    heads = ("要介護", "介護", "要介", "介")
    spellings = tuple(head + mark for head in heads for mark in (number, kanji, roman))
    return Code(value, f"要介護{number}", since=_INSURANCE_BEGAN, aliases=spellings)


CARE_LEVEL = CodeSystem(
    key="care_level",
    name="要介護状態区分",
    source=_CARE_PLAN_LAYOUT,
    verified=True,
    codes=(
        Code("01", "非該当", since=_INSURANCE_BEGAN, aliases=("自立", "非該当(自立)")),
        Code("06", "事業対象者", since=_PREVENTION_PROGRAMME, aliases=("事業対象", "総合事業対象者")),
        # Bare 要支援 is no alias: it may be a 要支援1 or 2 whose number was cut off.
        Code("11", "要支援（経過的要介護）", since=_INSURANCE_BEGAN, aliases=("経過的要介護",)),
        _support("12", "1", "一", "Ⅰ"),
        _support("13", "2", "二", "Ⅱ"),
        _care("21", "1", "一", "Ⅰ"),
        _care("22", "2", "二", "Ⅱ"),
        _care("23", "3", "三", "Ⅲ"),
        _care("24", "4", "四", "Ⅳ"),
        _care("25", "5", "五", "Ⅴ"),
    ),
)

# From light to heavy. The codes themselves do not rank: 12 and 13 are lighter than 11. Code 11 has no place
# among the present levels, so a change from or to it is neither better nor worse.
CARE_LEVEL_RANK: dict[str, int | None] = {
    "01": 0,
    "06": 1,
    "12": 2,
    "13": 3,
    "21": 4,
    "22": 5,
    "23": 6,
    "24": 7,
    "25": 8,
    "11": None,
}

APPLICATION_TYPE = CodeSystem(
    key="application_type",
    name="申請種別",
    source=f"1から3: {_CARE_PLAN_LAYOUT}、4: {_RECIPIENT_NOTICE}",
    verified=False,
    codes=(
        Code("1", "新規", aliases=("新規申請",)),
        Code("2", "更新", aliases=("更新申請",)),
        Code("3", "変更", aliases=("変更申請", "区分変更", "区分変更申請")),
        Code("4", "職権", aliases=("職権変更",), verified=False),
    ),
)

SEX = CodeSystem(
    key="sex",
    name="性別",
    source=_CARE_PLAN_LAYOUT,
    verified=True,
    codes=(Code("1", "男", aliases=("男性",)), Code("2", "女", aliases=("女性",))),
)

CORRECTION = CodeSystem(
    key="correction",
    name="訂正区分",
    source=_CARE_PLAN_LAYOUT,
    verified=True,
    codes=(Code("2", "修正"), Code("3", "削除")),
)

DEEMED = CodeSystem(
    key="deemed",
    name="みなし区分",
    source=_RECIPIENT_NOTICE,
    verified=False,
    codes=(
        Code("1", "通常", verified=False),
        Code("2", "みなし認定", aliases=("みなし",), verified=False),
        Code("3", "やむを得ない事由", verified=False),
    ),
)

PROVISIONAL = CodeSystem(
    key="provisional",
    name="変更申請中区分",
    source=_RECIPIENT_NOTICE,
    verified=False,
    codes=(
        Code("1", "申請無し", aliases=("申請なし", "なし", "無し"), verified=False),
        Code("2", "申請中", verified=False),
        Code("3", "決定済み", aliases=("決定済",), verified=False),
    ),
)

CHANGE_KIND = CodeSystem(
    key="change_kind",
    name="異動区分",
    source=_RECIPIENT_NOTICE,
    verified=False,
    codes=(
        Code("1", "新規", verified=False),
        Code("2", "変更", verified=False),
        Code("3", "終了", verified=False),
    ),
)

CHANGE_REASON = CodeSystem(
    key="change_reason",
    name="異動事由",
    source=_RECIPIENT_NOTICE,
    verified=False,
    codes=(
        Code("01", "受給資格取得", aliases=("資格取得",), verified=False),
        Code("02", "受給資格喪失", aliases=("喪失", "資格喪失"), verified=False),
        Code("03", "広域連合（政令市）内移動", verified=False),
        Code("04", "合併による新規", verified=False),
        Code("99", "その他", verified=False),
    ),
)

PLAN_MAKER = CodeSystem(
    key="plan_maker",
    name="計画作成区分",
    source=_CARE_PLAN_LAYOUT,
    verified=True,
    codes=(
        Code("1", "居宅介護支援事業所"),
        Code("2", "自己作成"),
        Code("3", "介護予防支援事業所"),
    ),
)

# Nothing official to compare these with, so there is nothing left to verify.
_HOUSE = "この台帳で定めた区分（公の規格はない）"

REASON = CodeSystem(
    key="reason",
    name="申請理由・原因",
    source=_HOUSE,
    verified=True,
    codes=(
        Code("fall_fracture", "転倒・骨折", aliases=("転倒", "骨折", "骨折・転倒")),
        Code("joint", "関節疾患"),
        Code("frailty", "高齢による衰弱"),
        Code("stroke", "脳血管疾患", aliases=("脳卒中",)),
        Code("dementia", "認知症"),
        Code("heart", "心疾患"),
        Code("parkinson", "パーキンソン病"),
        Code("discharge", "退院"),
        Code("cancer", "がん", aliases=("悪性新生物",)),
        Code("other", "その他"),
        Code("unknown", "不明", aliases=("不詳",)),
    ),
)

TRIGGER = CodeSystem(
    key="trigger",
    name="きっかけの言葉",
    source=_HOUSE,
    verified=True,
    codes=(
        Code("old_age", "もう年だから"),
        Code("bath", "風呂"),
        Code("field", "畑"),
        Code("shopping", "買物", aliases=("買い物",)),
        Code("cannot_walk", "歩けない"),
        Code("family_advice", "家族の勧め"),
        Code("hospital_advice", "病院の勧め"),
        Code("just_in_case", "とりあえず"),
    ),
)
