"""アンケート: lawful instruments only, nobody is known by an answer, and few answers are told of nobody."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from takigi.access.grounds import NotPermitted, Unseen
from takigi.surveys.actions.answering import Said, answer
from takigi.surveys.actions.waves import InstrumentWords, close_wave, open_wave, register_instrument
from takigi.surveys.models import Response, Slip, Wave
from takigi.surveys.queries.waves import instruments, sheet_of, wave_results, waves, waves_of_event
from takigi.surveys.rules import LAWFUL, Asks, Licence, SurveyRefused
from tests.rooms.conftest import queries_of
from tests.worlds import Role

pytestmark = pytest.mark.django_db
KINDLY = InstrumentWords("よその尺度", Asks.WELLBEING, Licence.PERMISSION_NEEDED, "論文の利用条件を読んだ")


def ask(by, instrument="pulse", invited=12, **more):
    days = {"opens_on": by.on, "closes_on": by.on + timedelta(days=13)}
    return open_wave(by=by, instrument=instrument, label="秋の6問", invited=invited, **(days | more))


def test_a_wave_opens_for_a_lawful_instrument_only(world):
    planner = world.viewer(Role.PLANNER)
    for licence in Licence:
        words = InstrumentWords(
            f"尺度 {licence.value}", Asks.WELLBEING, licence, "返事をもらった", citation="某誌 12巻"
        )
        if licence not in LAWFUL:
            with pytest.raises(SurveyRefused, match=r"許し|使え"):
                register_instrument(by=planner, words=InstrumentWords(**(vars(words) | {"questions": ("問い",)})))
        else:
            words = InstrumentWords(**(vars(words) | {"questions": ("夜はねむれますか",)}))
        number = register_instrument(by=planner, words=words)
        if licence in LAWFUL:
            assert ask(planner, number).tokens
        else:
            with pytest.raises(SurveyRefused, match=licence.label[:4]):
                ask(planner, number)
    assert Wave.objects.count() == len(LAWFUL)
    with transaction.atomic(), pytest.raises(IntegrityError, match="survey_wave_is_lawful"):
        Wave.objects.update(licence=Licence.PROHIBITED)


def test_an_uncited_instrument_and_one_without_its_wording_wait(world):
    planner = world.viewer(Role.PLANNER)
    free = InstrumentWords("自由な尺度", Asks.WELLBEING, Licence.FREE_WITH_CITATION, "利用条件のページ")
    number = register_instrument(by=planner, words=free)
    with pytest.raises(SurveyRefused, match="出典"):
        ask(planner, number)
    register_instrument(by=planner, words=InstrumentWords(**(vars(free) | {"citation": "某誌 12巻"})))
    with pytest.raises(SurveyRefused, match="問いが、まだ台帳にありません"):
        ask(planner, number)
    assert [one.may_open for one in instruments(planner)] == [True, True, False]


def test_only_those_whose_work_it_is_ask_and_read(world):
    planner, nurse = world.viewer(Role.PLANNER), world.viewer(Role.EAST_HEAD)
    wave = ask(planner).wave_id
    with pytest.raises(NotPermitted):
        ask(nurse)
    # The head of a workplace reads nothing of how people feel.
    with pytest.raises(NotPermitted):
        wave_results(nurse, wave)
    assert wave_results(world.viewer(Role.EVALUATOR), wave).spreads == ()
    with pytest.raises(Unseen):
        wave_results(planner, uuid.uuid4())
    assert queries_of(lambda: waves(nurse)) == 1


def test_nothing_is_told_before_the_end_and_nothing_of_nine(world):
    planner = world.viewer(Role.PLANNER)
    wave = ask(planner)
    for token in wave.tokens[:9]:
        answer(token, Said({"alone": "4", "someone_to_ask": "2"}, field="child"), on=planner.on)
    assert not wave_results(planner, wave.wave_id).is_told
    close_wave(by=planner, wave_id=wave.wave_id)
    few = wave_results(planner, wave.wave_id)
    assert (few.is_told, few.spreads, few.card.answered, few.fewest) == (False, (), 9, 10)
    with pytest.raises(SurveyRefused, match="もう終わりました"):
        answer(wave.tokens[9], Said({"alone": "4"}), on=planner.on)

    Wave.objects.update(closed_on=None)
    for token in wave.tokens[9:11]:
        answer(token, Said({"alone": "5"}), on=planner.on)
    close_wave(by=planner, wave_id=wave.wave_id)
    told = {one.question.key: one.counts for one in wave_results(planner, wave.wave_id).spreads}
    # Eleven answered the one question, nine the other.
    assert told["alone"] == (0, 0, 0, 9, 2)
    assert told["someone_to_ask"] is None


def test_before_and_after_are_answered_on_one_slip_and_the_later_answer_holds(world):
    planner, meeting = world.viewer(Role.STATION), uuid.uuid4()
    (token,) = ask(planner, "understanding", invited=1, event_id=meeting).tokens
    answer(token.upper(), Said({"before": "2"}), on=planner.on)
    answer(token, Said({"after": "4", "interest": "5"}, words="聞いてみようと思った"), on=planner.on)
    assert sheet_of(token, on=planner.on).answers == {"before": 2, "after": 4, "interest": 5}
    assert Response.objects.get().words == "聞いてみようと思った"
    (card,) = waves_of_event(planner, meeting)
    assert (card.invited, card.answered) == (1, 1)


def test_what_is_no_answer_is_refused_with_a_sentence(world):
    planner = world.viewer(Role.PLANNER)
    (token,) = ask(planner, invited=1).tokens
    for said, sentence in (
        (Said({"alone": "6"}), "1から5"),
        (Said({}), "ひとつでも"),
        (Said({"alone": "1"}, field="moon"), "分野"),
        (Said({"alone": "1"}, tenure="long"), "年数"),
        (Said({"alone": "1"}, words="あ" * 401), "400字"),
    ):
        with pytest.raises(SurveyRefused, match=sentence):
            answer(token, said, on=planner.on)
    with pytest.raises(Unseen):
        answer("nosuchslip22", Said({"alone": "1"}), on=planner.on)
    for days, sentence in (({"closes_on": planner.on - timedelta(days=1)}, "締め切り"), ({"invited": 0}, "人数")):
        with pytest.raises(SurveyRefused, match=sentence):
            ask(planner, **days)


def test_no_slip_is_kept_and_no_answer_says_whose_it_is(world, client):
    planner = world.viewer(Role.PLANNER)
    wave = ask(planner, invited=2)
    assert not Slip.objects.filter(digest__in=wave.tokens).exists()
    kept = {field.name for field in Response._meta.fields}
    assert kept == {"id", "wave", "slip", "answers", "words", "field", "tenure", "answered_on"}

    address = f"/s/{wave.tokens[0]}/"
    page = client.get(address)
    assert page.status_code == 200
    assert "名前はいりません" in page.content.decode()
    sent = client.post(address, {"alone": "2", "field": "elderly"})
    assert "ありがとうございました" in sent.content.decode()
    assert client.get("/s/abcdefghjkmn/").status_code == 404
    assert Response.objects.get().answers == {"alone": 2}
