"""分析の計画: what will be compared, written and stored before any result is opened (the target trial, TARGET 2025)."""

import hashlib
from dataclasses import dataclass, fields
from datetime import datetime

from takigi.kernel.labelled import Labelled
from takigi.statistics.arrays import NoAnswer
from takigi.statistics.claims import Grade


class Design(Labelled):
    """比べ方; it decides the highest grade that a result may carry."""

    RANDOMISED = "randomised", "くじで分けた"
    LOTTERY_ORDER = "lottery_order", "始める順番をくじで決めた"
    STAGGERED = "staggered", "地区ごとに始まる時期が違う"
    ADJUSTED = "adjusted", "似た方・似た地域と比べ、違いを調整する"
    BEFORE_AFTER = "before_after", "同じ方・同じ地域の前と後を比べる"


class ExposureKnown(Labelled):
    """受けたかどうかが決まる時点; the guard against time that could not have been died in (immortal time)."""

    AT_TIME_ZERO = "at_time_zero", "起点の日に決まっている"
    AT_LANDMARK = "at_landmark", "起点から決まった日数の時点で、まだ見守っている方だけについて決める"
    LATER = "later", "起点より後に受けたかどうかで分ける"


class Selection(Labelled):
    """選び方; the guard against regression to the mean."""

    NOT_BY_OUTCOME = "not_by_outcome", "結果の指標の値では選んでいない"
    BY_OUTCOME_COMPARED = "by_outcome_compared", "結果の指標が悪い方を選び、同じ選び方の比べる群がある"
    BY_OUTCOME_ALONE = "by_outcome_alone", "結果の指標が悪い方を選び、比べる群がない"


GRADES = {
    Design.RANDOMISED: Grade.E,
    Design.LOTTERY_ORDER: Grade.D,
    Design.STAGGERED: Grade.D,
    Design.ADJUSTED: Grade.C,
    Design.BEFORE_AFTER: Grade.B,
}

# Who receives is then decided by nobody, so that plain differences mean something.
BY_LOT = frozenset({Design.RANDOMISED, Design.LOTTERY_ORDER})

PARTS = {
    "eligibility": "対象になる方",
    "strategies": "比べる支援",
    "assignment": "分け方",
    "time_zero": "起点の日",
    "outcome": "結果の指標",
    "estimand": "知りたい差",
    "analysis": "計算の方法",
}


class ProtocolRefused(NoAnswer):
    """The protocol cannot carry a result; the text names every part and what to write there."""


@dataclass(frozen=True)
class Protocol:
    """分析の計画書: seven parts in words, and three answers that the guards read."""

    eligibility: str
    strategies: str
    assignment: str
    time_zero: str
    outcome: str
    estimand: str
    analysis: str
    design: Design
    exposure_known: ExposureKnown
    selection: Selection

    @property
    def grade(self) -> Grade:
        """The highest grade that this design allows."""
        return GRADES[self.design]

    @property
    def fingerprint(self) -> str:
        """Changes with every letter, so that a result shows which wording it was opened under."""
        told = "\x1f".join(f"{field.name}\x1e{getattr(self, field.name)}" for field in fields(self))
        return hashlib.sha256(told.encode()).hexdigest()


def problems_of(protocol: Protocol) -> tuple[str, ...]:
    """Everything that keeps the protocol from carrying a result, as sentences; empty when it is complete."""
    problems = [
        f"「{label}」が空です。結果を見る前に書いてください。"
        for name, label in PARTS.items()
        if not str(getattr(protocol, name)).strip()
    ]
    if protocol.exposure_known is ExposureKnown.LATER:
        problems.append(
            "起点より後に受けたかどうかで分けると、受けるまで無事だった期間が受けた群の得になります。"
            "起点の日に決まる分け方にするか、起点から決まった日数の時点でまだ見守っている方だけを比べてください。"
        )
    if protocol.selection is Selection.BY_OUTCOME_ALONE:
        problems.append(
            "値の悪い方だけを選ぶと、何もしなくても次は平均に近づきます。同じ選び方をした比べる群を決めてください。"
        )
    return tuple(problems)


def check_protocol(protocol: Protocol) -> None:
    """Raises ProtocolRefused with every problem; silent when the protocol is complete."""
    problems = problems_of(protocol)
    if problems:
        raise ProtocolRefused("".join(problems))


@dataclass(frozen=True)
class OpenedProtocol:
    """開いた計画: a complete protocol stored before its results were opened. Cannot be made otherwise."""

    protocol: Protocol
    stored_at: datetime
    opened_at: datetime

    def __post_init__(self) -> None:
        """Whoever builds one by hand meets the same checks."""
        check_protocol(self.protocol)
        if self.stored_at >= self.opened_at:
            raise ProtocolRefused(
                "計画は、結果を開くより前に保存してください。結果を見た後の計画では、根拠の段階を上げられません。"
            )

    @property
    def fingerprint(self) -> str:
        """That of the protocol's words."""
        return self.protocol.fingerprint


def open_results(protocol: Protocol, *, stored_at: datetime | None, opened_at: datetime) -> OpenedProtocol:
    """The key that every result of this room asks for.

    Raises ProtocolRefused when a part is missing, a guard objects, or the protocol was not stored before `opened_at`.
    """
    if stored_at is None:
        raise ProtocolRefused("計画がまだ保存されていません。保存してから結果を開いてください。")
    return OpenedProtocol(protocol, stored_at, opened_at)


def check_opened(protocol: OpenedProtocol) -> None:
    """Raises ProtocolRefused for anything that is not an opened protocol, a draft above all."""
    if not isinstance(protocol, OpenedProtocol):
        raise ProtocolRefused(
            "結果を出すには、保存された計画が要ります。先に計画を保存し、そのうえで結果を開いてください。"
        )
