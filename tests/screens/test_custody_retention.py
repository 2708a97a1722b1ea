"""保存と廃棄の画面: no year by itself, a hold in a sentence, and a certificate of what two people let go."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from takigi.casework.actions.cases import stop_for_register
from takigi.custody.actions.retention import propose_disposal
from takigi.custody.rules.retention import Series
from takigi.people.actions.persons import PersonDetails, change_person
from takigi.people.rules import ResidentStatus
from tests.casework_made import open_case
from tests.screens.test_custody_readers import registered
from tests.worlds import Role

pytestmark = pytest.mark.django_db

RULE = {"years": "1", "counted_from": "ending", "from_on": "今日", "source": "みどり野市文書管理規程 別表第2"}


def ended_two_years_ago(world):
    person = registered(world)
    case = open_case(world, person, days_ago=800)
    by = world.viewer(Role.INSURANCE)
    died = PersonDetails(
        name="山田　ハナ",
        name_kana="ヤマダ　ハナ",
        birth="昭和12年4月1日",
        insurer_no="992031",
        insured_no="0000000071",
        area_id=world.area_ids["east"],
        status=ResidentStatus.DECEASED,
        status_on=by.on - timedelta(days=700),
    )
    change_person(by=by, person_id=person, details=died, reason="死亡の届出があったため")
    stop_for_register(municipality_id=world.municipality_id, at=now(), on=by.on - timedelta(days=700))
    return person, case


@pytest.mark.later
def test_a_record_goes_only_by_a_rule_without_a_hold_and_by_two_people(world, sit):
    _, case = ended_two_years_ago(world)
    secretary, head = sit(Role.SECRETARIAT), sit(Role.INSURANCE_HEAD)
    page = reverse("retention")
    assert "まだ決まっていません" in secretary.get(page).content.decode()
    propose = reverse("disposal_propose", args=["case", case])
    early = secretary.post(propose)
    assert early.status_code == 422 and "年数が決まっていません" in early.content.decode()

    assert head.post(reverse("retention_rule", args=["case"]), {**RULE, "source": ""}).status_code == 422
    assert head.post(reverse("retention_rule", args=["case"]), RULE).status_code == 302
    assert propose in secretary.get(page).content.decode()

    hold = {"covers": "person", "number": "0000000071", "reason": "家族から審査請求が出ているため", "from_on": "今日"}
    assert secretary.post(reverse("hold_new"), {**hold, "number": ""}).status_code == 422
    assert secretary.post(reverse("hold_new"), hold).status_code == 302
    told = secretary.get(page).content.decode()
    assert "家族から審査請求" in told and propose not in told
    held = secretary.post(propose)
    assert held.status_code == 422 and "家族から審査請求が出ているため" in held.content.decode()
    lift = told.partition("/records/holds/")[2].partition("/lift/")[0]
    assert head.post(reverse("hold_lift", args=[lift]), {"reason": "審査請求が取り下げられたため"}).status_code == 302

    made = secretary.post(propose)["Location"]
    own = secretary.post(made)
    assert own.status_code == 403
    assert "元に戻せません" in head.get(made).content.decode()
    assert head.post(made).status_code == 302
    done = head.get(made).content.decode()
    assert "廃棄証明書" in done and "山田" not in done
    assert head.get(f"{made}paper/").content.startswith(b"%PDF")
    assert head.post(made).status_code == 422


def test_an_idea_is_given_up_before_it_is_done(world, sit):
    _, case = ended_two_years_ago(world)
    sit(Role.INSURANCE_HEAD).post(reverse("retention_rule", args=["case"]), RULE)
    made = propose_disposal(by=world.viewer(Role.SECRETARIAT), series=Series.CASE, subject_id=case)
    client = sit(Role.SECRETARIAT)
    assert client.post(reverse("disposal", args=[made]), {"give_up": "1"}).status_code == 302
    assert "取りやめました" in client.get(reverse("retention")).content.decode()
    assert str(case) in client.get(reverse("retention")).content.decode()
