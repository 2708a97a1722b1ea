"""世帯と経過の画面: drawn from the records, with or without names; fact and opinion apart; who is alone is asked alone."""

import uuid
from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.access.grounds import Unseen
from takigi.collaboration.actions.consents import record_case_consent
from takigi.people.actions.consents import ConsentWords
from takigi.people.actions.persons import protect_address
from takigi.people.rules import ConsentPurpose, ConsentState
from tests.screens.people_made import register, text_of
from tests.shared_cases_made import NAME, open_shared
from tests.worlds import Role


@pytest.fixture
def case(world):
    return open_shared(world)


@pytest.fixture
def nurse(sit):
    return sit(Role.EAST_NURSE)


def shown(client, name, *args, query=""):
    return text_of(client.get(reverse(name, args=args) + query).content.decode())


def add(client, case, **more):
    person = {"kinship": "child", "sex": "male"} | more
    return client.post(reverse("member_new", args=[case]), person)


@pytest.mark.later
def test_a_household_is_written_drawn_masked_and_left(world, nurse, case):
    assert "まだ書かれていません" in shown(nurse, "shared_household", case)
    assert add(nurse, case, kinship="self", sex="female").status_code == HTTPStatus.FOUND
    son = {"name": "片桐 太一", "birth_year": "1972", "known-0": str(world.agency_ids["council"])}
    assert add(nurse, case, **son).status_code == HTTPStatus.FOUND
    assert add(nurse, case, kinship="self").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    support = {"kind": "neighbour", "words": "となりの人", "bond": "strong", "note": "ごみ出し"}
    assert nurse.post(reverse("supporter_new", args=[case]), support).status_code == HTTPStatus.FOUND

    page = nurse.get(reverse("shared_household", args=[case]))
    html = page.content.decode()
    assert html.count("<svg") >= 2 and "<title>片桐 太一" in html and "社会福祉協議会" in html and "ごみ出し" in html
    masked = nurse.get(reverse("shared_household", args=[case]) + "?names=off").content.decode()
    assert "片桐" not in masked.split("<main", 1)[1] and "息子" in masked

    edit = page.context["members"][1][1]
    again = {"kinship": "child", "sex": "male", "name": "片桐 太一", "is_elsewhere": "on"}
    assert nurse.post(edit, again).status_code == HTTPStatus.FOUND
    assert "別に暮らしています" in shown(nurse, "shared_household", case)
    assert nurse.post(f"{edit}out/").status_code == HTTPStatus.FOUND
    out = nurse.get(reverse("shared_household", args=[case])).context["supporters"][0][1]
    nurse.post(out)
    page = nurse.get(reverse("shared_household", args=[case])).context["page"]
    assert len(page.members) == 1 and page.supporters == ()


def test_who_may_not_see_the_household_is_told_what_would_open_it(world, sit, nurse, case):
    secretary = sit(Role.SECRETARIAT)
    pages = {one: one.get(reverse("shared_case", args=[case])).content.decode() for one in (secretary, nurse)}
    for name in ("shared_household", "shared_records"):
        # A side that does not open is not offered either.
        address = f'href="{reverse(name, args=[case])}"'
        assert address not in pages[secretary] and address in pages[nurse]
        refused = secretary.get(reverse(name, args=[case]))
        assert refused.status_code == HTTPStatus.FORBIDDEN and NAME not in refused.content.decode()
        assert sit(Role.WEST_NURSE).get(reverse(name, args=[case])).status_code == HTTPStatus.NOT_FOUND
    assert add(secretary, case).status_code == HTTPStatus.FORBIDDEN


def test_a_fact_an_opinion_and_what_they_were_before(world, nurse, case):
    url = reverse("shared_records", args=[case])
    typed = {"happened_on": "今日", "method": "phone", "direction": "out", "opinion_text": "疲れが見える"}
    refused = nurse.post(url, typed)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "あったことを書いてください" in text_of(refused.content.decode())
    assert nurse.post(url, typed | {"fact_text": "訪問の約束をした"}).status_code == HTTPStatus.FOUND
    page = nurse.get(url)
    right = page.context["lines"][0][1]
    agency = {"agency": str(world.agency_ids["council"]), "staff": str(world.staff_id(Role.COORDINATOR))}
    assert nurse.post(right, typed | agency | {"fact_text": "来週の訪問を約束した"}).status_code == HTTPStatus.FOUND
    told = shown(nurse, "shared_records", case)
    assert "来週の訪問を約束した" in told and "直す前の記録" in told and "訪問の約束をした" in told
    assert nurse.get(right).status_code == HTTPStatus.NOT_FOUND
    assert "杉田 結" in shown(nurse, "acquaintances")
    assert "杉田 結" not in shown(nurse, "acquaintances").split("同じ分野")[1]


@pytest.mark.later
def test_a_page_that_there_is_not_shows_the_nearest_one(nurse, case, monkeypatch):
    """Three records, one to a page; `?page=` is what somebody typed, bookmarked or guessed."""
    for module in ("takigi.collaboration.queries.records.PAGE", "takigi.screens.together.records.PAGE"):
        monkeypatch.setattr(module, 1)
    url = reverse("shared_records", args=[case])
    for number in "三二一":
        typed = {"happened_on": "今日", "method": "phone", "direction": "out", "fact_text": f"{number}枚目の記録"}
        assert nurse.post(url, typed).status_code == HTTPStatus.FOUND
    for asked, told in (
        ("", "一"),
        ("0", "一"),
        ("-1", "一"),
        ("二", "一"),
        ("２", "二"),
        ("3", "三"),
        ("9" * 9, "三"),
    ):
        page = nurse.get(url, {"page": asked})
        assert [line.fact_text for line, _ in page.context["lines"]] == [f"{told}枚目の記録"], asked
    assert nurse.get(url, {"page": "9" * 30}).context["pager"].page == 1


def test_issues_and_episodes_stand_beside_what_happened(world, nurse, case):
    tag = {"code": "debt", "source": "supporter"}
    form = shown(nurse, "issue_new", case)
    assert "照らし合わせていません" in form
    assert nurse.post(reverse("issue_new", args=[case]), tag).status_code == HTTPStatus.FOUND
    assert nurse.post(reverse("issue_new", args=[case]), tag).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    nurse.post(reverse("episode_open", args=[case]))
    assert "続いています" in shown(nurse, "shared_records", case)
    page = nurse.get(reverse("shared_records", args=[case]))
    nurse.post(page.context["issues"][0][1])
    nurse.post(reverse("episode_close", args=[case]))
    told = shown(nurse, "shared_records", case)
    assert "になくなる" in told and "続いています" not in told


def test_a_quiet_case_is_asked_of_its_owner_on_the_day_and_of_nobody_else(world, sit, nurse):
    open_shared(world, days_ago=80)
    assert "ひとりで持っていませんか" in shown(nurse, "today")
    page = nurse.get(reverse("quiet_cases"))
    (line,) = page.context["lines"]
    head = sit(Role.EAST_HEAD)
    assert "手伝えること" in shown(head, "quiet_cases") and "日" not in str(
        head.get(reverse("quiet_cases")).context["offers"]
    )
    assert head.post(line.answer_url, {"reply": "enough"}).status_code == HTTPStatus.FORBIDDEN
    assert nurse.post(line.answer_url, {"reply": "enough"}).status_code == HTTPStatus.FOUND
    assert "いまはありません" in shown(nurse, "quiet_cases") and "手伝えること" not in shown(head, "quiet_cases")
    assert "ひとりで持っていませんか" not in shown(nurse, "today").split("先にすること")[1]
    assert "いまはありません" in shown(sit(Role.STATION), "quiet_cases")


@pytest.mark.later
def test_a_member_known_by_name_is_linked_to_the_register_by_whoever_sees_them_there(world, nurse, case):
    son = register(world, "片桐 太一", "カタギリ タイチ", "S47.5.1")
    away = register(world, "片桐 太一", "カタギリ タイチ", "S50.9.9", area="west")
    add(nurse, case, kinship="self", sex="female")
    add(nurse, case, name="片桐 太一")
    edit = nurse.get(reverse("shared_household", args=[case])).context["members"][1][1]
    before = nurse.get(edit)
    assert "台帳からさがして結ぶ" in before.content.decode() and "person" not in before.context["form"].fields
    looked_up = nurse.get(f"{edit}?register=1")
    choices = dict(looked_up.context["form"].fields["person"].choices)
    # Whoever lives in another centre's area is no choice of this one, and cannot be sent past the choices either.
    assert str(son) in choices and str(away) not in choices and "昭和47年5月1日" in choices[str(son)]
    typed = {"kinship": "child", "sex": "male", "name": "片桐 太一"}
    past = nurse.post(f"{edit}?register=1", typed | {"person": str(away)})
    assert past.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert nurse.post(f"{edit}?register=1", typed | {"person": str(son)}).status_code == HTTPStatus.FOUND
    member = nurse.get(reverse("shared_household", args=[case])).context["page"].members[1]
    assert (member.person_id, member.facts.is_protected) == (son, False)
    # Written anew without a look at the register, the link stays.
    nurse.post(edit, typed | {"note": "夜に働く"})
    assert nurse.get(reverse("shared_household", args=[case])).context["page"].members[1].person_id == son


def linked(world, nurse, case):
    """A son who was linked to the register, and the address at which he is written anew."""
    son = register(world, "片桐 太一", "カタギリ タイチ", "S47.5.1")
    add(nurse, case, kinship="self", sex="female")
    add(nurse, case, name="片桐 太一")
    edit = nurse.get(reverse("shared_household", args=[case])).context["members"][1][1]
    typed = {"kinship": "child", "sex": "male", "name": "片桐 太一"}
    nurse.post(f"{edit}?register=1", typed | {"person": str(son)})
    return son, edit, typed


@pytest.mark.later
def test_a_linked_member_who_comes_under_protection_is_called_by_kinship_from_then_on(world, nurse, case):
    son, edit, typed = linked(world, nurse, case)
    assert "片桐 太一" in shown(nurse, "shared_household", case)
    secretary = world.viewer(Role.INSURANCE_HEAD)
    protect_address(by=secretary, person_id=son, staff_ids=[secretary.staff_id], reason="支援措置の申出")
    page = nurse.get(reverse("shared_household", args=[case]))
    assert page.context["page"].members[1].facts.is_protected
    assert "片桐 太一" not in text_of(page.content.decode())
    # Who may no longer see him in the register still writes what they know, and the link stays.
    assert nurse.post(edit, typed | {"note": "夜に働く"}).status_code == HTTPStatus.FOUND
    assert nurse.post(f"{edit}?register=1", typed | {"person": str(son)}).status_code == HTTPStatus.FOUND
    member = nurse.get(reverse("shared_household", args=[case])).context["page"].members[1]
    assert (member.person_id, member.facts.is_protected) == (son, True)


@pytest.mark.later
def test_everybody_of_the_household_speaks_for_themselves(world, sit, nurse, case):
    address = reverse("shared_consent", args=[case])
    assert "だれの同意か" not in nurse.get(address).content.decode()
    linked(world, nurse, case)
    ((_, _), (whose, name)) = nurse.get(address).context["form"].fields["whose"].choices
    assert name == "片桐 太一"
    typed = {"whose": whose, "purpose": "sharing", "happened_on": "今日"}
    for state in ("asked", "refused"):
        assert nurse.post(address, typed | {"state": state}).status_code == HTTPStatus.FOUND
    told = text_of(nurse.get(address).content.decode())
    asked = "支援のための情報の共有"
    assert f"ご本人 {asked}: まだ聞いていない" in told and f"片桐 太一 {asked}: 同意しない" in told

    # Whoever does not see the household hears of nobody in it, and writes for nobody in it.
    secretary = sit(Role.SECRETARIAT)
    assert "片桐 太一" not in secretary.get(address).content.decode()
    assert secretary.post(address, typed | {"state": "asked"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f"片桐 太一 {asked}: 同意しない" in text_of(nurse.get(address).content.decode())
    with pytest.raises(Unseen):
        record_case_consent(
            by=world.viewer(Role.SECRETARIAT),
            case_id=case,
            purpose=ConsentPurpose.SHARING,
            state=ConsentState.ASKED,
            words=ConsentWords(world.viewer(Role.SECRETARIAT).on),
            member_id=uuid.UUID(whose),
        )
