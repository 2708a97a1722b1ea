"""見本のストーリーを入れる: a team founds it, gathers wood, writes it down, agrees, listens and looks back, through its own actions."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from takigi.access.grounds import Viewer
from takigi.access.queries import viewer_of
from takigi.demo.case_stories import WITH_A_PAST
from takigi.demo.load import Built
from takigi.demo.load_long_story import tell_long_story
from takigi.demo.office_lists import OFFICES
from takigi.demo.team_stories import BY_PLAN, TeamStory
from takigi.demo.town import Town
from takigi.indicators.catalogue import indicator
from takigi.logic_models.actions import facts, learning, measures, signs, stories, theory, versions
from takigi.logic_models.actions.facts import FactWords, QuestionWords
from takigi.logic_models.actions.learning import ReflectionWords
from takigi.logic_models.actions.measures import UseWords
from takigi.logic_models.actions.signs import VoiceWords
from takigi.logic_models.actions.stories import StoryWords
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.learning import Visibility, WantedDirection
from takigi.logic_models.rules.nodes import Monitoring
from takigi.logic_models.rules.signs import Match
from takigi.logic_models.rules.states import StoryState
from takigi.logic_models.rules.theory import Theory
from takigi.organisations.rules import Duty

FOUNDED, AGREED, LOOKED_BACK = timedelta(days=80), timedelta(days=60), timedelta(days=6)
A_VOICE_EVERY = timedelta(days=15)
WRITERS = {"nagihama": Duty.STATION}


def tell_story(town: Town, built: Built, *, at: datetime) -> uuid.UUID | None:
    """The story of the town's team, as it would stand on the day; None for a town that has none."""
    if town.plan.key in WITH_A_PAST:
        return tell_long_story(built, at=at)
    told = BY_PLAN.get(town.plan.key)
    if told is None:
        return None
    story_id = _begin(told, _at(town, built, at - FOUNDED))
    theory_now = _agree(told, story_id, _at(town, built, at - AGREED))
    _listen(told, story_id, theory_now, town, built, at=at)
    _look_back(told, story_id, _at(town, built, at - LOOKED_BACK))
    return story_id


def _at(town: Town, built: Built, at: datetime) -> Viewer:
    """Whoever leads the team, on that day."""
    duty = WRITERS[town.plan.key]
    plan = next(one for one in OFFICES[town.plan.key].staff if any(post.duty is duty for post in one.posts))
    return viewer_of(built.staff_ids[plan.login_name], built.municipality_id, is_active=True, at=at)


def _begin(told: TeamStory, by: Viewer) -> uuid.UUID:
    words = StoryWords(told.title, told.theme, told.scheme, told.team, motive=told.motive, initial_view=told.unease[0])
    story_id = stories.found_story(by=by, words=words)
    uneases = tuple(facts.note_unease(by=by, story_id=story_id, text=text) for text in told.unease)
    question = facts.make_question(by=by, story_id=story_id, words=QuestionWords(told.question), uneases=uneases)
    for one in told.facts:
        found = FactWords(one.text, one.kind, one.source, by.on, count=one.count, out_of=one.out_of)
        facts.add_fact(by=by, story_id=story_id, words=found, questions=(question,))
    stories.move_story(by=by, story_id=story_id, to=StoryState.GATHERING, on=by.on)
    return story_id


def _agree(told: TeamStory, story_id: uuid.UUID, by: Viewer) -> Theory:
    """Written down, given its numbers, shown in the town hall, and agreed upon."""
    based_on = story_page(by, story_id).version.based_on
    theory.write_outline(by=by, story_id=story_id, based_on=based_on, text=told.outline)
    written = story_page(by, story_id).theory
    keys = {node.text: node.key for node in written.nodes}
    for box, key, role in told.uses:
        words = UseWords(
            keys[box],
            indicator(key).label,
            role,
            indicator=key,
            direction=WantedDirection.UP,
            unit=indicator(key).unit.word,
        )
        measures.use_indicator(by=by, story_id=story_id, words=words)
    stories.show_story(by=by, story_id=story_id, to=Visibility.CITY_HALL)
    for state in (StoryState.FRAMING, StoryState.DESIGN, StoryState.TRYING):
        stories.move_story(by=by, story_id=story_id, to=state, on=by.on)
    versions.agree_version(by=by, story_id=story_id, agreed_by=told.team, on=by.on)
    return written


def _listen(told: TeamStory, story_id: uuid.UUID, now: Theory, town: Town, built: Built, *, at: datetime) -> None:
    sign = now.of(Monitoring)[0].key
    for number, quote in enumerate(told.voices):
        by = _at(town, built, at - AGREED + (number + 1) * A_VOICE_EVERY)
        heard = signs.log_voice(by=by, story_id=story_id, words=VoiceWords(quote, by.on, monitoring=sign))
        # The first one was what they waited for; the others still wait for somebody to say so.
        if not number:
            signs.confirm_match(by=by, story_id=story_id, voice_id=heard.voice_id, match=Match.YES)


def _look_back(told: TeamStory, story_id: uuid.UUID, by: Viewer) -> None:
    words = ReflectionWords(
        by.on,
        people=told.team,
        did=told.did,
        saw=told.saw,
        surprised=told.surprised,
        change_in_us=told.change_in_us,
        next=told.next,
    )
    learning.reflect(by=by, story_id=story_id, words=words)
