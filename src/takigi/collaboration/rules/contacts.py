"""経過: with whom, how, what happened and what one thinks of it, the last two never in one box."""

from __future__ import annotations

from datetime import date

from takigi.collaboration.rules.words import CollaborationRefused
from takigi.kernel.labelled import Labelled


class Direction(Labelled):
    """どちらから."""

    OUT = "out", "こちらから"
    IN = "in", "相手から"


class Method(Labelled):
    """方法."""

    OFFICE = "office", "来所"
    PHONE = "phone", "電話"
    VISIT = "visit", "訪問"
    TOGETHER = "together", "同行"
    MEETING = "meeting", "会議"
    MAIL = "mail", "メール・連絡帳"


def check_contact(happened_on: date, fact: str, *, on: date) -> None:
    """A contact has a day that has come, and a fact; an opinion alone is no record of what happened."""
    if happened_on > on:
        raise CollaborationRefused("日付が今日より後になっています。その日が来てから記録してください。")
    if not fact.strip():
        raise CollaborationRefused("あったことを書いてください。考えたことだけでは、あとで読む人に伝わりません。")


def check_via_station(counterpart_agency_id: int | None, *, via_station: bool) -> None:
    """Only a contact with another agency can have come about through the station."""
    if via_station and counterpart_agency_id is None:
        raise CollaborationRefused("ステーションを通した連絡は、相手の機関を選んでください。")


def check_episode(opened_on: date, closed_on: date | None, *, on: date) -> None:
    """相談のまとまり begin before they end, and neither lies ahead."""
    if opened_on > on or (closed_on is not None and closed_on > on):
        raise CollaborationRefused("日付が今日より後になっています。日付を確かめてください。")
    if closed_on is not None and closed_on < opened_on:
        raise CollaborationRefused("終わりの日が、始まりの日より前になっています。日付を確かめてください。")
