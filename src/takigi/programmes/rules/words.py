"""事業の言葉: the closed lists of the room, and the refusal that says what is possible instead."""

from takigi.kernel.labelled import Labelled


class ProgrammeRefused(ValueError):
    """This cannot be recorded as it is; the text says what is possible instead."""


class ProgrammeKind(Labelled):
    """事業の種類."""

    DAY = "day_c", "通所型サービスC"
    HOME = "home_c", "訪問型サービスC"
    DAY_ON_DEMAND = "day_on_demand", "通所型サービスC（随時型）"
    DAY_CLASS = "day_class", "通所型サービスC（教室型）"


class Attendance(Labelled):
    """出欠. A day that the provider called off is nobody's absence."""

    ATTENDED = "attended", "出席"
    ABSENT = "absent", "欠席"
    CANCELLED = "cancelled", "休み（事業所）"


class AbsenceReason(Labelled):
    """休みの理由."""

    UNWELL = "unwell", "体の具合"
    HOSPITAL = "hospital", "入院"
    VISIT_TO_DOCTOR = "doctor", "通院"
    FAMILY = "family", "家族の都合"
    ERRAND = "errand", "本人の用事"
    NOT_WILLING = "not_willing", "気が進まない"
    TRANSPORT = "transport", "行く手段がない"
    WEATHER = "weather", "天気・雪"
    PROVIDER = "provider", "事業所の都合"
    UNKNOWN = "unknown", "分からない"
    OTHER = "other", "その他"


class ActionDone(Labelled):
    """先週の行動ができたか."""

    DONE = "done", "できた"
    PARTLY = "partly", "少しできた"
    NOT_DONE = "not_done", "まだ"
    NOT_ASKED = "not_asked", "聞いていない"


class EndReason(Labelled):
    """終わり方. Only the first four come out of an end assessment; the register brings the others."""

    GRADUATED = "graduated", "卒業"
    TRANSFERRED = "transferred_service", "ほかのサービスへ"
    DISCONTINUED = "discontinued", "中止"
    DECEASED = "deceased", "死亡"
    MOVED_OUT = "moved_out", "転出"
    FACILITY = "facility_admission", "施設に入所"
    CASE_CLOSED = "closed", "ケースの終結"


# What a person decides at the end; the others are news that end a course by themselves (V24).
DECIDED_ENDS = (EndReason.GRADUATED, EndReason.TRANSFERRED, EndReason.DISCONTINUED)


class SuspensionReason(Labelled):
    """中断の理由 (V26)."""

    HOSPITAL = "hospital", "入院"
    SHORT_STAY = "short_stay", "施設の短期の利用"
    HEALTH = "health", "体調"
    FAMILY = "family", "家族の事情"
    OTHER = "other", "その他"


class GoalResult(Labelled):
    """目標の結果, as the provider sees it."""

    ACHIEVED = "achieved", "届いた"
    PARTLY = "partly", "近づいた"
    NOT_YET = "not_yet", "まだ届いていない"
    UNKNOWN = "unknown", "確かめられなかった"


class Weekday(Labelled):
    """曜日. Monday is 0, as in Python."""

    MONDAY = "0", "月"
    TUESDAY = "1", "火"
    WEDNESDAY = "2", "水"
    THURSDAY = "3", "木"
    FRIDAY = "4", "金"
    SATURDAY = "5", "土"
    SUNDAY = "6", "日"
