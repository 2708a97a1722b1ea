"""見る方法から指標へ: how people said they would see that things change, in which records it shows, and which indicators count it."""

from __future__ import annotations

from dataclasses import dataclass

_MONTHS = (3, 6, 12)


@dataclass(frozen=True)
class Trace:
    """One way of seeing. Without an indicator, `because` says why there is no number."""

    seen_by: str
    records: str
    keys: tuple[str, ...]
    because: str = ""


TRACES = (
    Trace("理解と関心を段階で聞く", "アンケート（前と後）、講座での挙手", ("understanding_gain", "can_explain")),
    Trace(
        "だれが、どの分野から来たか",
        "会議の出席",
        (
            "attendees_by_field",
            "agencies_by_field",
            "field_people_reached",
            "field_agencies_reached",
            "fields_reached",
            "first_timers",
        ),
    ),
    Trace(
        "場のようすを見る",
        "出席の「場での様子」、会議録の「場のようす」",
        (),
        "ことばのまま読みます。数にすると、場のようすが消えます",
    ),
    Trace(
        "相談の中身を読む",
        "会議の議題、相談の最初の文面",
        ("discussed_in_own_field", "asked_to_take_over", "requests_read_alike"),
    ),
    Trace(
        "見つけて、つなぐ",
        "気になる人の知らせ、ケースを開いたときのつながり",
        ("leads_connected", "leads_declined", "unconnected_found", "months_to_first_contact", "beginning_unknown"),
    ),
    Trace("担当者で決まって集まる", "担当者ミーティング", ("team_meetings_held", "team_changes_checked")),
    Trace(
        "ステーションが主担当になっていないか",
        "主担当の履歴、議題を頼んだときの主担当",
        (
            *(f"owner_kept_{months}m" for months in _MONTHS),
            *(f"owner_station_{months}m" for months in _MONTHS),
            "station_stock",
            "station_exceptions",
            "station_exception_days",
            "station_overdue",
        ),
    ),
    Trace("会議のあとも関わっているか", "役割、経過、宿題", ("still_involved",)),
    Trace(
        "つながっていない人どうしがつながる",
        "会議の出席、経過、役割",
        ("new_ties_per_meeting", "new_ties_median", "new_ties_of_possible", "ties_activated", "tie_density"),
    ),
    Trace(
        "出前講座の依頼が来る",
        "出前講座の依頼",
        ("lectures_asked_for", "lectures_new_requesters", "lecture_people"),
    ),
    Trace(
        "一人で抱えこまない、燃えつきない",
        "支援者の6問、ケースの経過と役割",
        ("someone_to_ask", "alone_with_the_case", "survey_response_rate", "one_supporter_only"),
    ),
    Trace("目ざすことを自分の言葉で言える", "アンケート、ストーリーの画面", ("can_explain",)),
)
