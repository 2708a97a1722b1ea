"""書きかけのストーリー: what is only half typed waits for its writer, and what is unfinished is said where it stands."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.logic_models.actions.theory import write_node
from takigi.logic_models.queries.drafts import own_draft
from takigi.logic_models.queries.stories import story_page
from tests.screens.people_made import text_of
from tests.stories_made import based, found, key_of, outlined
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


def test_a_half_typed_outline_is_there_again_and_loses_no_word_that_another_wrote_meanwhile(world, sit, story):
    client = sit(Role.EAST_NURSE)
    key = key_of(world, story, "自信を取り戻す")
    form = client.get(reverse("story_outline", args=[story])).context["form"]
    typed = seen_on(world, story) | {"text": form["text"].value() + "誰に: 近所の店\n"}
    assert client.post(reverse("story_draft", args=[story, "outline"]), typed).status_code == HTTPStatus.OK
    write_node(
        by=world.viewer(Role.EAST_NURSE),
        story_id=story,
        based_on=based(world, story),
        key=key,
        values={"text": "外に出るきっかけをつくる"},
    )

    opened = client.get(reverse("story_outline", args=[story])).context["form"]
    again = {name: opened[name].value() for name in ("version", "revision", "text")}
    assert again["text"].endswith("誰に: 近所の店\n")
    assert client.post(reverse("story_outline", args=[story]), again).status_code == HTTPStatus.FOUND
    assert theory(world, story).node(key).text == "外に出るきっかけをつくる"
    assert "近所の店" in {one.text for one in theory(world, story).nodes}
    assert own_draft(world.viewer(Role.EAST_NURSE), story, "outline") is None


def test_what_is_unfinished_and_what_comes_round_is_said_to_whoever_writes(world, sit, story):
    client = sit(Role.EAST_NURSE)
    assert "直すか外すところ" not in page_of(client, "story", story)
    text = client.get(reverse("story_outline", args=[story])).context["form"]["text"].value()
    back = f"        → #{key_of(world, story, '「そんな道もあるのか」と言う')}: 言うと、また言いたくなるから\n"
    at = text.index("          長期: 外に出る日が増える")
    typed = f"{text[:at]}{back}{text[at:]}活動: だれにでもなく呼びかける\n"
    client.post(reverse("story_outline", args=[story]), seen_on(world, story) | {"text": typed})
    page = page_of(client, "story", story)
    assert "どう働きかける「だれにでもなく呼びかける」に、だれに（対象）がありません" in page
    assert "ひと回りして戻るつながりがあります" in page
