"""外に出す紙: committee, grant, public page and claims come out of the story as it is; what is small or not for outside stays in."""

from datetime import date
from http import HTTPStatus
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from takigi.evaluation.leaving import leaving
from takigi.evaluation.queries import outside
from takigi.logic_models.actions.facts import FactWords, ReadingWords, add_fact, read_fact
from takigi.logic_models.actions.measures import UseWords, use_indicator
from takigi.logic_models.actions.theory import write_node
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.learning import FactKind, Sensitivity, Stance, UseRole, WantedDirection
from takigi.logic_models.rules.nodes import Audience, Cause, Outcome
from tests.casework_made import open_case
from tests.screens.people_made import register, text_of
from tests.stories_made import based, found, outlined
from tests.visits_made import confirm_made_visit
from tests.worlds import Role

TOWN = 39_584
CLAIM = {
    "text": "聞き方を変えたことが、道をえらぶ方がいることに関わっている",
    "delivered": "yes",
    "changed": "partly",
    "assumptions_held": "unknown",
    "comparison": "before_after",
    "can_say": "訪問した6人のうち3人が自分で道をえらびました",
    "cannot_say": "訪問したからえらんだ、とは言えません",
    "rivals_considered": "同じころに退院の説明が変わった",
}


@pytest.fixture
def story(world, facts_folder, monkeypatch):
    monkeypatch.setattr(outside, "persons_counted", lambda town: TOWN)
    story_id = found(world)
    outlined(world, story_id)
    return story_id


@pytest.fixture
def nurse(sit):
    return sit(Role.EAST_NURSE)


def read(client, name, story):
    answer = client.get(reverse(name, args=[story]))
    assert answer.status_code == HTTPStatus.OK
    return text_of(answer.content.decode())


def theory_of(world, story):
    return story_page(world.viewer(Role.EAST_NURSE), story).theory


def pile(world, story, text, *, count=None, out_of=None, sensitivity=Sensitivity.PUBLIC):
    by = world.viewer(Role.EAST_NURSE)
    words = FactWords(text, FactKind.STATISTIC, "月報", by.on, count=count, out_of=out_of, sensitivity=sensitivity)
    return add_fact(by=by, story_id=story, words=words)


def test_what_may_leave_is_no_handful_and_leaves_no_handful_over():
    town, village = leaving(TOWN, on=date(2026, 11, 23)), leaving(8_000, on=date(2026, 11, 23))
    assert (town.smallest, village.smallest) == (10, 20)
    for counts, opens in (((12, 40), True), ((9, 40), False), ((36, 40), False), ((0, 40), True), ((), True)):
        assert town.may_leave(*counts) is opens, counts
    assert not village.may_leave(12, 40)
    assert not leaving(1_999, on=date(2026, 11, 23)).may_leave(500, 1_000)
    assert "人数の表は公表できません" in leaving(1_999, on=date(2026, 11, 23)).sentence


def test_the_committee_reads_gap_causes_and_response_and_only_facts_for_outside(world, nurse, story):
    cause = theory_of(world, story).of(Cause)[0]
    opened = pile(world, story, "新しく要支援になった方の半分は転倒と骨折だった", count=52, out_of=104)
    pile(world, story, "卒業した方は七人だった", count=7, out_of=20)
    pile(world, story, "まだ外に出せない月報の数", sensitivity=Sensitivity.CITY_HALL)
    words = ReadingWords("良くなった話が届いていない", facts=((opened, Stance.SUPPORTS),), about=cause.key)
    read_fact(by=world.viewer(Role.EAST_NURSE), story_id=story, words=words)

    page = read(nurse, "story_committee", story)

    for told in (
        "年だからとあきらめている",
        "もとの暮らしに戻る",
        cause.text,
        "半分は転倒と骨折",
        "訪問して、もとの暮らしを聞く",
    ):
        assert told in page, told
    assert page.index("へだたり") < page.index("なぜそうなっているか") < page.index("それに応じてしていること")
    assert "七人" not in page
    assert "まだ外に出せない" not in page
    assert "薪 2件は、入れていません" in page


@pytest.mark.later
def test_a_small_number_stays_inside_on_every_paper(world, nurse, story):
    confirm_made_visit(world, open_case(world, register(world)))
    by = world.viewer(Role.EAST_NURSE)
    words = UseWords(
        theory_of(world, story).of(Outcome)[0].key,
        "提案率",
        UseRole.INITIAL,
        indicator="way_shown",
        direction=WantedDirection.UP,
    )
    use_indicator(by=by, story_id=story, words=words)
    assert "1件中" in read(nurse, "story_measures", story)
    for name in ("story_committee", "story_public", "story_grant"):
        page = read(nurse, name, story)
        assert "少人数のため表示しません" in page, name
        assert "1件中" not in page, name


def test_the_grant_form_asks_for_what_is_not_said_and_takes_it_from_the_story(world, nurse, story):
    assert "対象の層: 年齢・状態・性別で" in read(nurse, "story_grant", story)
    audience = theory_of(world, story).of(Audience)[0].key
    layer = "75〜84歳で、転倒のあと要支援1・2になった方"
    write_node(
        by=world.viewer(Role.EAST_NURSE),
        story_id=story,
        based_on=based(world, story),
        key=audience,
        values={"layer": layer},
    )
    page = read(nurse, "story_grant", story)
    assert layer in page
    assert "対象の層: 年齢・状態・性別で" not in page
    workbook = nurse.get(reverse("story_grant_table", args=[story])).content
    rows = CalamineWorkbook.from_filelike(BytesIO(workbook)).get_sheet_by_index(0).to_python()
    assert ["対象の層", "本人・家族", layer] in rows


def test_a_claim_holds_what_cannot_be_said_and_is_told_where_it_says_too_much(world, nurse, story):
    outcome = theory_of(world, story).of(Outcome)[1].key
    address = reverse("claim_new", args=[story])
    refused = nurse.post(address, CLAIM | {"outcome": outcome, "cannot_say": ""})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "道をえらぶ方がいること" in refused.content.decode()

    told = nurse.post(address, CLAIM | {"outcome": outcome, "can_say": "訪問の効果で減りました"}, follow=True)
    page = text_of(told.content.decode())
    assert "「効果」とは書けません" in page
    claim_id = told.context["claims"][0]["line"].claim_id

    nurse.post(f"{address}?claim={claim_id}", CLAIM | {"outcome": outcome})
    page = read(nurse, "story_claims", story)
    assert "訪問した6人のうち3人" in page
    assert "とは書けません" not in page
    assert "書きなおした・取り下げた主張（1件）" in page
    assert "根拠の段階はBまで" in page


def test_what_is_not_agreed_for_the_public_says_so(nurse, story):
    assert "公表の合意はまだありません" in read(nurse, "story_public", story)
