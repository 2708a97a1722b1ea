"""目標のきまり: the person's words, a graduation point agreed at the start, and who agreed. Pure."""

from collections.abc import Iterable
from datetime import date

from takigi.casework.rules.states import CaseRefused
from takigi.instruments.goal_scale import Rating
from takigi.kernel.labelled import Labelled


class GoalField(Labelled):
    """目標の分野."""

    BATH = "bath", "入浴"
    MOVING = "moving", "歩く・移動"
    HOUSEWORK = "housework", "家のこと"
    GOING_OUT = "going_out", "外出・買い物"
    FIELD = "field", "畑・庭・雪かき"
    PLEASURE = "pleasure", "楽しみ・趣味"
    PEOPLE = "people", "人とのつきあい"
    WORK = "work", "仕事・役割"
    OTHER = "other", "その他"


class Party(Labelled):
    """合意した人. A goal counts as agreed when the person and somebody of the team have."""

    PERSON = "person", "本人"
    FAMILY = "family", "家族"
    CENTRE = "centre", "包括"
    CARE_MANAGER = "care_manager", "ケアマネジャー"
    THERAPIST = "therapist", "リハ職"
    PROVIDER = "provider", "事業所"
    DOCTOR = "doctor", "医師"


TEAM = frozenset({Party.CENTRE, Party.CARE_MANAGER, Party.THERAPIST, Party.PROVIDER, Party.DOCTOR})


def is_agreed(parties: Iterable[str]) -> bool:
    """Agreed by the person and by the team (KPI 8, KPI 15)."""
    said = set(parties)
    agreed = {party for party in Party if party in said}
    return Party.PERSON in agreed and bool(agreed & TEAM)


def check_goal(text: str, graduation: str, *, needs_graduation: bool) -> None:
    """A goal is in the person's words; at the agreement it also says when the service is no longer needed."""
    if not text.strip():
        raise CaseRefused("目標を、本人のことばで書いてください（例: 風呂に自分で入れるようになりたい）。")
    if needs_graduation and not graduation.strip():
        raise CaseRefused(
            "卒業の目印を書いてください。どうなったら卒業かを、はじめに決めておきます"
            "（例: 立ち上がりが不安なくできて、見守りなしで入浴できたら）。"
        )


def check_agreement(parties: Iterable[str], agreed_on: date, *, proposed_on: date, today: date) -> None:
    """The person agrees, and somebody of the team; on a day between the proposal and today."""
    parties = list(parties)
    if Party.PERSON not in parties:
        raise CaseRefused(
            "合意には、本人が入ります。本人が合意していないときは「合意しなかった」を選ぶか、話し合いを続けてください。"
        )
    if not is_agreed(parties):
        raise CaseRefused("本人といっしょに合意した職員（包括、リハ職など）を、ひとりは選んでください。")
    if not proposed_on <= agreed_on <= today:
        raise CaseRefused("合意した日は、目標を提案した日から今日までの日にしてください。")


def check_rating(performance: int | None, satisfaction: int | None) -> Rating:
    """実行度・満足度 of a goal are always asked together (casework.md 2.5)."""
    if (performance is None) != (satisfaction is None):
        raise CaseRefused("実行度と満足度は、両方書くか、両方空けてください。")
    try:
        return Rating(performance, satisfaction)
    except ValueError as error:
        raise CaseRefused(str(error)) from error
