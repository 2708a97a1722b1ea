"""基本チェックリストの項目: the 25 questions by meaning, because towns print them in orders of their own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from takigi.kernel.labelled import Labelled


class Domain(Labelled):
    """領域: what a group of questions asks about."""

    DAILY_LIFE = "daily_life", "日常生活"
    PHYSICAL = "physical", "運動"
    NUTRITION = "nutrition", "栄養"
    ORAL = "oral", "口腔"
    HOMEBOUND = "homebound", "閉じこもり"
    COGNITION = "cognition", "認知"
    DEPRESSION = "depression", "うつ"


class ProblemIf(StrEnum):
    """該当: which answer scores a point. The twelfth question is computed from height and weight."""

    YES = "yes"
    NO = "no"
    COMPUTED = "computed"


@dataclass(frozen=True)
class Item:
    """質問: one question under its stable key, with its place on the national form."""

    key: str
    number: int
    domain: Domain
    problem_if: ProblemIf
    wording: str
    is_prominent: bool = False


@dataclass(frozen=True)
class Catalogue:
    """様式: the questions of one form, where they come from, and whether the wording was compared with the original."""

    key: str
    name: str
    source: str
    verified: bool
    items: tuple[Item, ...]


BMI_KEY = "kcl_bmi"

_YES, _NO, _COMPUTED = ProblemIf.YES, ProblemIf.NO, ProblemIf.COMPUTED

# Prominent are the four questions that foretold a change of frailty in a cohort of one Japanese town
# (BMC Geriatrics 2023, 10.1186/s12877-023-04055-1): walking 15 minutes, falls, BMI, going out weekly.
NATIONAL_FORM = Catalogue(
    key="kcl_national",
    name="基本チェックリスト（国の様式）",
    source="厚生労働省 地域支援事業実施要綱の様式。文言は通知の原本との照合前",
    verified=False,
    items=(
        Item(
            "kcl_bus", 1, Domain.DAILY_LIFE, _NO, "バスや電車で、一人で外出していますか（自分の車やタクシーでもよい）"
        ),
        Item("kcl_shopping", 2, Domain.DAILY_LIFE, _NO, "日用品の買い物をしていますか"),
        Item("kcl_savings", 3, Domain.DAILY_LIFE, _NO, "預貯金の出し入れをしていますか"),
        Item("kcl_friends", 4, Domain.DAILY_LIFE, _NO, "友人の家を訪ねていますか（親せきの家は含まない）"),
        Item("kcl_advice", 5, Domain.DAILY_LIFE, _NO, "家族や友人の相談にのっていますか（電話でもよい）"),
        Item("kcl_stairs", 6, Domain.PHYSICAL, _NO, "階段を、手すりや壁をつたわらずに昇っていますか"),
        Item("kcl_chair", 7, Domain.PHYSICAL, _NO, "椅子から、何もつかまらずに立ち上がっていますか"),
        Item("kcl_walk15", 8, Domain.PHYSICAL, _NO, "15分くらい続けて歩いていますか", is_prominent=True),
        Item("kcl_fall", 9, Domain.PHYSICAL, _YES, "この1年間に転んだことがありますか", is_prominent=True),
        Item("kcl_fear", 10, Domain.PHYSICAL, _YES, "転ぶことへの不安は大きいですか"),
        Item("kcl_weight_loss", 11, Domain.NUTRITION, _YES, "6か月間で2～3キログラム以上、体重が減りましたか"),
        Item(BMI_KEY, 12, Domain.NUTRITION, _COMPUTED, "身長と体重（BMIが18.5未満なら該当）", is_prominent=True),
        Item("kcl_chewing", 13, Domain.ORAL, _YES, "半年前とくらべて、固いものが食べにくくなりましたか"),
        Item("kcl_choking", 14, Domain.ORAL, _YES, "お茶や汁物などでむせることがありますか"),
        Item("kcl_dry_mouth", 15, Domain.ORAL, _YES, "口の渇きが気になりますか"),
        Item("kcl_going_out", 16, Domain.HOMEBOUND, _NO, "週に1回以上は外出していますか", is_prominent=True),
        Item("kcl_going_out_less", 17, Domain.HOMEBOUND, _YES, "昨年とくらべて、外出の回数が減っていますか"),
        Item(
            "kcl_same_thing",
            18,
            Domain.COGNITION,
            _YES,
            "周りの人から「いつも同じことを聞く」などの物忘れがあると言われますか",
        ),
        Item("kcl_telephone", 19, Domain.COGNITION, _NO, "自分で電話番号を調べて、電話をかけていますか"),
        Item("kcl_date", 20, Domain.COGNITION, _YES, "今日が何月何日か、わからないときがありますか"),
        Item("kcl_fulfilment", 21, Domain.DEPRESSION, _YES, "（ここ2週間）毎日の生活に充実感がない"),
        Item("kcl_pleasure", 22, Domain.DEPRESSION, _YES, "（ここ2週間）前は楽しめていたことが、楽しめなくなった"),
        Item("kcl_burden", 23, Domain.DEPRESSION, _YES, "（ここ2週間）前は楽にできていたことが、今はおっくうに感じる"),
        Item("kcl_useful", 24, Domain.DEPRESSION, _YES, "（ここ2週間）自分が役に立つ人間だと思えない"),
        Item("kcl_tired", 25, Domain.DEPRESSION, _YES, "（ここ2週間）わけもなく疲れた感じがする"),
    ),
)

ITEMS = NATIONAL_FORM.items
ITEM_KEYS: tuple[str, ...] = tuple(item.key for item in ITEMS)
_BY_KEY = {item.key: item for item in ITEMS}


def item_of(key: str) -> Item:
    """The question behind a key.

    >>> item_of("kcl_going_out").number
    16
    """
    return _BY_KEY[key]


def keys_of(*numbers: int) -> tuple[str, ...]:
    """The keys of the questions with these numbers on the national form.

    >>> keys_of(11, 12)
    ('kcl_weight_loss', 'kcl_bmi')
    """
    return tuple(ITEMS[number - 1].key for number in numbers)
