"""見本の町の指標: which boxes of the city's story are counted by what, where the team wants to go, and why. Declarations."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.logic_models.rules.learning import UseRole


@dataclass(frozen=True)
class Counted:
    """箱につける指標. `aim`: the target in the indicator's unit, with its ground; None where the team sets none."""

    box: str
    key: str
    role: UseRole
    aim: int | None = None
    basis: str = ""


KEPT, ASKED, ALONE = (
    "会議のあとも主担当が変わらない",
    "「いっしょに行ってほしい」と頼まれる",
    "担当する人が、一人で抱えなくなる",
)
NOTICED, EARLY = "つながっていない人に、早く気づく", "重くなる前に、支えが始まる"
TABLE, CALLED, MISSING = (
    "引き受けた役割が表に残る",
    "会議のあとに、自分から連絡が来る",
    "できないことと、町に足りないものが話に出る",
)
CAME, FACES, PHONES = (
    "呼べていなかった分野の人が来ている",
    "知らない分野の人と、顔を合わせる",
    "困ったとき、じかに電話し合う",
)
CHANGED, VISITED = "変えたことが毎月ひとつ決まる", "引き取らずに、いっしょに訪ねるようになる"
REACHED, SAID, INVITED = (
    "いろいろな分野の人に話が届いている",
    "何をする事業かを、自分のことばで言える人がふえる",
    "「うちでも話してほしい」と呼ばれる",
)
OWN_FIELD = "自分の分野で話し合ってから、頼んでくる"

# In the order of the path; K numbers of the list of collaboration stand in the indicators themselves.
COUNTED = (
    Counted(OWN_FIELD, "discussed_in_own_field", UseRole.OUTPUT, 90, "頼む紙に欄があり、書かずに出す機関はほとんどない"),
    Counted(ASKED, "asked_to_take_over", UseRole.INITIAL, 10, "相談は月に一、二件。ひと月に一件より少なくしたい"),
    Counted(ASKED, "requests_read_alike", UseRole.WATCH),
    Counted(KEPT, "owner_kept_6m", UseRole.INTERMEDIATE, 80, "中心の課題が変わって移るケースは残るので、十のうち八とした"),
    Counted(KEPT, "owner_station_6m", UseRole.INTERMEDIATE, 0, "ステーションは主担当にならない約束だから"),
    Counted(KEPT, "owner_moved_6m", UseRole.WATCH),
    Counted(KEPT, "owner_none_6m", UseRole.WATCH),
    Counted(KEPT, "station_stock", UseRole.INTERMEDIATE),
    Counted(KEPT, "station_exceptions", UseRole.WATCH),
    Counted(KEPT, "station_exit_on_time", UseRole.INTERMEDIATE, 80, "三か月で入る約束なら、たいていは終えられると見た"),
    Counted(ALONE, "someone_to_ask", UseRole.LONG_TERM),
    Counted(ALONE, "alone_with_the_case", UseRole.LONG_TERM),
    Counted(ALONE, "one_supporter_only", UseRole.LONG_TERM, 20, "はじめの二か月は一つの機関で見立てるケースがあるため、0にはしない"),
    Counted(NOTICED, "unconnected_found", UseRole.INITIAL),
    Counted(NOTICED, "leads_connected", UseRole.INITIAL, 50, "望まない方もいるので、半分とした"),
    Counted(NOTICED, "months_to_first_contact", UseRole.INITIAL),
    Counted(EARLY, "days_to_first_meeting", UseRole.INTERMEDIATE),
    Counted(EARLY, "critical_at_opening", UseRole.INTERMEDIATE),
    Counted(EARLY, "came_again", UseRole.WATCH),
    Counted(EARLY, "sent_around", UseRole.INTERMEDIATE, 10, "二度ことわられる前に、会議で相談できるはずだから"),
    Counted(TABLE, "roles_accepted", UseRole.OUTPUT, 80, "その場で相談してから頼むので、多くは引き受けられると見た"),
    Counted(TABLE, "consent_later", UseRole.WATCH),
    Counted(TABLE, "opened_without_basis", UseRole.WATCH),
    Counted(CALLED, "still_involved", UseRole.INITIAL, 70, "終わった役割もあるので、七割とした"),
    Counted(CALLED, "actions_on_time", UseRole.INITIAL, 80, "日は引き受けた機関が決めるので、多くは守れると見た"),
    Counted(MISSING, "gap_themes", UseRole.INITIAL),
    Counted(CAME, "fields_reached", UseRole.OUTPUT, 80, "十九の分野のうち、十五にはまず声をかけられる"),
    Counted(CAME, "field_people_reached", UseRole.WATCH),
    Counted(CAME, "first_timers", UseRole.WATCH),
    Counted(FACES, "new_ties_per_meeting", UseRole.INITIAL),
    Counted(PHONES, "ties_activated", UseRole.INTERMEDIATE, 20, "会った組の五つに一つが動けば、足りると見た"),
    Counted(PHONES, "contact_without_station", UseRole.WATCH),
    Counted(PHONES, "tie_density", UseRole.WATCH),
    Counted(CHANGED, "team_meetings_held", UseRole.OUTPUT),
    Counted(VISITED, "team_changes_checked", UseRole.INITIAL, 100, "一つだけ決めるので、かならず確かめられる"),
    Counted(REACHED, "lecture_people", UseRole.OUTPUT),
    Counted(SAID, "understanding_gain", UseRole.INITIAL, 60, "半分より多くの人に伝わったと言えるところに置いた"),
    Counted(SAID, "can_explain", UseRole.INITIAL),
    Counted(INVITED, "lectures_asked_for", UseRole.INITIAL),
)  # fmt: skip
