"""測定の前の確かめ: whether to go on, ask first or stop, from blood pressure, pulse, fever, pain and how the person feels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from takigi.kernel.labelled import Labelled


class Advice(Labelled):
    """進めてよいか."""

    PROCEED = "proceed", "測定できます"
    ASK = "ask", "本人と担当者に確かめてから"
    STOP = "stop", "今日は測定しません"


class Pain(Labelled):
    """痛み."""

    NONE = "none", "なし"
    AS_USUAL = "as_usual", "いつもの痛みがある"
    WORSE = "worse", "いつもより強い、または新しい痛みがある"


@dataclass(frozen=True)
class SafetyLimits:
    """目安: the limits of one document. A person's own limits from their doctor come before these."""

    key: str
    systolic_stop_from: int
    diastolic_stop_from: int
    pulse_stop_from: int
    pulse_stop_until: int
    fever_stop_from: Decimal
    source: str
    verified: bool


# 37.5 degrees is the usual limit of 通いの場 and stands in none of the documents that were read.
DEFAULT_LIMITS = SafetyLimits(
    key="mhlw_exercise",
    systolic_stop_from=180,
    diastolic_stop_from=110,
    pulse_stop_from=110,
    pulse_stop_until=50,
    fever_stop_from=Decimal("37.5"),
    source="厚生労働省の運動器の機能向上マニュアルを引く資料による（原本との照合前）。体温は慣行による",
    verified=False,
)


@dataclass(frozen=True)
class BeforeTesting:
    """測定の前のようす: None means that it was not asked or not measured."""

    systolic: int | None = None
    diastolic: int | None = None
    pulse: int | None = None
    is_pulse_irregular: bool | None = None
    temperature: Decimal | None = None
    pain: Pain | None = None
    feels_unwell: bool | None = None


@dataclass(frozen=True)
class PreCheck:
    """確かめの結果: the advice and every reason for it."""

    advice: Advice
    reasons: tuple[str, ...]


def check_before_testing(state: BeforeTesting, limits: SafetyLimits = DEFAULT_LIMITS) -> PreCheck:
    """Whether to test today. Any reason to stop stops; anything not known is asked, never taken for well."""
    stops = tuple(_reasons_to_stop(state, limits))
    if stops:
        return PreCheck(Advice.STOP, stops)
    asks = tuple(_reasons_to_ask(state))
    return PreCheck(Advice.ASK if asks else Advice.PROCEED, asks)


def _reasons_to_stop(state: BeforeTesting, limits: SafetyLimits) -> Iterator[str]:
    if state.systolic is not None and state.systolic >= limits.systolic_stop_from:
        yield f"上の血圧が{state.systolic}です（{limits.systolic_stop_from}以上は測定しません）。"
    if state.diastolic is not None and state.diastolic >= limits.diastolic_stop_from:
        yield f"下の血圧が{state.diastolic}です（{limits.diastolic_stop_from}以上は測定しません）。"
    if state.pulse is not None and state.pulse >= limits.pulse_stop_from:
        yield f"脈拍が{state.pulse}です（{limits.pulse_stop_from}以上は測定しません）。"
    if state.pulse is not None and state.pulse <= limits.pulse_stop_until:
        yield f"脈拍が{state.pulse}です（{limits.pulse_stop_until}以下は測定しません）。"
    if state.temperature is not None and state.temperature >= limits.fever_stop_from:
        yield f"体温が{state.temperature}度です（{limits.fever_stop_from}度以上は測定しません）。"
    if state.is_pulse_irregular:
        yield "いつもと違う脈の乱れがあります。"
    if state.pain is Pain.WORSE:
        yield "いつもより強い、または新しい痛みがあります。"
    if state.feels_unwell:
        yield "体の具合がよくないと話しています。"


def _reasons_to_ask(state: BeforeTesting) -> Iterator[str]:
    if state.pain is Pain.AS_USUAL:
        yield "いつもの痛みがあります。できる種目を本人と確かめてください。"
    unknown = [
        label
        for label, value in (
            ("上の血圧", state.systolic),
            ("下の血圧", state.diastolic),
            ("脈拍", state.pulse),
            ("脈の乱れ", state.is_pulse_irregular),
            ("体温", state.temperature),
            ("痛み", state.pain),
            ("体の具合", state.feels_unwell),
        )
        if value is None
    ]
    if unknown:
        yield f"{'・'.join(unknown)}をまだ確かめていません。"
