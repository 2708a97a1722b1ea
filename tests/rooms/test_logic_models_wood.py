"""薪・声・指標・学び: facts kept apart from readings, voices that wait for a person, numbers with their grounds."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from takigi.access.grounds import NotPermitted, Unseen
from takigi.logic_models.actions import facts, learning, signs, stories, theory
from takigi.logic_models.actions.facts import CaseWords, FactWords, QuestionWords, ReadingWords
from takigi.logic_models.actions.learning import ReflectionWords
from takigi.logic_models.actions.signs import VoiceWords
from takigi.logic_models.models import Voice
from takigi.logic_models.queries.believed import theory_believed_on
from takigi.logic_models.queries.handover import handover_pack
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.signs import signs_board, signs_fed_by
from takigi.logic_models.queries.tasks import Asks, my_story_tasks
from takigi.logic_models.queries.timeline import Happening, timeline
from takigi.logic_models.queries.wood import wood_pile
from takigi.logic_models.rules.learning import (
    FactKind,
    MemberRole,
    Sensitivity,
    Stance,
    Visibility,
)
from takigi.logic_models.rules.nodes import Monitoring
from takigi.logic_models.rules.signs import Look, Match, SignState, standing
from takigi.logic_models.rules.states import QuestionState, UneaseState
from takigi.logic_models.rules.words import LogicModelRefused, VoiceOrigin
from tests.rooms.conftest import queries_of
from tests.stories_made import based, found, invite, key_of, outlined
from tests.worlds import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(world):
    story_id = found(world)
    outlined(world, story_id)
    return story_id


@pytest.fixture
def me(world):
    return world.viewer(Role.EAST_NURSE)


def fact(me, story, text="申請の理由の半分は転倒と虚弱", **more):
    words = FactWords(**({"text": text, "kind": FactKind.STATISTIC, "source": "台帳", "collected_on": me.on} | more))
    return facts.add_fact(by=me, story_id=story, words=words)


def test_what_bothers_becomes_a_question_and_the_question_is_answered_by_facts(me, story):
    first = facts.note_unease(by=me, story_id=story, text="いまの事業は効いているのか")
    facts.note_unease(by=me, story_id=story, text="名前が変わっただけかも")
    question = facts.make_question(
        by=me, story_id=story, words=QuestionWords("非該当になった人はどんな人か"), uneases=(first,)
    )
    words = FactWords("関わりがあった人は少ない", FactKind.HEARD, "聞き取り", me.on, count=2, out_of=9)
    facts.add_fact(by=me, story_id=story, words=words, questions=(question,))
    facts.move_question(by=me, story_id=story, question_id=question, to=QuestionState.GATHERING)
    with pytest.raises(LogicModelRefused, match="わかったこと"):
        facts.move_question(by=me, story_id=story, question_id=question, to=QuestionState.KNOWN)
    facts.move_question(by=me, story_id=story, question_id=question, to=QuestionState.KNOWN, answer="関わりの外で")
    pile = wood_pile(me, story)
    assert [one.state for one in pile.uneases] == [UneaseState.ASKED, UneaseState.AS_IT_IS]
    assert [(one.facts, one.uneases, one.state) for one in pile.questions] == [(1, 1, QuestionState.KNOWN)]


def test_a_shelf_has_its_reason(me, story):
    unease = facts.note_unease(by=me, story_id=story, text="介護保険料を下げたい")
    with pytest.raises(LogicModelRefused, match="棚上げする理由"):
        facts.settle_unease(by=me, story_id=story, unease_id=unease, to=UneaseState.SHELVED)
    with pytest.raises(LogicModelRefused, match="問いを立てる"):
        facts.settle_unease(by=me, story_id=story, unease_id=unease, to=UneaseState.ASKED)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"text": " "}, "薪のことば"),
        ({"source": ""}, "出どころ"),
        ({"collected_on": date(2100, 1, 1)}, "今日より後"),
        ({"count": 5, "out_of": 3}, "分母"),
    ],
)
def test_a_fact_says_what_where_from_and_of_how_many(me, story, more, told):
    with pytest.raises(LogicModelRefused, match=told):
        fact(me, story, **more)


def test_a_reading_stands_beside_facts_for_and_against_it(me, story):
    yes, no = fact(me, story), fact(me, story, "年齢は関係がない")
    key = key_of_cause(me, story)
    words = ReadingWords("伝わっていないことが真因だ", ((yes, Stance.SUPPORTS), (no, Stance.AGAINST)), about=key)
    reading = facts.read_fact(by=me, story_id=story, words=words)
    (line,) = wood_pile(me, story).readings_of(key)
    assert (line.supports, line.against) == ((yes,), (no,))
    facts.withdraw_reading(by=me, story_id=story, reading_id=reading)
    assert wood_pile(me, story).readings_of(key) == ()
    assert len(wood_pile(me, story).readings) == 1


def key_of_cause(me, story):
    board = signs_board(me, story)
    return board.rows[0].row.outcomes[0]


def test_a_fact_of_another_story_holds_up_nothing(world, me, story):
    elsewhere = fact(me, found(world))
    with pytest.raises(Unseen):
        facts.read_fact(by=me, story_id=story, words=ReadingWords("x", ((elsewhere, Stance.SUPPORTS),)))


def test_a_newer_fact_takes_the_place_of_the_old_one_which_stays(me, story):
    old = fact(me, story)
    words = FactWords("数えなおした", FactKind.STATISTIC, "台帳", me.on)
    new = facts.add_fact(by=me, story_id=story, words=words, replaces=old)
    assert [one.replaced_by for one in wood_pile(me, story).facts] == [new, None]
    with pytest.raises(LogicModelRefused, match="もう新しいもの"):
        facts.add_fact(by=me, story_id=story, words=words, replaces=old)


def test_a_case_that_names_somebody_is_refused_with_the_words(me, story):
    words = FactWords("庭に出られるようになった", FactKind.CASE, "担当者会議", me.on)
    with pytest.raises(LogicModelRefused, match="佐藤さん"):
        facts.add_fact(by=me, story_id=story, words=words, case=CaseWords(wish="佐藤さんは畑に出たい"))
    facts.add_fact(by=me, story_id=story, words=words, case=CaseWords(age_band="80代", wish="畑に出たい"))
    assert wood_pile(me, story).facts[0].case.wish == "畑に出たい"


@pytest.mark.later
def test_whoever_only_sees_a_story_reads_what_it_believes_and_not_what_was_said_on_the_way(world, me, story):
    for text, sensitivity in (
        ("出せる", Sensitivity.PUBLIC),
        ("庁内で", Sensitivity.CITY_HALL),
        ("秘す", Sensitivity.SECRET),
    ):
        fact(me, story, text, sensitivity=sensitivity)
    facts.note_unease(by=me, story_id=story, text="本音")
    learning.reflect(by=me, story_id=story, words=ReflectionWords(held_on=me.on, surprised="内輪の話"))
    learning.ask(by=me, story_id=story, question="内輪の問い")
    log(me, story, "そんな道もあるのか")
    stories.show_story(by=world.viewer(Role.EAST_HEAD), story_id=story, to=Visibility.PUBLIC)
    invite(world, story, Role.EVALUATOR, MemberRole.MENTOR)
    everything, inside, outside = ["出せる", "庁内で", "秘す"], ["出せる", "庁内で"], ["出せる"]
    for role, told, is_work in (
        (Role.EAST_NURSE, everything, True),
        (Role.EVALUATOR, inside, True),
        (Role.PLANNER, inside, True),
        (Role.WEST_NURSE, inside, False),
        (Role.PROVIDER, outside, False),
    ):
        viewer = world.viewer(role)
        pile, learned, board = wood_pile(viewer, story), learning_of(viewer, story), signs_board(viewer, story)
        believed = theory_believed_on(viewer, story, viewer.on)
        assert [one.text for one in pile.facts] == [one.text for one in believed.facts] == told
        assert [bool(pile.uneases), bool(learned.reflections), bool(learned.comments)] == [is_work] * 3
        assert [bool(board.rows[0].voices), bool(believed.signs[0].voices), bool(believed.reflections)] == [is_work] * 3
        assert ("内輪の話" in str(timeline(viewer, story))) is False
        assert (Happening.REFLECTION in {one.kind for one in timeline(viewer, story).entries}) is is_work
        if not is_work:
            with pytest.raises(NotPermitted, match="引継ぎ"):
                handover_pack(viewer, story)


def sign_of(me, story):
    return signs_board(me, story).rows[0].row.key


def log(me, story, quote="そんな道もあるのか", **more):
    return signs.log_voice(by=me, story_id=story, words=VoiceWords(quote, me.on, sign_of(me, story)), **more)


def test_a_voice_waits_until_a_person_says_that_it_matches(me, story):
    heard = log(me, story)
    (row,) = signs_board(me, story).rows
    assert (row.standing.waiting, row.standing.voices) == (1, 0)
    signs.confirm_match(by=me, story_id=story, voice_id=heard.voice_id, match=Match.YES)
    (row,) = signs_board(me, story).rows
    assert (row.standing.state, row.standing.voices, row.standing.waiting) == (SignState.BEGINNING, 1, 0)


def test_the_database_refuses_a_match_that_nobody_said(me, story):
    heard = log(me, story)
    with pytest.raises(IntegrityError), transaction.atomic():
        Voice.objects.filter(pk=heard.voice_id).update(match=Match.YES)


def test_a_voice_that_names_somebody_is_kept_for_whoever_wrote_it_and_for_nobody_else(world, me, story):
    invite(world, story, Role.WEST_NURSE)
    heard = log(me, story, "山田さんが「そんな道もあるのか」と言った", match=Match.YES)
    assert heard.names == ("山田さん",)
    assert [one.is_draft for one in signs_board(me, story).rows[0].voices] == [True]
    colleague = world.viewer(Role.WEST_NURSE)
    assert signs_board(colleague, story).rows[0].voices == ()
    rewrite = {"story_id": story, "voice_id": heard.voice_id}
    with pytest.raises(LogicModelRefused, match="下書き"):
        signs.confirm_match(by=me, match=Match.YES, **rewrite)
    with pytest.raises(NotPermitted):
        signs.rewrite_voice(by=colleague, quote="乗っ取り", **rewrite)
    with pytest.raises(Unseen):
        signs.rewrite_voice(by=world.viewer(Role.NEIGHBOUR_NURSE), quote="乗っ取り", **rewrite)
    signs.rewrite_voice(by=me, quote="ご本人が「そんな道もあるのか」と言った", **rewrite)
    assert [one.quote for one in signs_board(colleague, story).rows[0].voices] == [
        "ご本人が「そんな道もあるのか」と言った"
    ]
    with pytest.raises(LogicModelRefused, match="書きかえません"):
        signs.rewrite_voice(by=me, quote="もう一度", **rewrite)


def test_a_visit_brings_its_voice_once_to_the_signs_that_are_fed_by_visits(world, me, story):
    # The centre next door visits too; it is not in the team.
    nurse = world.viewer(Role.WEST_NURSE)
    (sign,) = signs_fed_by(nurse, VoiceOrigin.VISIT)
    bring = {
        "by": nurse,
        "story_id": sign.story_id,
        "words": VoiceWords("そんな道もあるのか", nurse.on, sign.monitoring),
        "origin": VoiceOrigin.VISIT,
        "origin_key": f"visit:{uuid.uuid4()}",
    }
    assert signs.bring_voice(**bring) is not None
    assert signs.bring_voice(**bring) is None
    assert [one.origin for one in signs_board(me, story).waiting] == [VoiceOrigin.VISIT]
    assert signs_fed_by(nurse, VoiceOrigin.SURVEY) == ()
    with pytest.raises(LogicModelRefused, match="待っていません"):
        signs.bring_voice(**(bring | {"origin": VoiceOrigin.SURVEY, "origin_key": "survey:1"}))
    with pytest.raises(LogicModelRefused, match="待っていません"):
        signs.bring_voice(**(bring | {"by": world.viewer(Role.NEIGHBOUR_NURSE), "origin_key": "visit:2"}))
    with pytest.raises(NotPermitted):
        signs.bring_voice(**(bring | {"by": world.viewer(Role.AUDITOR), "origin_key": "visit:3"}))


def test_who_looked_says_when_to_look_again_and_the_calendar_says_silence(world, me, story):
    sign = sign_of(me, story)
    look = {"by": me, "story_id": story, "monitoring": sign}
    for bad, told in (
        ({"found": SignState.SILENT}, "日付から"),
        ({"found": SignState.SEEN}, "何が見えたか"),
        ({"found": SignState.NOT_YET}, "次に確かめる日を"),
        ({"found": SignState.NOT_YET, "next_on": me.on}, "明日より後"),
    ):
        with pytest.raises(LogicModelRefused, match=told):
            signs.check_sign(**look, **bad)
    assert signs_board(me, story).rows[0].standing.state is SignState.SILENT
    signs.check_sign(**look, found=SignState.NOT_YET, next_on=me.on + timedelta(days=20))
    assert signs_board(me, story).rows[0].standing.state is SignState.NOT_YET
    later = world.viewer(Role.EAST_NURSE, at=world.at + timedelta(days=22))
    assert signs_board(later, story).of(SignState.SILENT)
    assert [(one.kind, one.is_late) for one in my_story_tasks(later)] == [(Asks.LOOK, True)]
    signs.check_sign(by=later, story_id=story, monitoring=sign, found=SignState.SEEN, words="5人のうち4人が言った")
    assert signs_board(later, story).of(SignState.SEEN)
    assert my_story_tasks(later) == ()


def test_what_was_known_of_a_sign_on_a_day_does_not_change_afterwards(world, me, story):
    heard = log(me, story)
    later = world.viewer(Role.EAST_NURSE, at=world.at + timedelta(days=3))
    signs.confirm_match(by=later, story_id=story, voice_id=heard.voice_id, match=Match.YES)
    signs.confirm_match(
        by=world.viewer(Role.EAST_NURSE, at=world.at + timedelta(days=9)),
        story_id=story,
        voice_id=heard.voice_id,
        match=Match.NO,
    )

    def matched(days):
        believed = theory_believed_on(me, story, me.on + timedelta(days=days))
        return believed.signs[0].voices[0].match

    assert [matched(days) for days in (0, 4, 10)] == [Match.WAITING, Match.YES, Match.NO]


DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("planned", "looks", "heard", "state", "is_late"),
    [
        (None, (), (), SignState.NOT_YET, False),
        (DAY, (), (), SignState.NOT_YET, False),
        (DAY - timedelta(days=1), (), (), SignState.SILENT, True),
        (DAY - timedelta(days=1), (), ((DAY, Match.YES),), SignState.BEGINNING, True),
        (DAY - timedelta(days=1), (), ((DAY, Match.WAITING),), SignState.SILENT, True),
        (DAY - timedelta(days=1), (), ((DAY + timedelta(days=1), Match.YES),), SignState.SILENT, True),
        (None, (Look(DAY, SignState.NOT_YET),), ((DAY, Match.YES),), SignState.NOT_YET, False),
        (None, (Look(DAY, SignState.SEEN, DAY),), (), SignState.SEEN, False),
        (
            DAY,
            (Look(DAY - timedelta(days=9), SignState.BEGINNING, DAY - timedelta(days=2)),),
            (),
            SignState.BEGINNING,
            True,
        ),
    ],
)
def test_where_a_sign_stands_by_hand(planned, looks, heard, state, is_late):
    now = standing(planned_on=planned, looks=looks, heard=heard, on=DAY)
    assert (now.state, now.is_late) == (state, is_late)


@pytest.mark.later
def test_the_boards_cost_the_same_for_one_record_and_for_many(world, me, story):
    fact(me, story)
    log(me, story)
    learning.ask(by=me, story_id=story, question="だれの変化か")
    asks = (wood_pile, signs_board, learning_of)
    before = [queries_of(ask, me, story) for ask in asks]
    for _ in range(8):
        facts.read_fact(by=me, story_id=story, words=ReadingWords("読み", ((fact(me, story), Stance.SUPPORTS),)))
        log(me, story, match=Match.YES)
        learning.reflect(by=me, story_id=story, words=ReflectionWords(held_on=me.on, did="した"))
        learning.ask(by=me, story_id=story, question="なぜ")
    assert [queries_of(ask, me, story) for ask in asks] == before


def test_monitoring_is_planned_for_several_outcomes_at_once(world, me, story):
    outcomes = (key_of(world, story, "自分で道をえらぶ"), key_of(world, story, "外に出る日が増える"))
    saved = theory.plan_monitoring(
        by=me,
        story_id=story,
        based_on=based(world, story),
        outcomes=outcomes,
        values={"text": "面談で聞く", "who": "保健師", "rethink_sign": "半年で0人"},
    )
    rows = [one.row for one in signs_board(me, story).rows]
    assert [(one.key, one.outcomes) for one in rows if isinstance(one, Monitoring)][-1] == (saved.key, outcomes)
