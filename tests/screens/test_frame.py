"""枠: everybody sees their own desks, the frame asks nothing before it is printed, and a piece is only a piece."""

import re
from http import HTTPStatus

import pytest
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from takigi.screens.desks import DESKS
from takigi.screens.frame import frame
from takigi.screens.render import render_screen
from tests.worlds import Role

pytestmark = pytest.mark.django_db
GALLERY = "/gallery/"


def rail(page: str) -> list[str]:
    nav = page[page.index('class="rail"') : page.index("</nav>")]
    return re.findall(r'<span class="rail-word">(.+?)</span></a>', nav)


@pytest.mark.parametrize(
    ("role", "theirs"),
    [
        (Role.EAST_NURSE, ["今日", "人", "個別支援", "事業", "つながり", "会議", "地域", "ストーリー", "数字"]),
        (Role.INSURANCE, ["今日", "人", "事業", "つながり", "会議", "地域", "ストーリー", "数字", "管理"]),
        (Role.SECRETARIAT, ["今日", "つながり", "会議", "地域", "ストーリー", "数字", "管理"]),
        (Role.ADMINISTRATOR, ["今日", "会議", "管理"]),
        (Role.AUDITOR, ["今日", "会議", "数字", "管理"]),
        (Role.PROVIDER, ["今日", "事業", "つながり", "会議", "地域", "数字"]),
    ],
)
def test_nobody_sees_a_desk_that_is_not_theirs(role, theirs, sit):
    page = sit(role).get(GALLERY).content.decode()

    assert rail(page) == theirs


def offered(client, address):
    """Where the page itself leads, frame and files apart."""
    page = client.get(address).content.decode()
    return set(re.findall(r'href="(/[^"#?]+)["?#]', page[page.index("<main") :])) - {"/signin/"}


@pytest.mark.long
def test_no_desk_offers_a_way_that_ends_before_a_closed_door(sit, facts_folder):
    """Single numbers and stories apart, which take long to count and are walked by tests of their own."""
    closed = {}
    for role in (Role.EAST_NURSE, Role.ADMINISTRATOR, Role.AUDITOR, Role.PROVIDER):
        client = sit(role)
        page = client.get(GALLERY).content.decode()
        desks = re.findall(r'href="(/[^"]*)"', page[page.index('class="rail"') : page.index("</nav>")])
        near = [desk for desk in desks if desk != "/stories/"]
        ways = {way for desk in near for way in offered(client, desk) if not way.startswith("/numbers/of/")}
        closed |= {(role, way): code for way in ways if (code := client.get(way).status_code) >= HTTPStatus.BAD_REQUEST}
    assert closed == {}


def test_only_those_who_have_the_desk_of_people_are_offered_the_search(sit):
    assert 'id="people-search"' in sit(Role.EAST_NURSE).get(GALLERY).content.decode()
    assert 'id="people-search"' not in sit(Role.PROVIDER).get(GALLERY).content.decode()


def test_who_is_looking_stands_with_their_post_and_a_sign_out_that_is_a_form(sit):
    page = sit(Role.EAST_NURSE).get(GALLERY).content.decode()

    menu = page[page.index('class="who-menu"') : page.index("</details>")]
    assert "相談支援" in menu
    assert re.search(r'<form method="post" action="/signout/"><input type="hidden" name="csrfmiddlewaretoken"', menu)


def test_every_desk_has_a_drawing_and_addresses_of_its_own():
    pieces = [piece for desk in DESKS for piece in desk.paths]

    assert len(pieces) == len(set(pieces))
    assert all(desk.icon for desk in DESKS)


def test_before_signing_in_there_is_no_frame_to_ask_for():
    assert frame(RequestFactory().get("/")) == {"viewer": None, "frame": None}


def asked(**headers):
    request = RequestFactory().get("/", headers=headers)
    HtmxMiddleware(lambda _: None)(request)
    return request


@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [
        ({}, True),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-Boosted": "true"}, True),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, True),
    ],
)
def test_a_piece_is_given_only_to_who_changes_a_piece(headers, is_whole):
    context = {"heading": "部品一覧", "groups": ()}

    response = render_screen(asked(**headers), "gallery/gallery.html", context, part="frame/_messages.html")

    assert ("<!doctype html>" in response.content.decode()) is is_whole
    assert response.headers["Vary"] == "HX-Request"


def test_a_screen_without_pieces_is_always_whole():
    response = render_screen(asked(**{"HX-Request": "true"}), "gallery/gallery.html", {}, status=409)

    assert b"<!doctype html>" in response.content
    assert response.status_code == 409


def test_a_page_offers_the_way_past_the_rail_and_says_its_language(sit):
    page = sit(Role.EAST_NURSE).get(GALLERY).content.decode()

    assert '<html lang="ja">' in page
    assert page.index('class="skip-link" href="#content"') < page.index('class="rail"') < page.index('id="content"')
    assert '"includeIndicatorStyles":false,"allowEval":false' in page
    assert re.search(r"""<body hx-headers='\{"X-CSRFToken": "\w{64}"\}'>""", page)
