"""名前を伏せた概要と様子: what others read before anything is lawful names nobody; what only looks like it asks first, and nothing typed is lost."""

import pytest
from django.urls import reverse

from takigi.collaboration.actions.cases import Known, describe_case
from takigi.collaboration.models import OutreachLead, SharedCase
from takigi.collaboration.rules.words import CollaborationRefused
from tests.screens.people_made import text_of
from tests.shared_cases_made import NAME, open_shared
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.later]


def test_a_summary_never_names_the_household_and_asks_about_what_may_tell_who_it_is(world):
    case_id, nurse = open_shared(world), world.viewer(Role.EAST_NURSE)
    before = SharedCase.objects.get(pk=case_id).summary
    for looked_at in (False, True):
        known = Known(summary=f"{NAME}さんは80代。", is_summary_looked_at=looked_at)
        with pytest.raises(CollaborationRefused, match="この世帯の方の名前"):
            describe_case(by=nurse, case_id=case_id, known=known)
    seen = Known(summary="83歳の本人。となりの木村さんが来る")
    with pytest.raises(CollaborationRefused, match="「83歳」「木村さん」"):
        describe_case(by=nurse, case_id=case_id, known=seen)
    assert SharedCase.objects.get(pk=case_id).summary == before
    describe_case(by=nurse, case_id=case_id, known=Known(summary=seen.summary, is_summary_looked_at=True))
    describe_case(by=nurse, case_id=case_id, known=Known(summary="80代の親と50代の子の世帯。"))
    assert SharedCase.objects.get(pk=case_id).summary == "80代の親と50代の子の世帯。"


def test_a_lead_asks_about_words_that_may_tell_who_it_is_and_keeps_what_was_typed(sit, world):
    client, address = sit(Role.EAST_NURSE), reverse("lead_new")
    assert "見直しました" not in text_of(client.get(address).content.decode())
    typed = {
        "seen_on": "今日",
        "signals": ["isolated"],
        "note": "山下さんの姿を見ない",
        "holder": str(world.agency_ids["east"]),
        "granularity": "block",
        "known_as": "unknown",
    }
    refused = client.post(address, typed)
    told = text_of(refused.content.decode())
    assert refused.status_code == 422 and "「山下さん」" in told and "様子を見直しました" in told
    assert "山下さんの姿を見ない" in told and not OutreachLead.objects.exists()
    assert client.post(address, typed | {"note_looked_at": "on"}).status_code == 302
    assert OutreachLead.objects.get().note == "山下さんの姿を見ない"
    # The name that stands beside the note is no way round it.
    named = typed | {"known_as": "known", "who": "山下 トメ", "note": "トメが買い物に来ない", "note_looked_at": "on"}
    assert client.post(address, named).status_code == 422
    assert OutreachLead.objects.count() == 1
