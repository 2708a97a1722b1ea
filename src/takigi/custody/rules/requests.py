"""開示・訂正の請求のきまり: kinds, who asks, what may be answered, and by when. Pure.

The days are those of the law; a town's ordinance may make them fewer, and then the due date of a request is typed earlier.
"""

from datetime import date, timedelta

from takigi.custody.rules.words import CustodyRefused
from takigi.kernel.labelled import Labelled

# 個人情報の保護に関する法律 第83条・第94条: within thirty days, and at most thirty more for a reason that is told.
ANSWERED_WITHIN_DAYS = 30
EXTENDED_BY_DAYS = 30
REASON_LENGTH = 10


class RequestKind(Labelled):
    """請求の別."""

    DISCLOSURE = "disclosure", "開示（写しを受け取る）"
    CORRECTION = "correction", "訂正（まちがいを直す）"


class Asker(Labelled):
    """請求した人."""

    SELF = "self", "本人"
    LEGAL = "legal", "法定代理人"
    AGENT = "agent", "任意代理人"


class RequestState(Labelled):
    """請求の段階."""

    RECEIVED = "received", "受け付けました"
    DECIDED = "decided", "決定しました"
    DONE = "done", "終わりました"
    WITHDRAWN = "withdrawn", "取り下げられました"


class Answer(Labelled):
    """決定."""

    FULL = "full", "すべて認める"
    PART = "part", "一部を認める"
    REFUSED = "refused", "認めない"


class Step(Labelled):
    """請求の歩み: one row each, never changed."""

    RECEIVED = "received", "受け付けた"
    EXTENDED = "extended", "期限をのばし、本人に知らせた"
    READ = "read", "写しの中身を確かめた"
    DECIDED = "decided", "決定した"
    HANDED_OVER = "handed_over", "写しを渡した"
    NOTED = "noted", "記録に訂正の書きそえをした"
    STATED = "stated", "本人の言い分を記録に付けた"
    TOLD = "told", "認めないことを本人に知らせた"
    WITHDRAWN = "withdrawn", "取り下げを受けた"


# From which state each deed may be done: buttons, forms and tests read the same table.
DEEDS: dict[Step, frozenset[RequestState]] = {
    Step.EXTENDED: frozenset({RequestState.RECEIVED}),
    Step.READ: frozenset({RequestState.RECEIVED, RequestState.DECIDED}),
    Step.DECIDED: frozenset({RequestState.RECEIVED}),
    Step.HANDED_OVER: frozenset({RequestState.DECIDED}),
    Step.NOTED: frozenset({RequestState.DECIDED}),
    Step.STATED: frozenset({RequestState.DECIDED}),
    Step.TOLD: frozenset({RequestState.DECIDED}),
    Step.WITHDRAWN: frozenset({RequestState.RECEIVED, RequestState.DECIDED}),
}


def may_follow(step: Step, *, kind: RequestKind, state: RequestState, answer: Answer | None) -> bool:
    """Whether the deed is possible now: what was granted is handed over or noted, what was refused is told."""
    if state not in DEEDS[step]:
        return False
    granted = answer in (Answer.FULL, Answer.PART)
    if step is Step.READ:
        return kind is RequestKind.DISCLOSURE and (answer is None or granted)
    if step is Step.HANDED_OVER:
        return kind is RequestKind.DISCLOSURE and granted
    if step is Step.NOTED:
        return kind is RequestKind.CORRECTION and granted
    if step is Step.STATED:
        return kind is RequestKind.CORRECTION and answer in (Answer.PART, Answer.REFUSED)
    if step is Step.TOLD:
        return answer is Answer.REFUSED
    return True


def due_on(received_on: date) -> date:
    """The last day for the answer.

    >>> due_on(date(2026, 11, 1))
    datetime.date(2026, 12, 1)
    """
    return received_on + timedelta(days=ANSWERED_WITHIN_DAYS)


def check_extension(due: date, until: date, reason: str, *, is_extended: bool) -> None:
    """Once, by thirty days at most, for a reason that is told to the person."""
    if is_extended:
        raise CustodyRefused("期限はすでに一度のばしています。もう一度のばすことはできません。")
    last = due + timedelta(days=EXTENDED_BY_DAYS)
    if not due < until <= last:
        raise CustodyRefused(f"のばせるのは{last:%Y年%m月%d日}までです。今の期限より後の日を書いてください。")
    check_reason(reason, "のばす理由")


def check_received(received_on: date, *, today: date) -> None:
    """A request is not received tomorrow."""
    if received_on > today:
        raise CustodyRefused("受け付けた日は、今日までの日にしてください。")


def check_reason(reason: str, what: str) -> None:
    """Written for whoever reads it later, the person among them."""
    if len(reason.strip()) < REASON_LENGTH:
        raise CustodyRefused(f"{what}を、本人が読んで分かるように{REASON_LENGTH}文字以上で書いてください。")


def days_left(due: date, *, on: date) -> str:
    """How it is said in a list.

    >>> days_left(date(2026, 12, 1), on=date(2026, 11, 28)), days_left(date(2026, 12, 1), on=date(2026, 12, 3))
    ('あと3日', '2日過ぎています')
    """
    days = (due - on).days
    if days == 0:
        return "今日まで"
    return f"あと{days}日" if days > 0 else f"{-days}日過ぎています"
