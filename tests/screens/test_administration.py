"""管理の机: who reads it, what changes an account, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from tests.worlds import Role

PAGES = ("administration", "agencies", "settings", "legal_bases", "oaths", "access_matrix")


@pytest.mark.parametrize("page", PAGES)
def test_every_member_of_staff_may_read_what_governs_their_own_access(sit, page):
    assert sit(Role.EAST_NURSE).get(reverse(page)).status_code == 200


@pytest.mark.parametrize(
    ("page", "readers"),
    [
        ("staff", {Role.ADMINISTRATOR, Role.SECRETARIAT, Role.AUDITOR}),
        ("maintenance", {Role.ADMINISTRATOR}),
        ("staff_new", {Role.ADMINISTRATOR}),
        ("agency_new", {Role.ADMINISTRATOR}),
        ("audit_log", {Role.AUDITOR}),
        ("emergencies", {Role.SECRETARIAT, Role.AUDITOR}),
    ],
)
def test_a_page_opens_for_its_duties_and_says_why_not_to_the_others(sit, page, readers):
    for role in (Role.ADMINISTRATOR, Role.SECRETARIAT, Role.AUDITOR, Role.EAST_HEAD, Role.INSURANCE_HEAD):
        answer = sit(role).get(reverse(page))
        assert answer.status_code == (200 if role in readers else 403), (page, role)
        if role not in readers:
            assert "職員" in answer.content.decode()
