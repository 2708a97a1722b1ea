"""調査の回をひらく: an instrument enters the register, a wave opens for a lawful one, and slips are drawn once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.surveys.models import Instrument, Slip, Wave
from takigi.surveys.policies import check_asks, target_of, wave_to_change
from takigi.surveys.rules import (
    SHIPPED,
    Asks,
    Licence,
    SurveyRefused,
    check_days,
    check_may_open,
    check_slips,
)
from takigi.surveys.slips import digest_of, new_token


@dataclass(frozen=True)
class InstrumentWords:
    """尺度について分かっていること. `questions`: its wording, only once it may be used."""

    name: str
    asks: Asks
    licence: Licence
    because: str
    citation: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A wave and its slips, told this once: from now on only their digests are there."""

    wave_id: uuid.UUID
    tokens: tuple[str, ...]


@transaction.atomic
def register_instrument(*, by: Viewer, words: InstrumentWords) -> int:
    """Note what the authors of an instrument allow; the newest note holds. Its wording may not be typed in before that."""
    check_asks(by)
    if not words.name.strip() or not words.because.strip():
        raise SurveyRefused("尺度の名前と、何を見て確かめたかを書いてください。")
    if words.questions:
        check_may_open(words.licence, name=words.name, citation=words.citation)
    one, _ = Instrument.objects.update_or_create(
        municipality_id=by.municipality_id,
        name=words.name.strip(),
        defaults={
            "asks": words.asks,
            "licence": words.licence,
            "citation": words.citation.strip(),
            "because": words.because.strip(),
            "questions": [one.strip() for one in words.questions if one.strip()],
            "checked_on": by.on,
            "recorded_at": by.at,
            "recorded_by_id": by.staff_id,
        },
    )
    audit.record(
        "surveys.instrument_checked",
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=f"instrument:{one.pk}",
        detail={"licence": words.licence.value},
    )
    return one.pk


@transaction.atomic
def open_wave(
    *,
    by: Viewer,
    instrument: str | int,
    label: str,
    opens_on: date,
    closes_on: date,
    invited: int,
    event_id: uuid.UUID | None = None,
) -> Drawn:
    """Ask. `instrument`: `pulse`, `understanding`, or the number of a registered one; `event_id`: after which meeting."""
    check_asks(by)
    check_days(opens_on, closes_on)
    check_slips(invited)
    if not label.strip():
        raise SurveyRefused("アンケートの題を書いてください。")
    wave = Wave.objects.create(
        municipality_id=by.municipality_id,
        label=label.strip(),
        event_id=event_id,
        opens_on=opens_on,
        closes_on=closes_on,
        invited=invited,
        opened_at=by.at,
        opened_by_id=by.staff_id,
        **_asked_with(by, instrument),
    )
    tokens = tuple(new_token() for _ in range(invited))
    Slip.objects.bulk_create(Slip(wave=wave, digest=digest_of(token)) for token in sorted(tokens))
    _note(by, wave.pk, "surveys.wave_opened", invited=invited, licence=wave.licence)
    return Drawn(wave.pk, tokens)


def _asked_with(by: Viewer, instrument: str | int) -> dict[str, object]:
    if isinstance(instrument, str) and instrument in SHIPPED:
        return {"shipped_key": instrument, "asks": SHIPPED[instrument].asks, "licence": Licence.OWN}
    found = (
        Instrument.objects.filter(municipality_id=by.municipality_id, pk=instrument).first()
        if isinstance(instrument, int)
        else None
    )
    if found is None:
        raise Unseen
    check_may_open(Licence(found.licence), name=found.name, citation=found.citation)
    if not found.questions:
        raise SurveyRefused(f"「{found.name}」の問いが、まだ台帳にありません。許された言葉のまま書き入れてください。")
    return {"instrument": found, "asks": found.asks, "licence": found.licence}


@transaction.atomic
def close_wave(*, by: Viewer, wave_id: uuid.UUID) -> None:
    """No more answers; what was answered stays."""
    wave = wave_to_change(by, wave_id)
    if wave.closed_on is not None:
        raise SurveyRefused("このアンケートは、もう閉じています。")
    wave.closed_on = by.on
    wave.save(update_fields=["closed_on"])
    _note(by, wave.pk, "surveys.wave_closed")


def _note(by: Viewer, wave_id: uuid.UUID, kind: str, **detail: object) -> None:
    audit.record(
        kind,
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=target_of(wave_id),
        detail=detail,
    )
