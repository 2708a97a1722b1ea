"""助けを求める: what may be asked, what must be said first, and how first words are coded. Nobody can ask to be rid of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from takigi.collaboration.rules.words import CollaborationRefused, Mode
from takigi.kernel.labelled import Labelled


class AskType(Labelled):
    """頼みたいこと. 「引き取る」 is not among them: the case stays with its owner (PR1)."""

    ADVICE = "advice", "助言がほしい"
    COMPANY = "company", "一緒に行ってほしい"
    ASSESSMENT = "assessment", "一緒に見立ててほしい"
    PARTNER = "partner", "相手を探してほしい"
    MEETING = "meeting", "会議を開いてほしい"


class AnswerKind(Labelled):
    """ステーションの答え. None of them sends the request back."""

    ADVISE = "advise", "助言します"
    COME = "come", "一緒に行きます"
    ASSESS = "assess", "一緒に見立てます"
    FIND = "find", "相手を探します"
    MEETING = "meeting", "会議の準備をします"
    LISTEN = "listen", "もう少し聞かせてください"


# What the station has offered, as a way of being there with an end. Whether it comes in, the owner decides.
MODE_OFFERED: Mapping[AnswerKind, Mode] = MappingProxyType(
    {
        AnswerKind.ADVISE: Mode.ADVICE,
        AnswerKind.COME: Mode.PLAYING,
        AnswerKind.ASSESS: Mode.ASSESSING,
        AnswerKind.FIND: Mode.COORDINATING,
        AnswerKind.MEETING: Mode.COORDINATING,
    }
)


class HelpState(Labelled):
    """相談の様子."""

    SENT = "sent", "答えを待っています"
    ANSWERED = "answered", "答えがありました"
    SETTLED = "settled", "進められました"
    WITHDRAWN = "withdrawn", "取り下げました"


OPEN_STATES = frozenset({HelpState.SENT, HelpState.ANSWERED})
SHORTEST = 5
NO_BY_ITSELF = ("なし", "特になし", "ない", "無し", "とくになし", "未定")


@dataclass(frozen=True)
class FieldTry:
    """自分の分野で先に試したこと: on which day and with what result, or none and why (§3.2 step 1)."""

    tried_on: date | None = None
    result: str = ""
    why_not: str = ""


def check_try(tried: FieldTry, *, on: date) -> None:
    """A day with a result, or a reason why there is none. Both at once leave the reader guessing."""
    if tried.tried_on is None and not tried.result.strip():
        if len(tried.why_not.strip()) < SHORTEST:
            raise CollaborationRefused(
                "自分の分野で先に試したことを、日付と結果で書いてください。まだのときは、その理由を書けば相談できます。"
            )
        return
    if tried.tried_on is None or len(tried.result.strip()) < SHORTEST:
        raise CollaborationRefused("試した日と、その結果の両方を書いてください。")
    if tried.tried_on > on:
        raise CollaborationRefused("試した日が今日より後になっています。日付を確かめてください。")


def check_keeps(keeps: str) -> None:
    """What we go on doing is the heart of a request: without it, it would be handing the case away."""
    said = keeps.strip().rstrip("。")
    if len(said) < SHORTEST or said in NO_BY_ITSELF:
        raise CollaborationRefused(
            "こちらが続けることを書いてください（例: 月に一度の訪問と、家族との連絡は続けます）。"
        )


def check_asks(asks: Sequence[AskType]) -> None:
    """At least one thing is asked."""
    if not asks:
        raise CollaborationRefused("頼みたいことを、ひとつ以上選んでください。")


class TakeOver(Labelled):
    """最初のことばの読み取り (K10)."""

    YES = "yes", "「引き取ってほしい」と読める"
    NO = "no", "「引き取ってほしい」とは読めない"


def agreed(codes: Iterable[TakeOver]) -> TakeOver | None:
    """The code of two coders who agree; None while one of them is missing or they differ.

    >>> agreed([TakeOver.NO, TakeOver.NO]), agreed([TakeOver.NO]), agreed([TakeOver.NO, TakeOver.YES])
    (<TakeOver.NO: 'no'>, None, None)
    """
    given = list(codes)
    return given[0] if len(given) == 2 and given[0] is given[1] else None


@dataclass(frozen=True)
class Agreement:
    """二人の一致: of `both` requests that two people read, how many they read alike; kappa where chance can be told apart."""

    both: int
    alike: int
    kappa: float | None


def agreement(pairs: Sequence[tuple[TakeOver, TakeOver]]) -> Agreement:
    """Cohen's kappa (1960). None when everybody said the same all the time: then agreement by chance is certain too.

    >>> agreement([(TakeOver.YES, TakeOver.YES), (TakeOver.NO, TakeOver.NO)]).kappa
    1.0
    >>> agreement([(TakeOver.NO, TakeOver.NO)]).kappa is None
    True
    """
    both = len(pairs)
    alike = sum(one is other for one, other in pairs)
    if not both:
        return Agreement(0, 0, None)
    first = sum(one is TakeOver.YES for one, _ in pairs) / both
    second = sum(other is TakeOver.YES for _, other in pairs) / both
    by_chance = first * second + (1 - first) * (1 - second)
    return Agreement(both, alike, None if by_chance >= 1 else (alike / both - by_chance) / (1 - by_chance))
