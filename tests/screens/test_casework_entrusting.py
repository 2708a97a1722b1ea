"""委託の画面: the office is chosen where the person consents, and closed at once where they no longer do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from takigi.access.information import Information
from takigi.casework.actions.cases import entrust_case
from takigi.casework.queries.cases import case_head
from takigi.organisations import actions as organisations
from takigi.organisations.rules import AgencyKind, Field, SecrecyType
from takigi.people.actions.consents import ConsentWords, record_consent
from takigi.people.rules import ConsentMethod, ConsentPurpose, ConsentScope, ConsentState
from tests.casework_made import open_case
from tests.screens.people_made import register, text_of
from tests.worlds import Role

OFFICE = "通所の教室 ひだまり"
NEEDED = [Information.IDENT.value, Information.ASSESS.value, Information.PLAN.value]


@pytest.fixture
def case_id(world):
    return open_case(world, register(world), days_ago=5)


@pytest.fixture
def url(case_id):
    return reverse("case_entrust", args=[case_id])


def words_of(answer):
    return text_of(answer.content.decode())


def hear(world, case_id, state, *agencies, classes=NEEDED):
    nurse = world.viewer(Role.EAST_NURSE)
    scope = ConsentScope(frozenset(agencies), frozenset(classes)) if agencies else ConsentScope()
    said = ConsentWords(happened_on=nurse.on, method=ConsentMethod.ORAL, scope=scope)
    person_id = case_head(nurse, case_id).person.shown_id
    record_consent(by=nurse, person_id=person_id, purpose=ConsentPurpose.SHARING, state=state, words=said)


@pytest.mark.later
def test_without_a_consent_the_screen_leads_to_recording_it_and_back(sit, world, case_id, url):
    client, office = sit(Role.EAST_NURSE), world.agency_ids["provider"]
    page = client.get(url)
    assert "同意のある事業所がありません" in words_of(page) and "本人に聞いたことを記録する" in words_of(page)

    refused = client.post(url, {"agency": office})
    assert refused.status_code == 422 and "同意が、この事業所に及んでいません" in words_of(refused)

    asking = dict(page.context["others"])[OFFICE]
    back = client.post(asking, {"happened_on": "今日"})
    assert back.url == url
    granting = dict(client.get(url).context["others"])[OFFICE]
    form = client.get(granting).context["form"]
    assert form["agency_ids"].value() == [str(office)] and set(form["classes"].value()) == set(NEEDED)
    said = {"happened_on": "今日", "method": "oral", "agency_ids": [office], "classes": NEEDED}
    assert client.post(granting, said).url == url

    chosen = client.post(url, {"agency": office}, follow=True)
    assert "委託を記録しました" in words_of(chosen)
    assert case_head(world.viewer(Role.EAST_NURSE), case_id).entrusted_agency_id == office


def test_a_consent_that_leaves_out_what_the_office_needs_is_told(sit, world, case_id, url):
    hear(world, case_id, ConsentState.ASKED)
    hear(world, case_id, ConsentState.GRANTED, world.agency_ids["provider"], classes=NEEDED[:1])
    page = words_of(sit(Role.EAST_NURSE).get(url))

    assert "次の事業所には及んでいません" in page and "取り消しを記録し" in page


def test_an_office_whose_consent_was_withdrawn_is_told_and_taken_back(sit, world, case_id, url):
    nurse, office = world.viewer(Role.EAST_NURSE), world.agency_ids["provider"]
    hear(world, case_id, ConsentState.ASKED)
    hear(world, case_id, ConsentState.GRANTED, office)
    entrust_case(by=nurse, case_id=case_id, agency_id=office)
    client = sit(Role.EAST_NURSE)
    assert "この事業所は、いまこのケースを読めません" not in words_of(client.get(url))
    hear(world, case_id, ConsentState.WITHDRAWN)
    assert "この事業所は、いまこのケースを読めません" in words_of(client.get(url))

    back = client.post(url, {"take_back": "yes"}, follow=True)
    assert "委託を取りやめました" in words_of(back)
    assert case_head(nurse, case_id).entrusted_agency_id is None


def test_the_screen_costs_the_same_however_many_offices_there_are(
    sit, world, url, django_assert_max_num_queries, django_assert_num_queries
):
    client = sit(Role.EAST_NURSE)
    client.get(url)
    with django_assert_max_num_queries(60) as first:
        client.get(url)
    from_on = world.viewer(Role.EAST_NURSE).on - timedelta(days=900)
    open_offices(world, 12, from_on)
    with django_assert_num_queries(len(first)):
        client.get(url)


def open_offices(world, number, from_on):
    for one in range(number):
        organisations.open_agency(
            by=None,
            municipality_id=world.municipality_id,
            name=f"見本の居宅介護支援 {one}",
            kind=AgencyKind.PROVIDER,
            fields=(Field.ELDERLY,),
            area_ids=[],
            is_station=False,
            secrecy_type=SecrecyType.CORPORATE,
            from_on=from_on,
            at=world.at,
        )
