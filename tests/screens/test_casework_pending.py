"""認定の結果を待つ: support begins before the decision, and graduation waits until somebody has said that it came."""

import pytest
from django.urls import reverse

from takigi.casework.queries.cases import case_head
from takigi.casework.rules.states import CaseState
from tests.casework_made import bring_to, open_case
from tests.rules_held import holds
from tests.screens.people_made import register, text_of
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.later]
WAITING, COME = "認定の結果を待っています。", "認定の結果が出た"


@holds("V8")
def test_a_case_waits_for_the_result_and_graduates_when_it_has_come(sit, world):
    case_id = open_case(world, register(world), state=CaseState.CERTIFIED)
    bring_to(world, case_id, CaseState.END_ASSESSED)
    nurse, reader = sit(Role.EAST_NURSE), world.viewer(Role.EAST_NURSE)
    page = reverse("case", args=[case_id])
    awaited, come = (reverse("case_level", args=[case_id, said]) for said in ("awaited", "come"))
    graduate = reverse("case_move", args=[case_id, CaseState.GRADUATED.value])
    assert WAITING not in text_of(nurse.get(page).text)

    assert "暫定プラン" in text_of(nurse.get(awaited).text)
    for _pressed_twice in range(2):
        assert nurse.post(awaited).url == page and case_head(reader, case_id).is_level_pending
    told = text_of(nurse.get(page).text)
    assert WAITING in told and COME in told
    refused = nurse.post(graduate, {"on": "今日", "reason": "usual"})
    assert refused.status_code == 422 and "認定の結果を待っている間" in text_of(refused.text)

    assert nurse.post(come).url == page and WAITING not in text_of(nurse.get(page).text)
    assert nurse.post(graduate, {"on": "今日", "reason": "usual"}).url == page
    assert case_head(reader, case_id).state is CaseState.GRADUATED
