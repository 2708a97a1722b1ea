"""助けを求める画面: one page, words that wait for an answer, a kind answer back, and somebody to look for."""

import re
from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.collaboration.rules.deidentify import CHECKLIST
from tests.screens.people_made import text_of
from tests.shared_cases_made import NAME, open_shared
from tests.worlds import Role

FIRST = "もううちだけでは抱えきれない"
ASKED = {
    "first_words": FIRST,
    "text": "80代の親と50代の子の世帯。子は長く家から出ていない",
    "tried_on": "先週",
    "tried_result": "センターの会議で話したが、決め手がない",
    "keeps": "親への月に一度の訪問は続けます",
    "asks": ["advice", "company"],
    "checks": [one.key for one in CHECKLIST],
}


@pytest.fixture
def case(world):
    return open_shared(world)


@pytest.fixture
def asked(world):
    return ASKED | {"tried_on": "きのう", "station_id": str(world.agency_ids["station"])}


def page_of(client, name, *args, **query):
    return text_of(client.get(reverse(name, args=args), query).content.decode())


@pytest.mark.later
def test_a_request_is_asked_answered_and_settled_without_a_name(world, sit, case, asked):
    nurse, station = sit(Role.EAST_NURSE), sit(Role.STATION)
    form = page_of(nurse, "help_new", case)
    assert "主担当は替わりません" in form and "引き取" not in form
    sent = nurse.post(reverse("help_new", args=[case]), asked)
    assert sent.status_code == HTTPStatus.FOUND, sent.context["form"].errors
    assert "ステーションに届いた相談が1件" in page_of(station, "today")
    desk = station.get(reverse("help_desk"))
    ((link, *_),) = desk.context["waiting"].rows
    shown = text_of(station.get(link.href).content.decode())
    assert FIRST in shown and "親への月に一度の訪問" in shown and NAME not in shown and NAME.split()[0] not in shown

    assert station.post(link.href, {"kind": "come"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert station.post(link.href, {"kind": "come", "text": "火曜にご一緒します"}).status_code == HTTPStatus.FOUND
    answered = nurse.get(link.href).content.decode()
    assert "火曜にご一緒します" in text_of(answered)
    # What was offered is one step away, with its mode chosen; only the owner takes that step.
    way = f"{reverse('involvement_new', args=[case])}?mode=playing"
    assert way in answered and way not in station.get(link.href).content.decode()
    assert "checked" in re.search(r"<input[^>]*value=\"playing\"[^>]*>", nurse.get(way).content.decode())[0]
    assert "答えを読む" in page_of(nurse, "shared_case", case)
    assert "出した相談に、答えが1件届いています" in page_of(nurse, "today")
    assert "これまでの相談（1件）" in page_of(nurse, "help_new", case)
    settle = link.href + "settle/"
    assert station.post(settle, {"note": "x"}).status_code == HTTPStatus.FORBIDDEN
    assert nurse.post(settle, {"note": "一緒に訪ねて話せた"}).status_code == HTTPStatus.FOUND
    assert station.get(link.href).status_code == HTTPStatus.NOT_FOUND
    assert "進められました" in text_of(nurse.get(link.href).content.decode())


@pytest.mark.later
def test_words_that_tell_are_shown_one_by_one_and_nothing_typed_is_lost(world, sit, case, asked):
    nurse, url = sit(Role.EAST_NURSE), reverse("help_new", args=[case])
    named = asked | {"text": f"{NAME}さんは86歳。11/3に転んだ"}
    refused = nurse.post(url, named | {"keeps": f"{NAME.split()[1]}さんへの訪問は続けます"})
    shown = text_of(refused.content.decode())
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    # No answer makes the household's own name somebody else's: it is told at both boxes in which it stands.
    assert shown.count("書きなおしてください") >= 2 and "だれか分かりそうなことば（2）" in shown
    replies = {one.name: "needed" for one in refused.context["findings"]}
    assert nurse.post(url, named | replies).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    telling = asked | {"text": "本人は86歳。11/3に転んだ"}
    refused = nurse.post(url, telling)
    shown = text_of(refused.content.decode())
    assert "86歳" in shown and "11/3" in shown and "だれか分かりそうなことば（2）" in shown
    assert asked["keeps"] in refused.content.decode()
    replies = {one.name: "needed" for one in refused.context["findings"]}
    assert nurse.post(url, telling | replies).status_code == HTTPStatus.FOUND


def test_a_half_written_request_survives(world, sit, case):
    nurse, url = sit(Role.EAST_NURSE), reverse("help_new", args=[case])
    wire = nurse.get(url).context["sheet"]["wire"]
    change = {"field": "first_words", "value": FIRST, "base": 0, "seq": 1}
    sent = {"place": wire["place"], "draft": wire["draft"], "editor": "3f0c5a5e-1111-4222-8333-944455566677"}
    kept = nurse.post(reverse("draft_save"), sent | {"changes": [change]}, content_type="application/json")
    assert kept.status_code == HTTPStatus.OK
    assert FIRST in nurse.get(url).content.decode()
    assert FIRST not in sit(Role.EAST_HEAD).get(url).content.decode()


def test_first_words_are_read_apart_from_their_case(world, sit, case, asked):
    sit(Role.EAST_NURSE).post(reverse("help_new", args=[case]), asked)
    secretary = sit(Role.SECRETARIAT)
    page = secretary.get(reverse("first_words"))
    shown = text_of(page.content.decode())
    assert FIRST in shown and "R8-" not in shown and "東地域包括" not in shown
    request = page.context["desk"].waiting[0].request_id
    for role in (Role.SECRETARIAT, Role.STATION):
        assert (
            sit(role).post(reverse("first_words"), {"request": request, "code": "no"}).status_code == HTTPStatus.FOUND
        )
    found = secretary.get(reverse("first_words")).context["desk"]
    assert (found.agreement.both, found.agreement.alike, found.agreed_yes) == (1, 1, 0)
    assert sit(Role.EAST_NURSE).get(reverse("first_words")).status_code == HTTPStatus.FORBIDDEN


def test_who_does_not_own_the_case_cannot_ask(world, sit, case, asked):
    for role, status in ((Role.STATION, HTTPStatus.NOT_FOUND), (Role.SECRETARIAT, HTTPStatus.FORBIDDEN)):
        assert sit(role).get(reverse("help_new", args=[case])).status_code == status, role
        assert sit(role).post(reverse("help_new", args=[case]), asked).status_code == status, role


def test_somebody_to_look_for_is_told_in_four_boxes_and_comes_back_as_a_category(world, sit):
    coordinator, station = sit(Role.COORDINATOR), sit(Role.STATION)
    told = {
        "seen_on": "きのう",
        "signals": ["post_piled", "neighbour"],
        "block": "3",
        "holder": str(world.agency_ids["station"]),
        "granularity": "block",
        "known_as": "unknown",
    }
    missing = coordinator.post(reverse("lead_new"), told | {"signals": []})
    assert "気づいたことを選んでください" in text_of(missing.content.decode())
    assert coordinator.post(reverse("lead_new"), told).status_code == HTTPStatus.FOUND
    assert "受け取りました" in page_of(coordinator, "leads")
    ((link, *_),) = station.get(reverse("leads")).context["board"].rows
    assert coordinator.get(link.href).status_code == HTTPStatus.NOT_FOUND
    assign = {"staff_id": str(world.staff_id(Role.STATION)), "check_by": "1週間後"}
    assert station.post(link.href + "assign/", assign).status_code == HTTPStatus.FOUND
    half = station.post(link.href + "move/", {"to": "connected", "on": "今日"})
    assert half.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    done = {"to": "connected", "on": "今日", "connected": str(world.agency_ids["east"]), "note": "会えた"}
    assert station.post(link.href + "move/", done).status_code == HTTPStatus.FOUND
    assert "相談先につながりました" in page_of(coordinator, "leads")
    assert "会えた" in text_of(station.get(link.href).content.decode())
