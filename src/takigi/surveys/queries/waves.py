"""調査の回を見る: which there are, what a slip asks, and what came of it, told only of enough people."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from takigi.access.grounds import Unseen, Viewer
from takigi.surveys.models import Instrument, Response, Slip, Wave
from takigi.surveys.policies import REASON, check_reads, check_sees, may_ask, may_read, seen_wave
from takigi.surveys.rules import (
    SHIPPED,
    Asks,
    Licence,
    Question,
    Spread,
    fewest_for,
    is_open,
    spread_of,
)
from takigi.surveys.slips import digest_of


@dataclass(frozen=True)
class WaveCard:
    """調査の回ひとつ."""

    wave_id: uuid.UUID
    label: str
    instrument: str
    asks: Asks
    opens_on: date
    closes_on: date
    invited: int
    answered: int
    is_open: bool
    may_close: bool
    may_read: bool
    event_id: uuid.UUID | None


@dataclass(frozen=True)
class Sheet:
    """答える紙に出るもの."""

    label: str
    instrument: str
    is_validated: bool
    asks: Asks
    questions: tuple[Question, ...]
    free_words: str
    is_open: bool
    is_answered: bool
    answers: dict[str, int]


@dataclass(frozen=True)
class WaveResults:
    """まとめ. `is_told` False: fewer than enough people answered, and nothing but how many is told."""

    card: WaveCard
    spreads: tuple[Spread, ...]
    words: tuple[str, ...]
    fewest: int
    is_told: bool
    is_validated: bool
    because: tuple[str, ...]


@dataclass(frozen=True)
class InstrumentCard:
    """台帳の尺度ひとつ. `key`: as `open_wave` takes it."""

    key: str | int
    name: str
    asks: Asks
    licence: Licence
    citation: str
    because: str
    may_open: bool


def waves(viewer: Viewer) -> tuple[WaveCard, ...]:
    """Every wave of the town, newest first, for everybody who works here. One query."""
    check_sees(viewer)
    return tuple(_card(one, viewer) for one in _counted(Wave.objects.filter(municipality_id=viewer.municipality_id)))


def waves_of_event(viewer: Viewer, event_id: uuid.UUID) -> tuple[WaveCard, ...]:
    """Those after one meeting or lecture. One query."""
    check_sees(viewer)
    rows = Wave.objects.filter(municipality_id=viewer.municipality_id, event_id=event_id)
    return tuple(_card(one, viewer) for one in _counted(rows))


def may_prepare(viewer: Viewer) -> bool:
    """Whether the viewer may prepare a survey, for buttons."""
    return may_ask(viewer)


def instruments(viewer: Viewer) -> tuple[InstrumentCard, ...]:
    """The house's own, and those that the town has looked into. One query."""
    check_reads(viewer)
    own = [
        InstrumentCard(
            one.key, one.name, one.asks, Licence.OWN, "", "家の尺度です。確かめられた尺度ではありません。", True
        )
        for one in SHIPPED.values()
    ]
    rows = Instrument.objects.filter(municipality_id=viewer.municipality_id).order_by("name")
    return (*own, *(_of_others(one) for one in rows))


def sheet_of(token: str, *, on: date) -> Sheet:
    """What a slip asks. Unseen where there is no such slip. Two queries."""
    slip = Slip.objects.select_related("wave__instrument").filter(digest=digest_of(token)).first()
    if slip is None:
        raise Unseen
    wave, answered = slip.wave, Response.objects.filter(slip=slip).first()
    shipped = SHIPPED.get(wave.shipped_key)
    return Sheet(
        label=wave.label,
        instrument=_name_of(wave),
        is_validated=shipped.is_validated if shipped else True,
        asks=Asks(wave.asks),
        questions=_questions_of(wave),
        free_words=shipped.free_words if shipped else "",
        is_open=is_open(wave.opens_on, wave.closes_on, wave.closed_on, on),
        is_answered=answered is not None,
        answers=dict(answered.answers) if answered else {},
    )


def wave_results(viewer: Viewer, wave_id: uuid.UUID) -> WaveResults:
    """What came of a wave. Answers leave the room as counts only, and free words without anything beside them. Three queries.

    While it is open nothing is told: whoever looked before and after one answer would know it.
    """
    wave = seen_wave(viewer, wave_id)
    (counted,) = _counted(Wave.objects.filter(pk=wave.pk))
    card, fewest = _card(counted, viewer), fewest_for(Asks(wave.asks))
    is_told = not card.is_open and card.answered >= fewest
    rows = list(Response.objects.filter(wave=wave).values_list("answers", "words")) if is_told else []
    answers = [one for one, _ in rows]
    shipped = SHIPPED.get(wave.shipped_key)
    return WaveResults(
        card=card,
        spreads=tuple(spread_of(one, answers, fewest=fewest) for one in _questions_of(wave)) if is_told else (),
        # In the order of the alphabet: not in that of answering.
        words=tuple(sorted(words for _, words in rows if words)),
        fewest=fewest,
        is_told=is_told,
        is_validated=shipped.is_validated if shipped else True,
        because=(REASON,),
    )


def _counted(rows: QuerySet[Wave]) -> QuerySet[Wave]:
    return rows.select_related("instrument").annotate(answered=Count("slips__response")).order_by("-opens_on", "label")


def _card(wave: Wave, viewer: Viewer) -> WaveCard:
    open_now = is_open(wave.opens_on, wave.closes_on, wave.closed_on, viewer.on)
    return WaveCard(
        wave_id=wave.pk,
        label=wave.label,
        instrument=_name_of(wave),
        asks=Asks(wave.asks),
        opens_on=wave.opens_on,
        closes_on=wave.closed_on or wave.closes_on,
        invited=wave.invited,
        answered=wave.answered,
        is_open=open_now,
        may_close=wave.closed_on is None and may_ask(viewer),
        may_read=may_read(viewer),
        event_id=wave.event_id,
    )


def _of_others(one: Instrument) -> InstrumentCard:
    licence = Licence(one.licence)
    may_open = licence in {Licence.FREE_WITH_CITATION, Licence.PERMISSION_OBTAINED, Licence.OWN} and bool(one.questions)
    return InstrumentCard(one.pk, one.name, Asks(one.asks), licence, one.citation, one.because, may_open)


def _name_of(wave: Wave) -> str:
    return SHIPPED[wave.shipped_key].name if wave.shipped_key else wave.instrument.name


def _questions_of(wave: Wave) -> tuple[Question, ...]:
    if wave.shipped_key:
        return SHIPPED[wave.shipped_key].questions
    told = enumerate(wave.instrument.questions, start=1)
    return tuple(Question(f"q{number}", words, "まったくあてはまらない", "とてもあてはまる") for number, words in told)
