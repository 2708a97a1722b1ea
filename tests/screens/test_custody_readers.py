"""だれが見たかの画面: from a number to the table and the file; no number in an address, no name of the person anywhere."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from takigi.audit import queries as audit
from takigi.people.actions.persons import PersonDetails, register_person
from takigi.people.queries.files import person_file
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def registered(world):
    details = PersonDetails(
        name="山田　ハナ",
        name_kana="ヤマダ　ハナ",
        birth="昭和12年4月1日",
        insurer_no="992031",
        insured_no="0000000071",
        household_no="7",
        area_id=world.area_ids["east"],
    )
    return register_person(by=world.viewer(Role.INSURANCE), details=details)


def test_an_auditor_asks_by_number_and_takes_the_list_away_without_learning_a_name(world, sit):
    hana = registered(world)
    person_file(world.viewer(Role.EAST_NURSE), hana)
    client, today = sit(Role.AUDITOR), world.viewer(Role.AUDITOR).on
    asked = {"whole": "household", "number": "0000000071", "year": today.year, "month": today.month}

    wrong = client.post(reverse("find_readers"), {**asked, "number": "0000000072"})
    assert wrong.status_code == 422
    assert "見つからない" in wrong.content.decode()

    sent = client.post(reverse("find_readers"), asked)
    assert "0000000071" not in sent["Location"]
    page = client.get(sent["Location"]).content.decode()
    assert "田辺 恵" in page and "東地域包括支援センター" in page and "担当圏域のセンターの職員であるため" in page
    assert "見た・変えた人は" in page
    assert "山田" not in page and "0000000071" not in page

    address = reverse("record_readers_file", args=["household", hana])
    file = client.post(address, {"year": today.year, "month": today.month})
    book = ZipFile(BytesIO(file.content))
    inside = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "田辺 恵" in inside and "ページを開いた" in inside and "山田" not in inside
    kinds = [event.kind for event in audit.events_page(world.municipality_id, size=20)]
    assert {"custody.readers_asked", "custody.readers_taken_out"} <= set(kinds)
    assert client.get(reverse("record_readers", args=["street", hana])).status_code == 404
