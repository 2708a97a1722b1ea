"""指標と学び: numbers with their grounds, reflections, decisions, claims that say what cannot be said."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from takigi.indicators.missing import MissingKind
from takigi.logic_models.actions import learning, measures
from takigi.logic_models.actions.learning import ClaimWords, DecisionWords, DiagnosisWords, ReflectionWords
from takigi.logic_models.actions.measures import Aim, Amount, ObservationWords, UseWords
from takigi.logic_models.models import Target
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.measures import uses_of
from takigi.logic_models.queries.signs import signs_board
from takigi.logic_models.queries.tasks import Asks, my_story_tasks
from takigi.logic_models.rules.learning import (
    Answer,
    Comparison,
    DecisionKind,
    StuckAt,
    UseRole,
    WantedDirection,
    stuck_at,
)
from takigi.logic_models.rules.words import LogicModelRefused
from tests.stories_made import found, outlined
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


def sign_of(me, story):
    return signs_board(me, story).rows[0].row.key


def use(me, story, **more):
    words = {
        "node": signs_board(me, story).rows[0].row.outcomes[0],
        "name": "言った人の割合",
        "role": UseRole.INITIAL,
        "direction": WantedDirection.UP,
    }
    return measures.use_indicator(by=me, story_id=story, words=UseWords(**(words | more)))


def amount(value=None, year=2026, missing=None):
    return Amount(date(year, 4, 1), date(year + 1, 3, 31), Decimal(value) if value is not None else None, missing)


def test_what_would_press_somebody_gets_no_target(me, story):
    use_id = use(me, story, indicator="consent_later")
    with pytest.raises(LogicModelRefused, match="同意を迫る"):
        measures.set_targets(by=me, story_id=story, use_id=use_id, aims=(Aim(amount("60"), "昨年の実績から"),))


def test_a_target_stands_on_a_ground_and_changes_with_a_reason(me, story):
    use_id = use(me, story)
    with pytest.raises(LogicModelRefused, match="根拠"):
        measures.set_targets(by=me, story_id=story, use_id=use_id, aims=(Aim(amount("60"), ""),))
    measures.set_targets(by=me, story_id=story, use_id=use_id, aims=(Aim(amount("60"), "昨年の実績から"),))
    with pytest.raises(LogicModelRefused, match="変える理由"):
        measures.set_targets(by=me, story_id=story, use_id=use_id, aims=(Aim(amount("50"), "人手から"),))
    measures.set_targets(by=me, story_id=story, use_id=use_id, aims=(Aim(amount("50"), "人手から", "一人抜けた"),))
    (card,) = uses_of(me, story)
    assert [line.value for line in card.targets_in_force] == [50]
    assert [line.is_replaced for line in card.targets] == [True, False]
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(reason="一人抜けた").update(reason="")


def test_no_value_has_a_kind_and_is_no_zero(me, story):
    use_id = use(me, story)
    for bad in (amount(), amount("1", missing=MissingKind.NOT_MEASURED)):
        with pytest.raises(LogicModelRefused, match="どちらか"):
            measures.set_baseline(by=me, story_id=story, use_id=use_id, amount=bad)
    measures.set_baseline(by=me, story_id=story, use_id=use_id, amount=amount(missing=MissingKind.NOT_SURVEYED))
    (card,) = uses_of(me, story)
    assert (card.baseline.value, card.baseline.missing) == (None, MissingKind.NOT_SURVEYED)


def test_one_indicator_plays_one_role_once_beside_a_box_and_others_elsewhere(me, story):
    use(me, story, indicator="kpi_6")
    with pytest.raises(LogicModelRefused, match="もうついています"):
        use(me, story, indicator="kpi_6")
    use(me, story, indicator="kpi_6", role=UseRole.WATCH)
    with pytest.raises(LogicModelRefused, match="手で入れる必要"):
        measures.observe(
            by=me,
            story_id=story,
            use_id=uses_of(me, story)[0].use_id,
            amount=amount("1"),
            words=ObservationWords(observed_on=me.on),
        )


def test_what_cannot_be_compared_says_why(me, story):
    use_id = use(me, story)
    words = ObservationWords(observed_on=me.on, count=2, out_of=3, is_comparable=False)
    with pytest.raises(LogicModelRefused, match="比べられない理由"):
        measures.observe(by=me, story_id=story, use_id=use_id, amount=amount("66.7"), words=words)
    measures.end_use(by=me, story_id=story, use_id=use_id, why="数えられない")
    with pytest.raises(LogicModelRefused, match="外して"):
        measures.set_baseline(by=me, story_id=story, use_id=use_id, amount=amount("1"))


def test_one_prompt_answered_is_a_reflection_and_none_is_not(me, story):
    with pytest.raises(LogicModelRefused, match="ひとつでも"):
        learning.reflect(by=me, story_id=story, words=ReflectionWords(held_on=me.on, people="3人"))
    learning.reflect(by=me, story_id=story, words=ReflectionWords(held_on=me.on, change_in_us="会話が増えた"))
    assert [one.change_in_us for one in learning_of(me, story).reflections] == ["会話が増えた"]


@pytest.mark.parametrize(
    ("delivered", "changed", "place"),
    [
        (Answer.NO, Answer.NO, StuckAt.DELIVERY),
        (Answer.PARTLY, Answer.YES, StuckAt.DELIVERY),
        (Answer.YES, Answer.NO, StuckAt.LOGIC),
        (Answer.YES, Answer.PARTLY, StuckAt.LOGIC),
        (Answer.YES, Answer.UNKNOWN, StuckAt.MEASUREMENT),
        (Answer.UNKNOWN, Answer.NO, StuckAt.MEASUREMENT),
        (Answer.YES, Answer.YES, None),
    ],
)
def test_not_delivered_or_delivered_without_change(delivered, changed, place):
    assert stuck_at(delivered, changed) is place


def test_a_diagnosis_says_why_and_a_wait_names_its_day(me, story):
    words = DiagnosisWords(about="n5", delivered=Answer.YES, changed=Answer.NO, why="説明しても選ばれない")
    learning.diagnose(by=me, story_id=story, words=words)
    assert learning_of(me, story).diagnoses[0].place is StuckAt.LOGIC
    with pytest.raises(LogicModelRefused, match="いつもう一度"):
        learning.decide(by=me, story_id=story, words=DecisionWords(DecisionKind.WAIT, "まだ2か月", me.on))
    words = DecisionWords(DecisionKind.WAIT, "まだ2か月", me.on, revisit_on=me.on + timedelta(days=10))
    learning.decide(by=me, story_id=story, words=words)
    assert [one.kind for one in my_story_tasks(me) if one.of != sign_of(me, story)] == [Asks.REVISIT]


def test_a_claim_always_says_what_cannot_be_said(me, story):
    told = {
        "text": "訪問で言葉が変わった",
        "outcome": "n5",
        "comparison": Comparison.BEFORE_AFTER,
        "can_say": "言う人が増えた",
    }
    with pytest.raises(LogicModelRefused, match="言えないこと"):
        learning.claim(by=me, story_id=story, words=ClaimWords(**told, cannot_say=""))
    words = ClaimWords(**told, cannot_say="訪問のためとは言えない")
    first = learning.claim(by=me, story_id=story, words=words)
    (line,) = learning_of(me, story).claims
    assert line.overclaims == ()
    bold = ClaimWords(**(told | {"can_say": "訪問の効果で言う人が増えた"}), cannot_say="なし")
    assert learning_of(me, story).claims[0].highest_rung == "B"
    learning.withdraw_claim(by=me, story_id=story, claim_id=learning.claim(by=me, story_id=story, words=bold))
    assert [one.words for one in learning_of(me, story).claims[0].overclaims] == ["効果"]
    learning.claim(by=me, story_id=story, words=words, replaces=first)
    standing = [one for one in learning_of(me, story).claims if one.withdrawn_on is None]
    assert [(one.is_replaced, one.highest_rung) for one in standing] == [(False, "B"), (True, "B")]


def test_an_answer_is_given_once(me, story):
    comment = learning.ask(by=me, story_id=story, question="なぜ")
    learning.answer(by=me, story_id=story, comment_id=comment, words="こうだから")
    with pytest.raises(LogicModelRefused, match="もう答え"):
        learning.answer(by=me, story_id=story, comment_id=comment, words="やっぱり")
