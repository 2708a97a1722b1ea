"""その日の姿: what is read today of a past day is what a report of that day said."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from takigi.access.grounds import Unseen
from takigi.logic_models.actions import theory, versions
from takigi.logic_models.actions.facts import FactWords, add_fact
from takigi.logic_models.actions.learning import ReflectionWords, reflect
from takigi.logic_models.actions.measures import Aim, Amount, UseWords, set_targets, use_indicator
from takigi.logic_models.actions.signs import VoiceWords, log_voice
from takigi.logic_models.actions.versions import NewVersion
from takigi.logic_models.queries.believed import theory_believed_on
from takigi.logic_models.queries.signs import signs_board
from takigi.logic_models.rules.learning import FactKind, TriggerKind, UseRole
from takigi.logic_models.rules.signs import Match
from takigi.logic_models.rules.states import VersionKind
from takigi.logic_models.rules.words import NodeKind
from tests.stories_made import agree, based, found, key_of, outlined
from tests.told_on_a_day import believed, told_today
from tests.worlds import Role

pytestmark = pytest.mark.django_db
TURN = NewVersion(
    kind=VersionKind.TURN,
    reason="事業ではなく入口の問題だった",
    given_up="事業の見直し",
    trigger_kind=TriggerKind.OTHER,
)


def aim(value, basis, reason=""):
    return Aim(Amount(date(2026, 4, 1), date(2027, 3, 31), Decimal(value)), basis, reason)


@pytest.mark.later
def test_the_theory_of_a_day_is_what_was_told_that_day(world):
    days = [world.at + timedelta(days=30 * month) for month in range(5)]
    story_id = found(world, at=days[0])
    reports = {}

    def report(at):
        reports[at] = told_today(world.viewer(Role.EAST_NURSE, at=at), story_id)

    report(days[0])
    outlined(world, story_id, at=days[1])
    me = world.viewer(Role.EAST_NURSE, at=days[1])
    old = add_fact(by=me, story_id=story_id, words=FactWords("半分は転倒だった", FactKind.STATISTIC, "月報", me.on))
    use = use_indicator(
        by=me,
        story_id=story_id,
        words=UseWords(key_of(world, story_id, "自分で道をえらぶ"), "えらんだ人", UseRole.WATCH),
    )
    set_targets(by=me, story_id=story_id, use_id=use, aims=(aim("10", "月に1人"),))
    report(days[1])
    agree(world, story_id, at=days[2])
    me = world.viewer(Role.EAST_NURSE, at=days[2])
    words = FactWords("数えなおすと6割は転倒だった", FactKind.STATISTIC, "月報", me.on)
    add_fact(by=me, story_id=story_id, words=words, replaces=old)
    (row,) = signs_board(me, story_id).rows
    heard = VoiceWords(quote="そんな道もあるのか", heard_on=me.on, monitoring=row.row.key)
    log_voice(by=me, story_id=story_id, words=heard, match=Match.YES)
    set_targets(by=me, story_id=story_id, use_id=use, aims=(aim("24", "月に2人", "人手が増えたため"),))
    report(days[2])
    later = world.viewer(Role.EAST_NURSE, at=days[3])
    reflect(by=later, story_id=story_id, words=ReflectionWords(held_on=later.on, saw="一人の声が続いた"))
    versions.change_course(by=later, story_id=story_id, new=TURN)
    theory.add_node(
        by=later,
        story_id=story_id,
        based_on=based(world, story_id),
        kind=NodeKind.AUDIENCE,
        values={"text": "わたしたち", "is_self": True},
    )
    report(days[3])
    outlined(world, story_id, "誰に: ぜんぶ書きなおした\n", at=days[4])
    report(days[4])
    today = world.viewer(Role.EAST_NURSE, at=days[4])
    for at, told in reports.items():
        viewer = world.viewer(Role.EAST_NURSE, at=at)
        assert believed(today, story_id, viewer.on) == told
    with pytest.raises(Unseen):
        theory_believed_on(today, story_id, today.on - timedelta(days=400))
