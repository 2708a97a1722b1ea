"""緊急の閲覧の画面: the queue, the owner's sight of it, and a review by somebody else."""

import pytest
from django.urls import reverse

from takigi.access import actions as access
from takigi.access.queries import review_queue
from tests.worlds import Role

REASON = "自宅で倒れているとの通報を確かめるため"
NOTE = "通報の記録と合っている。すぐに必要だった。"


@pytest.fixture
def opened(world):
    return access.open_emergency(
        by=world.viewer(Role.WEST_NURSE),
        target="person:0f3c2a11-0000-4000-8000-000000000000",
        reason=REASON,
        owner_agency_ids=[world.agency_ids["east"]],
    )


def test_the_queue_tells_who_opened_what_and_why(sit, opened):
    page = sit(Role.SECRETARIAT).get(reverse("emergencies")).content.decode()

    assert "西脇 実" in page and REASON in page and "ふりかえりを待っています" in page


@pytest.mark.parametrize(
    ("role", "status", "has_form"),
    [
        (Role.SECRETARIAT, 200, True),
        (Role.AUDITOR, 200, True),
        (Role.EAST_HEAD, 200, False),
        (Role.WEST_NURSE, 200, False),
        (Role.EAST_NURSE, 404, False),
        (Role.ADMINISTRATOR, 404, False),
        (Role.INSURANCE_HEAD, 404, False),
        (Role.NEIGHBOUR_AUDITOR, 404, False),
    ],
)
def test_one_reading_is_seen_by_its_reviewers_its_owners_and_its_reader(sit, opened, role, status, has_form):
    answer = sit(role).get(reverse("emergency_review", args=[opened]))

    assert answer.status_code == status
    assert (status == 200 and answer.context["form"] is not None) == has_form


def test_a_review_is_written_once_and_stays_to_be_read(world, sit, opened):
    desk, address = sit(Role.SECRETARIAT), reverse("emergency_review", args=[opened])

    short = desk.post(address, {"verdict": "proper", "note": "はい"})
    assert short.status_code == 422 and "10文字以上" in short.content.decode()
    done = desk.post(address, {"verdict": "proper", "note": NOTE}, follow=True)
    assert NOTE in done.content.decode() and done.context["form"] is None
    assert [card.verdict for card in review_queue(world.viewer(Role.AUDITOR))] == ["proper"]


def test_the_review_of_a_colleague_who_came_first_is_kept(sit, opened):
    address = reverse("emergency_review", args=[opened])
    sit(Role.AUDITOR).post(address, {"verdict": "improper", "note": "電話で足りた。記録を開く前に聞けた。"})

    late = sit(Role.SECRETARIAT).post(address, {"verdict": "proper", "note": NOTE})
    assert late.status_code == 422 and "すでにふりかえりが済んでいます" in late.content.decode()
    assert "電話で足りた" in sit(Role.AUDITOR).get(address).content.decode()


def test_an_owner_cannot_write_the_review(world, sit, opened):
    answer = sit(Role.EAST_HEAD).post(reverse("emergency_review", args=[opened]), {"verdict": "proper", "note": NOTE})

    assert answer.status_code == 403
    assert [card.verdict for card in review_queue(world.viewer(Role.AUDITOR))] == [""]
