"""ストーリーを書く: as indented text, box by box and arrow by arrow; two people at once lose no word."""

from datetime import date
from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.logic_models.actions.measures import UseWords, use_indicator
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.learning import UseRole, WantedDirection
from takigi.logic_models.rules.nodes import Outcome
from takigi.logic_models.rules.outline import read_outline
from takigi.logic_models.rules.signs import SignState
from takigi.logic_models.rules.words import LinkStatus
from takigi.screens.stories.outline import EXAMPLE
from tests.casework_made import open_case
from tests.screens.people_made import register, text_of
from tests.stories_made import based, found, invite, key_of, outlined
from tests.visits_made import confirm_made_visit
from tests.worlds import Role


@pytest.fixture
def story(world):
    story_id = found(world)
    outlined(world, story_id)
    return story_id


def theory(world, story_id):
    return story_page(world.viewer(Role.EAST_NURSE), story_id).theory


def seen_on(world, story_id):
    stood = based(world, story_id)
    return {"version": stood.version, "revision": stood.revision}


def page_of(client, name, *args):
    return text_of(client.get(reverse(name, args=args)).content.decode())


def test_the_page_leads_to_the_outline_and_the_outline_holds_the_whole_story(world, sit, story):
    client = sit(Role.EAST_NURSE)
    assert "書く（字下げの文）" in page_of(client, "story", story)
    page = client.get(reverse("story_outline", args=[story])).content.decode()
    assert "活動: 訪問して、もとの暮らしを聞く #n6" in page
    assert "行きたい所へ自分で行ける" in page
    assert reverse("story_box_new", args=[story, "monitoring"]) in page


def test_a_story_is_written_as_indented_text_and_its_boxes_keep_their_marks(world, sit, story):
    client = sit(Role.EAST_NURSE)
    key = key_of(world, story, "自信を取り戻す")
    text = client.get(reverse("story_outline", args=[story])).context["form"]["text"].value()
    text = text.replace("自信を取り戻す", "外に出るきっかけをつくる")
    answer = client.post(reverse("story_outline", args=[story]), seen_on(world, story) | {"text": text})
    assert answer.status_code == HTTPStatus.FOUND
    assert theory(world, story).node(key).text == "外に出るきっかけをつくる"


def test_a_line_that_fits_nowhere_is_told_kept_and_put_away_by_hand(world, sit, story):
    client = sit(Role.EAST_NURSE)
    text = (
        client.get(reverse("story_outline", args=[story])).context["form"]["text"].value() + "\nつながり: なんとなく\n"
    )
    answer = client.post(reverse("story_outline", args=[story]), seen_on(world, story) | {"text": text}, follow=True)
    page = text_of(answer.content.decode())
    assert "行目「つながり: なんとなく」" in page
    assert "置き場所の決まらない言葉（1件）" in page

    (loose,) = theory(world, story).loose
    client.post(reverse("story_tidy", args=[story]), seen_on(world, story) | {"key": loose.key})
    assert theory(world, story).loose == ()


def test_two_outlines_saved_upon_the_same_page_leave_both_wordings_to_choose_from(world, sit, story):
    invite(world, story, Role.EAST_HEAD)
    stood, key = seen_on(world, story), key_of(world, story, "自信を取り戻す")
    address = reverse("story_outline", args=[story])
    text = sit(Role.EAST_NURSE).get(address).context["form"]["text"].value()
    sit(Role.EAST_HEAD).post(address, stood | {"text": text.replace("自信を取り戻す", "仲間に会う")})
    client = sit(Role.EAST_NURSE)
    answer = client.post(address, stood | {"text": text.replace("自信を取り戻す", "畑に戻る")}, follow=True)

    page = text_of(answer.content.decode())
    assert "同じところを、別の人も書きかえていました。" in page
    assert "仲間に会う" in page
    assert "畑に戻る" in page
    assert "二人が別の言葉を書いたところが1件あります。" in page_of(client, "story", story)
    (differing,) = theory(world, story).differing
    client.post(
        reverse("story_settle", args=[story]), seen_on(world, story) | {"key": differing.key, "take_other": "on"}
    )
    assert theory(world, story).node(key).text == "畑に戻る"
    assert theory(world, story).differing == ()


def test_the_example_beside_the_form_is_read_to_its_last_line(world):
    read = read_outline(EXAMPLE, on=world.at.date())
    assert read.said == ()
    assert read.theory.loose == ()
    assert len(read.theory.nodes) == len(EXAMPLE.splitlines()) - 2


def box_form(client, story, key, **changed):
    """What the form of the box holds, as a browser would send it back."""
    form = client.get(reverse("story_box_write", args=[story, key])).context["form"]
    typed = {bound.name: bound.value() for bound in form if bound.value() not in (None, False)}
    return typed | changed


def test_a_box_is_read_with_all_that_is_known_of_it(world, sit, story):
    client = sit(Role.EAST_NURSE)
    page = page_of(client, "story_box", story, key_of(world, story, "「そんな道もあるのか」と言う"))
    assert "対象 誰に「本人・家族」" in page
    assert "ここへ来る矢印（1本）" in page
    assert "中間" not in page.split("矢印")[0]
    assert f"そんな道もあるのか {SignState.SILENT.label}" in page.replace("\u3000", " ")
    assert "この先に「何が変わる」を足す" in page


@pytest.mark.later
def test_a_box_is_written_and_what_was_not_touched_stays_as_it_was(world, sit, story):
    client, before = sit(Role.EAST_NURSE), theory(world, story)
    for node in before.nodes:
        address = reverse("story_box_write", args=[story, node.key])
        assert client.post(address, box_form(client, story, node.key)).status_code == HTTPStatus.FOUND
    assert theory(world, story) == before

    key = key_of(world, story, "訪問して、もとの暮らしを聞く")
    client.post(reverse("story_box_write", args=[story, key]), box_form(client, story, key, tactics="畑の話\r\n写真"))
    assert theory(world, story).node(key).tactics == ("畑の話", "写真")


def test_two_people_in_one_box_lose_no_word_and_one_wording_is_chosen(world, sit, story):
    invite(world, story, Role.EAST_HEAD)
    key = key_of(world, story, "訪問して、もとの暮らしを聞く")
    address = reverse("story_box_write", args=[story, key])
    opened = box_form(sit(Role.EAST_NURSE), story, key)
    sit(Role.EAST_HEAD).post(address, opened | {"actor": "支所の保健師", "quantity": "月3件"})
    client = sit(Role.EAST_NURSE)
    page = text_of(client.post(address, opened | {"actor": "本所の看護師"}, follow=True).content.decode())

    assert "の「だれが」" in page
    assert "いまの言葉 支所の保健師" in page
    assert "同時に書かれた言葉 本所の看護師" in page
    assert theory(world, story).node(key).quantity == "月3件"
    (differing,) = theory(world, story).differing
    told = seen_on(world, story) | {"key": differing.key, "box": key}
    answer = client.post(reverse("story_settle", args=[story]), told)
    assert answer["Location"] == reverse("story_box", args=[story, key])
    assert theory(world, story).node(key).actor == "支所の保健師"


def test_words_typed_into_a_box_that_was_given_up_meanwhile_are_kept(world, sit, story):
    client, key = sit(Role.EAST_NURSE), key_of(world, story, "自分で道をえらぶ")
    opened = box_form(client, story, key, voice="畑に行きたい")
    out = reverse("story_box_out", args=[story, key])
    assert client.post(out, seen_on(world, story) | {"why": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    client.post(out, seen_on(world, story) | {"why": "別の道にした"})
    assert "やめた理由: 別の道にした" in page_of(client, "story_box", story, key)

    page = text_of(client.post(reverse("story_box_write", args=[story, key]), opened, follow=True).content.decode())
    assert "畑に行きたい" in page
    assert "消さずに残してあります。" in page


def test_a_box_that_was_given_up_is_taken_back(world, sit, story):
    client, key = sit(Role.EAST_NURSE), key_of(world, story, "自分で道をえらぶ")
    client.post(reverse("story_box_out", args=[story, key]), seen_on(world, story) | {"why": "別の道にした"})
    outline = client.get(reverse("story_outline", args=[story])).content.decode()
    assert f'<a href="{reverse("story_box", args=[story, key])}">何が変わる「自分で道をえらぶ」</a>' in outline
    client.post(reverse("story_box_back", args=[story, key]), seen_on(world, story))
    assert theory(world, story).node(key).text == "自分で道をえらぶ"
    assert theory(world, story).dropped == ()


def test_a_box_is_added_under_another_one_in_its_row_and_put_later(world, sit, story):
    client, key = sit(Role.EAST_NURSE), key_of(world, story, "訪問が月に3件ある")
    address = reverse("story_box_new", args=[story, "outcome"]) + f"?under={key}"
    row = client.get(address).context["form"]["audience"].value()
    client.post(address, seen_on(world, story) | {"text": "道を家族と話す", "audience": row, "level": "initial"})
    new = key_of(world, story, "道を家族と話す")
    now = theory(world, story)
    assert [link.target for link in now.out_of(key)][-1] == new
    assert now.node(new).audience == row

    order = [one.key for one in now.of(Outcome)]
    client.post(reverse("story_box_move", args=[story, new]), seen_on(world, story))
    assert [one.key for one in theory(world, story).of(Outcome)].index(new) == order.index(new) + 1


def test_an_unreadable_date_is_told_at_its_field_and_keeps_the_other_words(world, sit, story):
    client, key = sit(Role.EAST_NURSE), key_of(world, story, "自分で道をえらぶ")
    typed = box_form(client, story, key, voice="畑に行きたい", expected_on="R8.13.1")
    answer = client.post(reverse("story_box_write", args=[story, key]), typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "畑に行きたい" in answer.content.decode()


def arrow_form(client, story, key, **changed):
    """What the form of the arrow holds, as a browser would send it back."""
    form = client.get(reverse("story_link_write", args=[story, key])).context["form"]
    return {bound.name: bound.value() for bound in form if bound.value() is not None} | changed


def test_two_boxes_are_joined_by_an_arrow_that_says_why(world, sit, story):
    client = sit(Role.EAST_NURSE)
    source, target = key_of(world, story, "訪問が月に3件ある"), key_of(world, story, "外に出る日が増える")
    typed = {"source": source, "target": target, "mechanism": "道を一緒に歩くから", "status": "testing"}
    address = reverse("story_link_new", args=[story])
    told = seen_on(world, story) | typed | {"strength": "cases", "importance": "key"}
    same = client.post(address, told | {"target": source})
    assert same.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "道を一緒に歩くから" in same.content.decode()

    page = text_of(client.post(address, told, follow=True).content.decode())
    assert "なぜそうなるか 道を一緒に歩くから" in page
    assert "よりどころ 事例" in page
    assert theory(world, story).into(target)[-1].status is LinkStatus.TESTING


def test_an_arrow_takes_assumptions_and_rivals_one_after_the_other(world, sit, story):
    client, (link, *_) = sit(Role.EAST_NURSE), theory(world, story).links
    address = reverse("story_link_write", args=[story, link.key])
    client.post(address, arrow_form(client, story, link.key))
    assert theory(world, story).links[0] == link

    first = {"assumption_0_text": "家族が反対しない", "assumption_0_check_on": "R9.1.31", "rival_0_text": "春になった"}
    assert client.post(address, arrow_form(client, story, link.key, **first)).status_code == HTTPStatus.FOUND
    second = {"assumption_1_text": "歩ける道がある", "assumption_0_state": "holds"}
    client.post(address, arrow_form(client, story, link.key, **second))

    written = theory(world, story).link(link.key)
    assert [one.text for one in written.assumptions] == ["家族が反対しない", "歩ける道がある"]
    assert written.assumptions[0].check_on == date(2027, 1, 31)
    assert [one.text for one in written.rivals] == ["春になった"]
    page = page_of(client, "story_link", story, link.key)
    assert "家族が反対しない 成り立つ" in page.replace("\u3000", " ")


def test_two_people_at_one_arrow_choose_between_their_reasons(world, sit, story):
    invite(world, story, Role.EAST_HEAD)
    (link, *_) = theory(world, story).links
    address = reverse("story_link_write", args=[story, link.key])
    opened = arrow_form(sit(Role.EAST_NURSE), story, link.key)
    sit(Role.EAST_HEAD).post(address, opened | {"mechanism": "顔を覚えるから"})
    client = sit(Role.EAST_NURSE)
    page = text_of(client.post(address, opened | {"mechanism": "話を聞くから"}, follow=True).content.decode())
    assert "いまの言葉 顔を覚えるから" in page
    assert "同時に書かれた言葉 話を聞くから" in page
    (differing,) = theory(world, story).differing
    told = seen_on(world, story) | {"key": differing.key, "box": link.key, "take_other": "on"}
    answer = client.post(reverse("story_settle", args=[story]), told)
    assert answer["Location"] == reverse("story_link", args=[story, link.key])
    assert theory(world, story).link(link.key).mechanism == "話を聞くから"


def test_an_arrow_is_taken_out_unless_it_taught_something(world, sit, story):
    client, (first, second, *_) = sit(Role.EAST_NURSE), theory(world, story).links
    client.post(reverse("story_link_out", args=[story, first.key]), seen_on(world, story))
    assert theory(world, story).link(first.key) is None

    write = reverse("story_link_write", args=[story, second.key])
    client.post(write, arrow_form(client, story, second.key, status="weak"))
    answer = client.post(reverse("story_link_out", args=[story, second.key]), seen_on(world, story))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "学びとして残し" in answer.content.decode()


def test_the_story_says_of_itself_what_the_team_writes(world, sit, story):
    client = sit(Role.EAST_NURSE)
    address = reverse("story_describe", args=[story])
    form = client.get(address).context["form"]
    typed = {bound.name: bound.value() for bound in form if bound.value() is not None}
    wrong = client.post(address, typed | {"motive": "声を聞いた", "period_from": "R9.4.1", "period_until": "R8.4.1"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "声を聞いた" in wrong.content.decode()
    told = typed | {"motive": "声を聞いた", "period_from": "R8.4.1", "period_until": "R9.3.31"}
    page = text_of(client.post(address, told, follow=True).content.decode())
    assert "動機 声を聞いた" in page
    assert "題とチーム" in page_of(client, "story", story)


def test_a_story_is_moved_on_and_a_rest_asks_for_its_reason(world, sit, story):
    client, address = sit(Role.EAST_NURSE), reverse("story_move", args=[story])
    today = client.get(address).context["form"]["on"].value()
    told = {"to": "paused", "on": today, "reason": "", "decision": ""}
    assert client.post(address, told).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(address, told | {"reason": "冬のあいだ休む"}).status_code == HTTPStatus.FOUND
    assert "状態 休止" in page_of(client, "story_team", story)


def test_the_team_shows_its_story_inside_the_town_hall_and_planners_make_it_public(world, sit, story):
    address = reverse("story_show", args=[story])
    client = sit(Role.EAST_NURSE)
    assert client.post(address, {"to": "public"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(address, {"to": "city_hall"}).status_code == HTTPStatus.FOUND
    assert sit(Role.PLANNER).post(address, {"to": "public"}).status_code == HTTPStatus.FOUND
    assert "見せる範囲 公開" in page_of(sit(Role.EAST_NURSE), "story_team", story)


def test_colleagues_come_into_the_team_and_leave_it_and_somebody_always_leads(world, sit, story):
    client = sit(Role.EAST_NURSE)
    invite_to = reverse("member_invite", args=[story])
    assert client.post(invite_to, {"role": "member"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    client.post(invite_to, {"role": "member", "staff": world.staff_id(Role.EAST_HEAD)})
    client.post(invite_to, {"role": "mentor", "name": "助言の先生", "organisation": "大学"})
    page = page_of(client, "story_team", story)
    assert "チーム（3人）" in page
    assert "助言の先生 メンター" in page.replace("\u3000", " ")
    assert sit(Role.EAST_HEAD).get(invite_to).status_code == HTTPStatus.FORBIDDEN

    client = sit(Role.EAST_NURSE)
    end = reverse("member_end", args=[story])
    lead, head, _ = story_page(world.viewer(Role.EAST_NURSE), story).members
    refused = client.post(end, {"member": lead.key, "on": "今日"})
    assert "とりまとめの人がいなくなります" in refused.content.decode()
    client.post(end, {"member": head.key, "on": "今日"})
    assert "離れた人（1人）" in page_of(client, "story_team", story)


def test_whoever_only_reads_is_told_who_writes(world, sit, story):
    assert sit(Role.PLANNER).get(reverse("story_outline", args=[story])).status_code == HTTPStatus.FORBIDDEN
    assert sit(Role.NEIGHBOUR_NURSE).get(reverse("story_outline", args=[story])).status_code == HTTPStatus.NOT_FOUND


def test_a_box_pulled_beside_another_takes_over_its_row_and_step(world, sit, story):
    client, address = sit(Role.EAST_NURSE), reverse("story_box_place", args=[story])
    ways = {
        "key": key_of(world, story, "自分で道をえらぶ"),
        "beside": key_of(world, story, "外に出る日が増える"),
        "before": "on",
    }
    now = based(world, story)
    told = {"version": now.version, "revision": now.revision}
    client.post(address, told | ways)
    theory = story_page(world.viewer(Role.EAST_NURSE), story).theory
    first, moved, long_term = theory.of(Outcome)
    assert (moved.text, moved.level, moved.audience) == ("自分で道をえらぶ", long_term.level, first.audience)

    refused = client.post(address, told | ways | {"beside": key_of(world, story, "本人・家族")}, follow=True)
    assert "同じ種類の箱のとなりにだけ動かせます" in refused.content.decode()
    assert story_page(world.viewer(Role.EAST_NURSE), story).theory == theory


@pytest.mark.later
def test_the_picture_comes_at_once_and_its_numbers_after_it(world, sit, story, facts_folder):
    confirm_made_visit(world, open_case(world, register(world)))
    nurse, client = world.viewer(Role.EAST_NURSE), sit(Role.EAST_NURSE)
    assert "hx-get" not in client.get(reverse("story", args=[story])).content.decode().split("data-move-boxes")[1][:80]
    for box, key in (
        ("訪問して、もとの暮らしを聞く", "way_shown"),
        ("「そんな道もあるのか」と言う", "understood_alternative"),
    ):
        words = UseWords(key_of(world, story, box), key, UseRole.WATCH, indicator=key, direction=WantedDirection.UP)
        use_indicator(by=nurse, story_id=story, words=words)
    counted = reverse("story_counted", args=[story])
    assert f'hx-get="{counted}"' in client.get(reverse("story", args=[story])).content.decode()
    page = text_of(client.get(counted).content.decode())
    assert "いま 1件中" in page
    assert "まだ言えない" in page
