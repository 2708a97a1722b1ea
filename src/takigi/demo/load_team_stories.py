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
from takigi.kernel.era_names import in_short_japanese
from takigi.logic_models.actions import facts, learning, signs, stories, theory, versions
from takigi.logic_models.actions.facts import FactWords, QuestionWords
from takigi.logic_models.actions.learning import ReflectionWords
from takigi.logic_models.actions.signs import VoiceWords
from takigi.logic_models.actions.stories import Invitation, MeetingWords, StoryWords
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.learning import MemberRole, Visibility
from takigi.logic_models.rules.nodes import Monitoring
from takigi.logic_models.rules.signs import Match, SignState
from takigi.logic_models.rules.states import StoryState
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import AudienceKind
from takigi.organisations.rules import Duty

FOUNDED, AGREED, LOOKED_BACK = timedelta(days=290), timedelta(days=270), timedelta(days=6)
# From today: when the signs are looked for next; one is past its day.
SOON_IN, SPRING_IN, LATE_SINCE = 24, 130, 35
CHECKED_AFTER = 28
WRITERS = {"nagihama": Duty.STATION}


def tell_story(town: Town, built: Built, *, at: datetime) -> uuid.UUID | None:
    """The story of the town's team, as it would stand on the day; None for a town that has none."""
    if town.plan.key in WITH_A_PAST:
        return tell_long_story(built, at=at)
    told = BY_PLAN.get(town.plan.key)
    if told is None:
        return None
    story_id = _begin(told, built, writer(town, built, at - FOUNDED))
    theory_now = _agree(told, story_id, writer(town, built, at - AGREED))
    _listen(told, story_id, theory_now, town, built, at=at)
    _meet(told, story_id, town, built, at=at)
    _look_back(told, story_id, writer(town, built, at - LOOKED_BACK))
    return story_id


def writer(town: Town, built: Built, at: datetime) -> Viewer:
    """Whoever leads the team, on that day."""
    duty = WRITERS[town.plan.key]
    plan = next(one for one in OFFICES[town.plan.key].staff if any(post.duty is duty for post in one.posts))
    return viewer_of(built.staff_ids[plan.login_name], built.municipality_id, is_active=True, at=at)


def _begin(told: TeamStory, built: Built, by: Viewer) -> uuid.UUID:
    words = StoryWords(told.title, told.theme, told.scheme, told.team, motive=told.motive, initial_view=told.unease[0])
    story_id = stories.found_story(by=by, words=words)
    for login in told.members:
        member = Invitation(MemberRole.MEMBER, staff_id=built.staff_ids[login])
        stories.invite_member(by=by, story_id=story_id, invitation=member)
    uneases = tuple(facts.note_unease(by=by, story_id=story_id, text=text) for text in told.unease)
    question = facts.make_question(by=by, story_id=story_id, words=QuestionWords(told.question), uneases=uneases)
    for one in told.facts:
        found = FactWords(one.text, one.kind, one.source, by.on, count=one.count, out_of=one.out_of)
        facts.add_fact(by=by, story_id=story_id, words=found, questions=(question,))
    stories.move_story(by=by, story_id=story_id, to=StoryState.GATHERING, on=by.on)
    return story_id


def _agree(told: TeamStory, story_id: uuid.UUID, by: Viewer) -> Theory:
    """Written down, shown in the town hall, and agreed upon."""
    today = by.on + AGREED
    days = {
        "soon": today + timedelta(days=SOON_IN),
        "spring": today + timedelta(days=SPRING_IN),
        "late": today - timedelta(days=LATE_SINCE),
    }
    text = told.outline.format(**{name: in_short_japanese(day) for name, day in days.items()})
    based_on = story_page(by, story_id).version.based_on
    theory.write_outline(by=by, story_id=story_id, based_on=based_on, text=text)
    stories.show_story(by=by, story_id=story_id, to=Visibility.CITY_HALL)
    for state in (StoryState.FRAMING, StoryState.DESIGN, StoryState.TRYING):
        stories.move_story(by=by, story_id=story_id, to=state, on=by.on)
    versions.agree_version(by=by, story_id=story_id, agreed_by=told.team, on=by.on)
    return story_page(by, story_id).theory


def _listen(told: TeamStory, story_id: uuid.UUID, now: Theory, town: Town, built: Built, *, at: datetime) -> None:
    """What was heard, oldest first, and what somebody said of it; then who looked for a sign and what was seen."""
    signs_of = {row.sign: row.key for row in now.of(Monitoring)}
    for one in sorted(told.voices, key=lambda one: -one.days_ago):
        by = writer(town, built, at - timedelta(days=one.days_ago))
        words = VoiceWords(one.quote, by.on, monitoring=signs_of[one.sign], who_kind=AudienceKind.PARTNER)
        heard = signs.log_voice(by=by, story_id=story_id, words=words)
        if one.match:
            signs.confirm_match(by=by, story_id=story_id, voice_id=heard.voice_id, match=Match(one.match))
    for look in sorted(told.looks, key=lambda one: -one.days_ago):
        by = writer(town, built, at - timedelta(days=look.days_ago))
        next_on = by.on + timedelta(days=look.days_ago + look.next_in) if look.next_in else None
        found = SignState(look.found)
        key = signs_of[look.sign]
        signs.check_sign(by=by, story_id=story_id, monitoring=key, found=found, words=look.words, next_on=next_on)


def _meet(told: TeamStory, story_id: uuid.UUID, town: Town, built: Built, *, at: datetime) -> None:
    """担当者ミーティング: three a month, each with what it changes; the next month says what became of it."""
    for one in told.meetings:
        by = writer(town, built, at - timedelta(days=one.days_ago))
        check_on = by.on + timedelta(days=CHECKED_AFTER)
        words = MeetingWords(by.on, told.team, one.talked, one.to_change, check_on)
        meeting = stories.hold_meeting(by=by, story_id=story_id, words=words)
        if one.became:
            later = writer(town, built, at - timedelta(days=one.days_ago - CHECKED_AFTER))
            stories.check_meeting(by=later, story_id=story_id, meeting_id=meeting, words=one.became)


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
