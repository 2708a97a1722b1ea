"""三年のストーリーを入れる: each deed on its day and in the order of the days, through the team's own actions.

Chapters, voices, meetings and claims are strands of their own: each yields how many days ago its next deed was, and does it
when its turn has come. So nothing is recorded of a day before all that came earlier.
"""

from __future__ import annotations

import uuid
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from django.utils.timezone import localdate

from takigi.access.grounds import Viewer
from takigi.access.queries import viewer_of
from takigi.demo import long_story as told
from takigi.demo.load import Built
from takigi.demo.long_story import Chapter, LookBack, Measured, Met
from takigi.indicators.catalogue import indicator
from takigi.indicators.missing import MissingKind
from takigi.kernel.era_names import in_short_japanese
from takigi.kernel.fiscal_year import FiscalYear
from takigi.logic_models.actions import facts, learning, measures, signs, stories, theory, versions
from takigi.logic_models.actions.facts import FactWords, QuestionWords, ReadingWords
from takigi.logic_models.actions.learning import ClaimWords, DecisionWords, DiagnosisWords, ReflectionWords
from takigi.logic_models.actions.measures import Aim, Amount, UseWords
from takigi.logic_models.actions.signs import VoiceWords
from takigi.logic_models.actions.stories import Invitation, MeetingWords, StoryWords
from takigi.logic_models.actions.versions import NewVersion
from takigi.logic_models.queries.measures import uses_of
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.queries.wood import wood_pile
from takigi.logic_models.rules.learning import (
    Answer,
    Comparison,
    DecisionKind,
    FactKind,
    MemberRole,
    Scheme,
    Sensitivity,
    Stance,
    TriggerKind,
    Visibility,
    WantedDirection,
)
from takigi.logic_models.rules.nodes import Monitoring
from takigi.logic_models.rules.signs import Match, SignState
from takigi.logic_models.rules.states import Approval, QuestionState, StoryState, VersionKind
from takigi.logic_models.rules.words import AudienceKind

LEAD, THERAPIST, MANAGER, PLANNER = "t.hoshina", "t.makabe", "t.tomaru", "t.minamoto"
FOUNDED = 950
# Days from a change of course to the words, to the team's word and to the town hall's.
WRITTEN_AFTER, AGREED_AFTER, APPROVED_AFTER = 2, 8, 20
AGREEMENT_EXPECTED, LATE_SINCE, CLAIMED = 150, 90, 30
CHECKED_AFTER = 30
# So many awaited voices, and the sign was seen.
SEEN_AFTER = 3
# And days still to come.
LOOKED_AT_IN, CHOICE_EXPECTED_IN = 25, 120


@dataclass(frozen=True)
class _Team:
    """Everybody of the story, on whatever day it needs."""

    built: Built
    at: datetime

    def by(self, login: str, days_ago: int) -> Viewer:
        moment = self.at - timedelta(days=days_ago)
        return viewer_of(self.built.staff_ids[login], self.built.municipality_id, is_active=True, at=moment)

    def lead(self, days_ago: int) -> Viewer:
        return self.by(LEAD, days_ago)

    def day(self, days_ago: int) -> date:
        return localdate(self.at - timedelta(days=days_ago))


# How many days ago the next deed of a strand was.
Found = TypeVar("Found")
Strand = Generator[int, None, Found]


def tell_long_story(built: Built, *, at: datetime) -> uuid.UUID:
    """The three years of the team, oldest first."""
    team = _Team(built, at)
    story_id = _begin(team)
    meetings = (_meeting(team, story_id, one) for one in told.MEETINGS)
    _day_by_day((_chapters(team, story_id), _voices(team, story_id), *meetings, _claims(team, story_id)))
    return story_id


def _day_by_day(strands: Iterable[Strand[None]]) -> None:
    """Always the oldest deed of all strands next."""
    waiting = [(next(strand), strand) for strand in strands]
    while waiting:
        waiting.sort(key=lambda one: one[0])
        _, strand = waiting.pop()
        days_ago = next(strand, None)
        if days_ago is not None:
            waiting.append((days_ago, strand))


def _chapters(team: _Team, story_id: uuid.UUID) -> Strand[None]:
    first, turn, correction = told.CHAPTERS
    yield from _believe(team, story_id, first)
    yield from _look_back(team, story_id, told.STUCK)
    _answer(team, story_id)
    yield turn.days_ago
    fact, decision = _decide_to_turn(team, story_id)
    yield from _change(team, story_id, turn, TriggerKind.DECISION, decision)
    _read(team, story_id, fact)
    yield from _agree(team, story_id, turn)
    reflection = yield from _look_back(team, story_id, told.HALF_YEAR)
    yield from _change(team, story_id, correction, TriggerKind.REFLECTION, reflection)
    yield from _agree(team, story_id, correction)
    _raise_target(team, story_id)
    reflection = yield from _look_back(team, story_id, told.NOW)
    _weigh(team, story_id, reflection)


def _begin(team: _Team) -> uuid.UUID:
    by = team.lead(FOUNDED)
    words = StoryWords(
        told.TITLE, told.THEME, Scheme.COMPREHENSIVE, told.TEAM, motive=told.MOTIVE, initial_view=told.UNEASE[-1]
    )
    story_id = stories.found_story(by=by, words=words)
    for login in (THERAPIST, MANAGER, PLANNER):
        member = Invitation(MemberRole.MEMBER, staff_id=team.built.staff_ids[login])
        stories.invite_member(by=by, story_id=story_id, invitation=member)
    uneases = tuple(facts.note_unease(by=by, story_id=story_id, text=text) for text in told.UNEASE)
    question = facts.make_question(by=by, story_id=story_id, words=QuestionWords(told.QUESTION), uneases=uneases)
    for one in told.FACTS:
        may_leave = Sensitivity.PUBLIC if one.kind is FactKind.STATISTIC else Sensitivity.CITY_HALL
        found = FactWords(
            one.text, one.kind, one.source, by.on, count=one.count, out_of=one.out_of, sensitivity=may_leave
        )
        facts.add_fact(by=by, story_id=story_id, words=found, questions=(question,))
    stories.move_story(by=by, story_id=story_id, to=StoryState.GATHERING, on=by.on)
    facts.move_question(by=by, story_id=story_id, question_id=question, to=QuestionState.GATHERING)
    return story_id


def _answer(team: _Team, story_id: uuid.UUID) -> None:
    by = team.lead(told.STUCK.days_ago)
    (question,) = wood_pile(by, story_id).questions
    facts.move_question(
        by=by, story_id=story_id, question_id=question.question_id, to=QuestionState.KNOWN, answer=told.FOUND_OUT
    )


def _believe(team: _Team, story_id: uuid.UUID, chapter: Chapter) -> Strand[None]:
    """The first version: written, shown in the town hall, agreed upon."""
    yield chapter.days_ago - WRITTEN_AFTER
    by = team.lead(chapter.days_ago - WRITTEN_AFTER)
    _write(team, story_id, chapter)
    stories.show_story(by=by, story_id=story_id, to=Visibility.CITY_HALL)
    for state in (StoryState.FRAMING, StoryState.DESIGN, StoryState.TRYING):
        stories.move_story(by=by, story_id=story_id, to=state, on=by.on)
    yield from _agree(team, story_id, chapter)


def _write(team: _Team, story_id: uuid.UUID, chapter: Chapter) -> None:
    by = team.lead(chapter.days_ago - WRITTEN_AFTER)
    days = {
        "agreed_by": team.day(AGREEMENT_EXPECTED),
        "checked_by": team.day(LATE_SINCE),
        "chosen_by": team.day(0) + timedelta(days=CHOICE_EXPECTED_IN),
        "looked_at": team.day(0) + timedelta(days=LOOKED_AT_IN),
    }
    this = FiscalYear.containing(team.day(0)).begins_in
    years = {f"y{number}": str(this - 1 + number) for number in range(4)}
    text = chapter.outline.format(**{name: in_short_japanese(day) for name, day in days.items()}, **years)
    based_on = story_page(by, story_id).version.based_on
    theory.write_outline(by=by, story_id=story_id, based_on=based_on, text=text)
    keys = {node.text: node.key for node in story_page(by, story_id).theory.nodes}
    for one in chapter.measures:
        _measure(by, story_id, keys[one.box], one)


def _measure(by: Viewer, story_id: uuid.UUID, node: str, one: Measured) -> None:
    meant = indicator(one.key)
    words = UseWords(node, meant.label, one.role, indicator=one.key, direction=WantedDirection.UP, unit=meant.unit.word)
    use_id = measures.use_indicator(by=by, story_id=story_id, words=words)
    year = FiscalYear.containing(by.on)
    if one.aim is None:
        return
    before = Amount(
        by.on - timedelta(days=365),
        by.on - timedelta(days=1),
        value=None if one.before is None else Decimal(one.before),
        missing=MissingKind.NOT_SURVEYED if one.before is None else None,
    )
    measures.set_baseline(by=by, story_id=story_id, use_id=use_id, amount=before)
    for begins_in in (year.begins_in, year.begins_in + 1):
        of_year = FiscalYear(begins_in)
        aim = Aim(Amount(of_year.first_day, of_year.last_day, value=Decimal(one.aim)), basis=one.basis)
        measures.set_targets(by=by, story_id=story_id, use_id=use_id, aims=(aim,))


def _agree(team: _Team, story_id: uuid.UUID, chapter: Chapter) -> Strand[None]:
    yield chapter.days_ago - AGREED_AFTER
    by = team.lead(chapter.days_ago - AGREED_AFTER)
    versions.agree_version(by=by, story_id=story_id, agreed_by=told.TEAM, on=by.on)
    yield chapter.days_ago - APPROVED_AFTER
    head = team.by(PLANNER, chapter.days_ago - APPROVED_AFTER)
    versions.approve_version(by=head, story_id=story_id, to=Approval.CITY_HALL, agreed_by="高齢者支援係", on=head.on)


def _change(team: _Team, story_id: uuid.UUID, chapter: Chapter, kind: TriggerKind, trigger: uuid.UUID) -> Strand[None]:
    yield chapter.days_ago
    by = team.lead(chapter.days_ago)
    new = NewVersion(chapter.kind, chapter.reason, chapter.given_up, kind, trigger)
    versions.change_course(by=by, story_id=story_id, new=new)
    if chapter.kind is VersionKind.TURN:
        for use in uses_of(by, story_id):
            measures.end_use(by=by, story_id=story_id, use_id=use.use_id, why="この箱を追うのをやめたため")
    yield chapter.days_ago - WRITTEN_AFTER
    _write(team, story_id, chapter)


def _look_back(team: _Team, story_id: uuid.UUID, one: LookBack) -> Strand[uuid.UUID]:
    yield one.days_ago
    by = team.lead(one.days_ago)
    words = ReflectionWords(
        by.on,
        people=told.TEAM,
        did=one.did,
        saw=one.saw,
        surprised=one.surprised,
        change_in_us=one.change_in_us,
        change_in_audience=one.change_in_audience,
        next=one.next,
    )
    reflection = learning.reflect(by=by, story_id=story_id, words=words)
    if one.about:
        found = DiagnosisWords(
            _key(by, story_id, one.about), Answer.YES, Answer.NO, why=one.why, reflection_id=reflection
        )
        learning.diagnose(by=by, story_id=story_id, words=found)
    return reflection


def _key(by: Viewer, story_id: uuid.UUID, text: str) -> str:
    return next(node.key for node in story_page(by, story_id).theory.nodes if node.text == text)


def _decide_to_turn(team: _Team, story_id: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID]:
    """What was found in the papers, and what follows from it."""
    by, one = team.lead(told.CHAPTERS[1].days_ago), told.TURNING_FACT
    found = FactWords(one.text, one.kind, one.source, by.on, count=one.count, out_of=one.out_of)
    fact = facts.add_fact(by=by, story_id=story_id, words=found)
    words = DecisionWords(
        DecisionKind.TURN,
        basis=told.TURN_BASIS,
        decided_on=by.on,
        decided_by=told.TEAM,
        facts=(fact,),
        options_considered=told.TURN_OPTIONS,
    )
    return fact, learning.decide(by=by, story_id=story_id, words=words)


def _read(team: _Team, story_id: uuid.UUID, fact: uuid.UUID) -> None:
    by = team.lead(told.CHAPTERS[1].days_ago - WRITTEN_AFTER)
    words = ReadingWords(told.READING, ((fact, Stance.SUPPORTS),), about=_key(by, story_id, told.READ_ABOUT))
    facts.read_fact(by=by, story_id=story_id, words=words)


def _voices(team: _Team, story_id: uuid.UUID) -> Strand[None]:
    """What was heard at visits; the newest still wait for somebody to say whether that was it."""
    awaited = 0
    for quote, days_ago, match in told.VOICES:
        yield days_ago
        by, sign = team.lead(days_ago), _sign(team, story_id, days_ago)
        words = VoiceWords(quote, by.on, monitoring=sign, who_kind=AudienceKind.PERSON)
        heard = signs.log_voice(by=by, story_id=story_id, words=words)
        if match:
            signs.confirm_match(by=by, story_id=story_id, voice_id=heard.voice_id, match=Match(match))
        awaited += match == Match.YES
        if awaited == SEEN_AFTER and match:
            seen = "三つの訪問で、そのままのことばが聞かれた"
            signs.check_sign(by=by, story_id=story_id, monitoring=sign, found=SignState.SEEN, words=seen)


def _sign(team: _Team, story_id: uuid.UUID, days_ago: int) -> str:
    by = team.lead(days_ago)
    heard = _key(by, story_id, told.HEARD)
    return next(row.key for row in story_page(by, story_id).theory.of(Monitoring) if heard in row.outcomes)


def _raise_target(team: _Team, story_id: uuid.UUID) -> None:
    """This year's target is another than it was, with the reason; the old one stays beside it."""
    key, value, basis, reason = told.RAISED
    by = team.lead(told.CHAPTERS[2].days_ago - APPROVED_AFTER)
    use = next(one for one in uses_of(by, story_id) if one.indicator == key and one.ended_on is None)
    year = FiscalYear.containing(by.on)
    aim = Aim(Amount(year.first_day, year.last_day, value=Decimal(value)), basis=basis, reason=reason)
    measures.set_targets(by=by, story_id=story_id, use_id=use.use_id, aims=(aim,))


def _meeting(team: _Team, story_id: uuid.UUID, one: Met) -> Strand[None]:
    """Talked, something changed, and a month later looked at."""
    yield one.days_ago
    by = team.lead(one.days_ago)
    words = MeetingWords(by.on, told.TEAM, one.talked, one.to_change, by.on + timedelta(days=CHECKED_AFTER))
    meeting = stories.hold_meeting(by=by, story_id=story_id, words=words)
    if one.became:
        yield one.days_ago - CHECKED_AFTER
        later = team.lead(one.days_ago - CHECKED_AFTER)
        stories.check_meeting(by=later, story_id=story_id, meeting_id=meeting, words=one.became)


def _claims(team: _Team, story_id: uuid.UUID) -> Strand[None]:
    """主張の紙: what may be said of what the records show, and what may not; and a reader's questions."""
    yield CLAIMED
    by, head = team.lead(CLAIMED), team.by(PLANNER, CLAIMED)
    for words, box, changed in (
        (told.CLAIM_SHOWN, told.SHOWN, Answer.YES),
        (told.CLAIM_AGREED, told.AGREED, Answer.NO),
    ):
        text, can_say, cannot_say, rivals = words
        claim = ClaimWords(
            text,
            _key(by, story_id, box),
            Comparison.BEFORE_AFTER,
            can_say,
            cannot_say,
            delivered=Answer.YES,
            changed=changed,
            rivals_considered=rivals,
            reviewer="皆本 広海",
        )
        learning.claim(by=by, story_id=story_id, words=claim)
    asked, answered = told.MENTOR_ASKED
    comment = learning.ask(by=head, story_id=story_id, question=asked, about=_key(by, story_id, told.SHOWN))
    learning.ask(by=head, story_id=story_id, question=told.MENTOR_WAITS, about=_key(by, story_id, told.AGREED))
    yield CLAIMED - 5
    learning.answer(by=team.lead(CLAIMED - 5), story_id=story_id, comment_id=comment, words=answered)


def _weigh(team: _Team, story_id: uuid.UUID, reflection: uuid.UUID) -> None:
    by = team.lead(told.NOW.days_ago)
    words = DecisionWords(
        DecisionKind.WAIT,
        basis=told.WAIT_BASIS,
        decided_on=by.on,
        decided_by=told.TEAM,
        about=_key(by, story_id, told.AGREED),
        options_considered=told.WAIT_OPTIONS,
        revisit_if=told.WAIT_UNTIL,
        revisit_on=by.on + timedelta(days=90),
        reflection_id=reflection,
    )
    learning.decide(by=by, story_id=story_id, words=words)
