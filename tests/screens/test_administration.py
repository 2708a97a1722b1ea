"""管理の机: who reads it, what changes an account, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from takigi.access import queries as access
from takigi.access.rules import TOWN_SETTINGS
from takigi.audit import queries as audit
from takigi.casework.rules.settings import SETTINGS
from takigi.organisations import queries as organisations
from takigi.organisations.rules import Duty, StaffStatus
from tests.worlds import PASSWORD, Role

REASON = "4月の人事異動を入力するため"
GOOD = "yama-no-kinoko-31"
PAGES = ("administration", "agencies", "settings", "legal_bases", "oaths", "access_matrix")


def test_the_source_of_a_setting_is_one_that_an_officer_can_find():
    """What the town decides says where its usual value comes from: in words, and not as a file of the program's makers."""
    assert not [one.key for one in (*SETTINGS, *TOWN_SETTINGS) if ".md" in one.source or not one.source]


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
        ("area_new", {Role.ADMINISTRATOR}),
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


def test_the_staff_list_shows_only_the_own_municipality_and_can_be_narrowed(sit):
    desk = sit(Role.ADMINISTRATOR)

    whole = desk.get(reverse("staff")).content.decode()
    assert "田辺 恵" in whole and "横井 望" not in whole
    narrowed = desk.get(reverse("staff"), {"q": "西地域"}, headers={"HX-Request": "true"}).content.decode()
    assert "西脇 実" in narrowed and "田辺 恵" not in narrowed and "<html" not in narrowed


def test_sign_in_names_are_shown_only_to_whoever_makes_accounts(world, sit):
    address = reverse("staff_member", args=[world.staff_id(Role.EAST_NURSE)])

    assert "tanabe" in sit(Role.ADMINISTRATOR).get(address).content.decode()
    assert "tanabe" not in sit(Role.SECRETARIAT).get(address).content.decode()


@pytest.mark.parametrize("name", ["staff_member", "post_new", "staff_status", "staff_password"])
def test_somebody_of_the_neighbour_town_does_not_exist_here(world, sit, name):
    stranger = world.staff_id(Role.NEIGHBOUR_NURSE)

    assert sit(Role.ADMINISTRATOR).get(reverse(name, args=[stranger])).status_code == 404


def test_a_post_is_ended_under_its_own_holder_only(world, sit):
    nurse, head = world.members[Role.EAST_NURSE], world.members[Role.EAST_HEAD]
    desk = sit(Role.ADMINISTRATOR)

    assert desk.get(reverse("post_end", args=[nurse.staff_id, nurse.post_id])).status_code == 200
    assert desk.get(reverse("post_end", args=[nurse.staff_id, head.post_id])).status_code == 404
    gone = world.members[Role.MOVED_AWAY]
    assert desk.get(reverse("post_end", args=[gone.staff_id, gone.post_id])).status_code == 404


NEWCOMER = {
    "name": "𠮷野 渚",
    "name_kana": "ヨシノ ナギサ",
    "profession": "保健師",
    "login_name": "yoshino",
    "password": GOOD,
}


def test_a_change_without_a_maintenance_session_asks_for_its_reason_and_keeps_what_was_typed(sit):
    answer = sit(Role.ADMINISTRATOR).post(reverse("staff_new"), NEWCOMER)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "保守の理由を書いてください" in page
    assert 'value="𠮷野 渚"' in page and 'value="yoshino"' in page
    assert GOOD not in page


def test_the_reason_opens_the_session_and_the_change_is_made_in_one_go(world, sit):
    desk = sit(Role.ADMINISTRATOR)

    answer = desk.post(reverse("staff_new"), {**NEWCOMER, "maintenance_reason": REASON}, follow=True)

    assert "職員を加えました" in answer.content.decode() and "𠮷野 渚" in answer.content.decode()
    session = organisations.maintenance_of(world.staff_id(Role.ADMINISTRATOR), at=world.viewer(Role.ADMINISTRATOR).at)
    assert session is not None and session.reason == REASON
    assert "maintenance_reason" not in desk.get(reverse("staff_new")).content.decode()


def test_a_weak_password_is_refused_at_its_field_and_the_session_stays_open(world, sit):
    desk = sit(Role.ADMINISTRATOR)

    answer = desk.post(reverse("staff_new"), {**NEWCOMER, "password": "yoshino-2026", "maintenance_reason": REASON})

    assert answer.status_code == 422
    assert "password" in answer.context["form"].errors
    assert "maintenance_reason" not in answer.content.decode()
    assert desk.post(reverse("staff_new"), NEWCOMER).status_code == 302


def test_a_sign_in_name_is_taken_once_in_the_whole_installation(sit):
    answer = sit(Role.ADMINISTRATOR).post(
        reverse("staff_new"), {**NEWCOMER, "login_name": "yokoi", "maintenance_reason": REASON}
    )

    assert "もう使われています" in answer.content.decode()


@pytest.fixture
def maintaining(sit):
    """An administrator inside a maintenance session."""
    desk = sit(Role.ADMINISTRATOR)
    desk.post(reverse("maintenance"), {"reason": REASON})
    return desk


def test_a_post_is_given_from_a_day_said_as_people_say_it(world, maintaining):
    moved = world.staff_id(Role.MOVED_AWAY)
    typed = {"agency_id": world.agency_ids["west"], "duty": "casework", "level": "staff", "from_on": "今日"}

    assert maintaining.post(reverse("post_new", args=[moved]), typed).status_code == 302
    (post,) = world.viewer(Role.MOVED_AWAY).posts
    assert post.agency_id == world.agency_ids["west"] and post.duty is Duty.CASEWORK


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"from_on": "R8.13.3"}, "月"),
        ({"from_on": ""}, "始まりの日を書いてください"),
        ({"duty": ""}, "職務を選んでください"),
        ({"agency_id": "0"}, "選択"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(world, maintaining, changes, sentence):
    typed = {"agency_id": world.agency_ids["west"], "duty": "casework", "level": "staff", "from_on": "今日"}
    answer = maintaining.post(reverse("post_new", args=[world.staff_id(Role.MOVED_AWAY)]), {**typed, **changes})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_an_agency_of_the_neighbour_town_cannot_be_chosen(world, maintaining):
    typed = {"agency_id": world.agency_ids["n_centre"], "duty": "casework", "level": "staff", "from_on": "今日"}

    assert maintaining.post(reverse("post_new", args=[world.staff_id(Role.MOVED_AWAY)]), typed).status_code == 422


def test_nobody_gives_a_post_to_oneself_or_stops_the_own_account(world, maintaining):
    me = world.staff_id(Role.ADMINISTRATOR)
    typed = {"agency_id": world.agency_ids["west"], "duty": "casework", "level": "staff", "from_on": "今日"}

    assert "ほかのシステム管理の職員" in maintaining.post(reverse("post_new", args=[me]), typed).content.decode()
    stopped = maintaining.post(reverse("staff_status", args=[me]), {"status": "suspended"})
    assert stopped.status_code == 422
    assert len(world.viewer(Role.ADMINISTRATOR).posts) == 1


def test_a_post_ended_today_ends_access_today(world, maintaining, sit):
    nurse = world.members[Role.EAST_NURSE]
    desk = sit(Role.EAST_NURSE)

    maintaining.post(reverse("post_end", args=[nurse.staff_id, nurse.post_id]), {"ended_on": "今日"})

    assert world.viewer(Role.EAST_NURSE).posts == ()
    assert "今の配属がありません" in desk.get("/").content.decode()


def test_an_end_before_the_beginning_is_refused_with_the_earliest_day(world, maintaining):
    nurse = world.members[Role.EAST_NURSE]
    answer = maintaining.post(reverse("post_end", args=[nurse.staff_id, nurse.post_id]), {"ended_on": "R1.5.1"})

    assert answer.status_code == 422 and "2020年04月01日" in answer.content.decode()


def test_an_account_is_stopped_and_taken_back(world, maintaining):
    nurse = world.staff_id(Role.EAST_NURSE)
    for status in (StaffStatus.SUSPENDED, StaffStatus.ACTIVE):
        assert maintaining.post(reverse("staff_status", args=[nurse]), {"status": status.value}).status_code == 302
        assert organisations.staff_list(world.municipality_id, staff_id=nurse)[0].status is status


def test_a_new_password_signs_its_owner_out_and_in(world, maintaining, sit, client):
    nurse = sit(Role.EAST_NURSE)

    maintaining.post(reverse("staff_password", args=[world.staff_id(Role.EAST_NURSE)]), {"password": GOOD})

    assert nurse.get("/").status_code == 302
    assert client.post(reverse("account_login"), {"login": "tanabe", "password": PASSWORD}).status_code == 200
    assert client.post(reverse("account_login"), {"login": "tanabe", "password": GOOD}).status_code == 302


def test_an_agency_is_opened_with_fields_and_areas_and_its_name_only_once(world, maintaining):
    typed = {
        "name": "北地域包括支援センター",
        "kind": "support_centre",
        "fields_": ["elderly", "health"],
        "area_ids": [world.area_ids["west"]],
        "block": "2",
        "secrecy_type": "corporate",
        "from_on": "今日",
    }
    assert maintaining.post(reverse("agency_new"), typed).status_code == 302
    again = maintaining.post(reverse("agency_new"), typed)

    page = maintaining.get(reverse("agencies")).content.decode()
    assert "北地域包括支援センター" in page and "第2ブロック" in page
    assert again.status_code == 422 and "同じ名前の機関" in again.content.decode()


def test_an_area_is_added_once_and_can_then_be_given_to_an_agency(world, maintaining):
    assert maintaining.post(reverse("area_new"), {"code": "07", "name": "山の圏域"}).status_code == 302
    again = maintaining.post(reverse("area_new"), {"code": "07", "name": "海の圏域"})

    assert "同じ番号の圏域" in again.content.decode() and "海の圏域" in again.content.decode()
    assert "山の圏域" in maintaining.get(reverse("agency_new")).content.decode()


def test_maintenance_is_begun_with_a_reason_and_ended_by_hand(world, sit):
    desk = sit(Role.ADMINISTRATOR)

    assert "5文字以上" in desk.post(reverse("maintenance"), {"reason": "異動"}).content.decode()
    assert desk.post(reverse("maintenance"), {"reason": REASON}).status_code == 302
    assert REASON in desk.get(reverse("maintenance")).content.decode()
    assert desk.post(reverse("maintenance")).status_code == 302
    assert (
        organisations.maintenance_of(world.staff_id(Role.ADMINISTRATOR), at=world.viewer(Role.ADMINISTRATOR).at) is None
    )


def test_a_session_of_one_administrator_does_not_open_the_neighbour_town(world, sit):
    desk = sit(Role.NEIGHBOUR_ADMINISTRATOR)
    desk.post(reverse("maintenance"), {"reason": REASON})

    assert (
        desk.post(reverse("staff_password", args=[world.staff_id(Role.EAST_NURSE)]), {"password": GOOD}).status_code
        == 404
    )


def test_a_setting_is_decided_with_a_reason_and_its_history_stays(world, sit):
    desk = sit(Role.SECRETARIAT)
    change = reverse("setting_change", args=["centres_search_register"])

    short = desk.post(change, {"value": "none", "from_on": "今日", "reason": "みじかい"})
    past = desk.post(change, {"value": "none", "from_on": "きのう", "reason": "検索を止めて確かめるため"})
    done = desk.post(change, {"value": "none", "from_on": "今日", "reason": "検索を止めて確かめるため"}, follow=True)

    assert "10文字以上" in short.content.decode() and "みじかい" in short.content.decode()
    assert "過ぎた日からは変えられません" in past.content.decode()
    assert "検索できない" in done.content.decode() and "検索を止めて確かめるため" in done.content.decode()
    values = access.setting_values(world.municipality_id, on=world.viewer(Role.SECRETARIAT).on)
    assert values["centres_search_register"] == "none"


def test_settings_are_decided_by_the_secretariat_and_the_insurance_head_and_never_by_it(sit):
    change = reverse("setting_change", args=["centres_search_register"])
    answers = {role: sit(role).get(change).status_code for role in (Role.SECRETARIAT, Role.INSURANCE_HEAD)}

    assert set(answers.values()) == {200}
    for role in (Role.ADMINISTRATOR, Role.INSURANCE, Role.EAST_HEAD, Role.AUDITOR):
        assert sit(role).get(change).status_code == 403
    assert sit(Role.SECRETARIAT).get(reverse("setting_change", args=["no-such"])).status_code == 404


def test_the_register_of_oaths_shows_everybody_to_the_auditor_and_oneself_to_the_others(sit):
    all_of_them = sit(Role.AUDITOR).get(reverse("oaths")).content.decode()
    own = sit(Role.EAST_NURSE).get(reverse("oaths")).content.decode()

    assert "西脇 実" in all_of_them and "横井 望" not in all_of_them
    assert "田辺 恵" in own and "西脇 実" not in own


def test_the_matrix_is_read_for_one_standing_at_a_time(sit):
    desk = sit(Role.EAST_NURSE)

    administrator = desk.get(reverse("access_matrix"), {"as": "ADM"}).content.decode()
    assert "システム管理者が見られるもの" in administrator
    assert desk.get(reverse("access_matrix"), {"as": "<b>"}).status_code == 200


def test_articles_that_nobody_compared_are_marked(sit):
    assert "未確認" in sit(Role.EAST_NURSE).get(reverse("legal_bases")).content.decode()


def test_every_change_of_an_account_is_in_the_chain(world, maintaining):
    maintaining.post(reverse("staff_status", args=[world.staff_id(Role.EAST_NURSE)]), {"status": "suspended"})

    newest = audit.events_page(world.municipality_id)[0]
    assert newest.kind == "organisations.staff_status_changed"
    assert newest.by_id == world.staff_id(Role.ADMINISTRATOR)
    assert list(audit.faults()) == []
