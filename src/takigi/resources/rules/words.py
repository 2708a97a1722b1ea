"""地域資源の言葉: kinds of place, interests, who is welcome, how one gets there."""

from __future__ import annotations

from takigi.kernel.labelled import Labelled


class ResourceRefused(ValueError):
    """Something about a place or a request cannot be recorded like this; the text says what is possible."""


class ResourceKind(Labelled):
    """種類 (casework.md 6.1)."""

    GATHERING = "gathering", "通いの場"
    SALON = "salon", "サロン・お茶の会"
    EXERCISE = "exercise", "体操"
    HOBBY = "hobby", "趣味の会"
    FIELD = "field", "畑・農"
    VOLUNTEER = "volunteer", "ボランティア"
    WORK = "work", "働く場・手伝い"
    MEALS = "meals", "配食・会食"
    SHOPPING = "shopping", "買い物"
    TRANSPORT = "transport", "移動"
    SHOP = "shop", "店・商業施設"
    BATH = "bath", "温泉・風呂"
    LIBRARY = "library", "図書館・学び"
    PRIVATE = "private", "個人の集まり"


# Held by people for people, without an office behind it: known to staff alone until somebody there has agreed.
INFORMAL = frozenset({ResourceKind.PRIVATE})


class Interest(Labelled):
    """したいこと: the same words for a place and for a person, so that they can meet."""

    EXERCISE = "exercise", "体を動かす"
    WALK = "walk", "歩く・出かける"
    FIELD = "field", "畑・花"
    CRAFT = "craft", "手仕事・ものづくり"
    MUSIC = "music", "歌・音楽・踊り"
    FOOD = "food", "料理・食事"
    TALK = "talk", "おしゃべり・お茶"
    GAMES = "games", "囲碁・将棋・麻雀"
    LEARN = "learn", "本・書・学び"
    BATH = "bath", "風呂・温泉"
    SHOPPING = "shopping", "買い物"
    HELPING = "helping", "人の役に立つ"
    CHILDREN = "children", "子どもと過ごす"


# What was given up (the codes of a visit) → what may be found again.
INTERESTS_OF_LOSS: dict[str, tuple[Interest, ...]] = {
    "field": (Interest.FIELD,),
    "bath": (Interest.BATH,),
    "walk": (Interest.WALK, Interest.EXERCISE),
    "shopping": (Interest.SHOPPING,),
    "cooking": (Interest.FOOD,),
    "hobby": (Interest.TALK,),
    "role": (Interest.HELPING,),
}


class Welcome(Labelled):
    """迎え方: for whom the door is open."""

    FIRST_TIME = "first_time", "はじめてでも入りやすい"
    ALONE = "alone", "一人で来ている人がいる"
    MEN = "men", "男の人がいる"
    DEMENTIA = "dementia", "もの忘れがあっても"
    WATCHING = "watching", "座って見ているだけでも"
    ROLE = "role", "役割がある"


class Access(Labelled):
    """行き方."""

    WALK = "walk", "歩いて行ける"
    PICK_UP = "pick_up", "送迎がある"
    ON_DEMAND = "on_demand", "予約の乗りもので行ける"
    SHARED_RIDE = "shared_ride", "乗り合わせて行ける"
    PARKING = "parking", "車を停められる"


# Whoever cannot walk there is taken there.
TAKEN_THERE = frozenset({Access.PICK_UP, Access.ON_DEMAND, Access.SHARED_RIDE})


class Comfort(Labelled):
    """場所のようす."""

    NO_STEPS = "no_steps", "段差がない"
    TOILET = "toilet", "使いやすいトイレがある"
    CHAIRS = "chairs", "いすに座れる"
    SLOPE = "slope", "坂がある"


class ResourceState(Labelled):
    """いまのようす."""

    ACTIVE = "active", "ひらいている"
    RESTING = "resting", "休んでいる"
    ENDED = "ended", "終わった"


class Sharing(Labelled):
    """だれに伝えてよいか."""

    STAFF = "staff", "職員だけ"
    PUBLIC = "public", "本人や家族に渡してよい"
