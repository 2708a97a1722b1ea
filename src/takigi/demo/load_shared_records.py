"""見本の記録を足す: what was said of sharing, where households were sent on to, talks that ended, first words read by two, surveys."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.collaboration.actions import consents, records, referrals
from takigi.collaboration.actions.help import code_first_words
from takigi.collaboration.rules.help_requests import TakeOver
from takigi.collaboration.rules.words import Warmth
from takigi.demo.office_people import Office
from takigi.demo.shared_stories import LEARNED, PULSES, Sent, SharedStory, Wave
from takigi.people.actions.consents import ConsentWords
from takigi.people.rules import ConsentMethod, ConsentPurpose, ConsentScope, ConsentState
from takigi.surveys.actions.answering import Said, answer
from takigi.surveys.actions.waves import close_wave, open_wave

SECRETARIAT, STATION = "n.morozumi", "n.ohara"
FORM = "凪浜市 同意書 第2版"
SHARED = frozenset(one.value for one in (Information.IDENT, Information.HH, Information.ASSESS))
PULSE = ("someone_to_ask", "knows_where", "knows_others", "thinks_together", "alone", "can_explain")
GRADED = ("before", "after")
A_WAVE_LASTS = timedelta(days=14)
TAKES_OVER = "引き取って"


def consent(office: Office, by: Viewer, case_id: uuid.UUID, story: SharedStory) -> None:
    """The person agrees that those who help may know of it, as they said and signed."""
    scope = ConsentScope(frozenset(office.agency_of(ask.who) for ask in story.asks), SHARED)
    for state in (ConsentState.ASKED, ConsentState.GRANTED):
        words = ConsentWords(
            by.on, ConsentMethod.SIGNATURE, FORM, scope if state is ConsentState.GRANTED else ConsentScope()
        )
        consents.record_case_consent(by=by, case_id=case_id, purpose=ConsentPurpose.SHARING, state=state, words=words)


def send_on(office: Office, login: str, case_id: uuid.UUID, sent: Sequence[Sent], *, on: date) -> None:
    """つなぎ: asked of one agency after the other; whoever could not says why."""
    for number, one in enumerate(sent):
        asked = office.by(login, on + timedelta(days=7 * number))
        to = office.agency_of(one.to)
        referral = referrals.refer(by=asked, case_id=case_id, to_agency_id=to, purpose=one.what, warmth=Warmth.TOGETHER)
        answering = office.by(one.to, asked.on + timedelta(days=3))
        if one.why_not:
            referrals.reject_referral(by=answering, referral_id=referral, reason=one.why_not)
            continue
        referrals.accept_referral(by=answering, referral_id=referral)
        referrals.start_referral(by=answering, referral_id=referral, started_on=answering.on)


def end_talks(office: Office, login: str, case_id: uuid.UUID, *, ended: date, again: date | None) -> None:
    """相談のまとまり: one ends, and the household may come again with the same."""
    records.close_episode(by=office.by(login, ended), case_id=case_id, on=ended)
    if again is not None and again <= office.today:
        records.open_episode(by=office.by(login, again), case_id=case_id, on=again)


def read_first_words(office: Office, request_id: uuid.UUID, story: SharedStory, on: date) -> None:
    """Two people read the first words, each alone; of one of them they think differently."""
    first = TakeOver.YES if TAKES_OVER in story.first_words else TakeOver.NO
    second = TakeOver.YES if story.reads_two_ways else first
    for login, code in ((STATION, first), (SECRETARIAT, second)):
        code_first_words(by=office.by(login, on, hour=17), request_id=request_id, code=code)


def ask_supporters(office: Office) -> None:
    """支援者の6問 twice a year, and what people understood before and after a gathering."""
    for instrument, keys, waves in (("pulse", PULSE, PULSES), ("understanding", GRADED, LEARNED)):
        for wave in waves:
            _survey(office, instrument, keys, wave)


def _survey(office: Office, instrument: str, keys: Sequence[str], wave: Wave) -> None:
    opens_on = office.today - timedelta(days=wave.days_ago)
    closes_on = opens_on + A_WAVE_LASTS
    drawn = open_wave(
        by=office.by(SECRETARIAT, opens_on),
        instrument=instrument,
        label=wave.label,
        opens_on=opens_on,
        closes_on=closes_on,
        invited=wave.invited,
    )
    for number, grades in enumerate(wave.answers):
        answers = dict(zip(keys, (int(grade) for grade in grades), strict=True))
        answer(drawn.tokens[number], Said(answers), on=opens_on + timedelta(days=number % A_WAVE_LASTS.days))
    close_wave(by=office.by(SECRETARIAT, closes_on), wave_id=drawn.wave_id)
