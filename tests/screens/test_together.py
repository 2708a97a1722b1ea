"""つながりの机: a household from its first page over a request, an answer and a proposal, by the hands of three agencies."""

import re
import uuid

import pytest
from django.urls import reverse

from takigi.access.information import Information
from takigi.collaboration.models import CaseRole, SharedCase, Transfer
from takigi.collaboration.queries.consents import case_consents
from takigi.people.rules import ConsentState
from tests.shared_cases_made import NAME, consent, open_shared
from tests.worlds import Role


def page(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


@pytest.mark.later
def test_a_household_is_opened_asked_about_answered_and_stays_where_it_is(world, sit):
    nurse, helper = sit(Role.EAST_NURSE), sit(Role.COORDINATOR)
    typed = {
        "agency": world.agency_ids["east"],
        "name": NAME,
        "route": "family",
        "opened_on": "今日",
        "summary": "80代の親と50代の子の世帯。介護と家計が重なっている。",
        "flags": ["8050"],
    }
    nurse.post(reverse("shared_case_new"), typed)
    case_id = SharedCase.objects.get().pk
    first = page(nurse, "shared_case", case_id)
    assert NAME in first and "東地域包括支援センター　田辺 恵" in first and "8050" in first
    ways = [reverse(name, args=[case_id]) for name in ("role_new", "help_new", "meeting_ask", "referral_new")]
    whole = nurse.get(reverse("shared_case", args=[case_id])).content.decode()
    assert all(f'href="{way}"' in whole for way in ways)
    asked = {"agency": world.agency_ids["council"], "kind": "cooperate", "task": "買い物に付き添う", "due_on": "30日後"}
    assert nurse.post(reverse("role_new", args=[case_id]), asked).status_code == 302
    role_id = CaseRole.objects.get().pk
    told = page(helper, "together")
    assert "役割の依頼に返事をする" in told and NAME not in told
    seen = page(helper, "shared_case", case_id)
    assert NAME not in seen and "介護と家計が重なっている" in seen and "協力依頼中の立場では見られません" in seen
    answer = helper.post(reverse("role_answer", args=[role_id]), {"answer": "decline"})
    assert answer.status_code == 422 and "断る理由" in answer.content.decode()
    helper.post(reverse("role_answer", args=[role_id]), {"answer": "accept"})
    assert "引き受けた" in page(nurse, "shared_case", case_id)
    assert SharedCase.objects.get().case.agency_id == world.agency_ids["east"]


def test_a_transfer_says_what_is_missing_and_the_station_only_until_a_day(world, sit):
    case_id, nurse = open_shared(world), sit(Role.EAST_NURSE)
    address = reverse("transfer_new", args=[case_id])
    typed = {"agency": world.agency_ids["station"], "reason_code": "temporary", "reason": "担当が急に休んだため"}
    assert "本人に説明した日" in nurse.post(address, typed).content.decode()
    assert "いつまでかを決めて" in nurse.post(address, typed | {"subject_informed_on": "今日"}).content.decode()
    whole = typed | {
        "subject_informed_on": "今日",
        "exception_until": "30日後",
        "exit_plan": "月末に東センターに戻します",
    }
    assert nurse.post(address, whole).status_code == 302
    transfer_id = Transfer.objects.get().pk
    sit(Role.SECRETARIAT).post(reverse("transfer_answer", args=[transfer_id]), {"answer": "approve"})
    station = sit(Role.STATION)
    accepted = {"answer": "accept", "staff": world.staff_id(Role.STATION)}
    assert station.post(reverse("transfer_answer", args=[transfer_id]), accepted).status_code == 302
    assert "月末に東センターに戻します" in page(station, "together_station")
    assert "ステーションが例外として主担当です" in page(station, "shared_case", case_id)


def test_what_does_not_exist_for_somebody_answers_alike_whether_it_is_there_or_not(world, sit):
    case_id, stranger = open_shared(world), sit(Role.PROVIDER)
    answers = [stranger.get(reverse("shared_case", args=[one])) for one in (case_id, uuid.uuid4())]
    assert {answer.status_code for answer in answers} == {404}
    bodies = {re.sub(r"[0-9a-f]{8}-[0-9a-f-]+|nonce=\S+|value=\S+", "", one.content.decode()) for one in answers}
    assert NAME not in "".join(bodies)


def test_a_withdrawal_is_written_down_by_whoever_hears_it_and_nothing_else_is_asked(world, sit):
    case_id, head = open_shared(world), sit(Role.EAST_HEAD)
    consent(world, case_id, "station", {Information.IDENT})
    address = reverse("shared_consent", args=[case_id])
    asked = head.get(address).content.decode()
    assert "取り消し" in asked and "どの機関に" not in asked
    typed = {"purpose": "sharing", "state": "withdrawn", "happened_on": "今日"}
    assert head.post(address, typed).status_code == 302
    assert case_consents(world.viewer(Role.EAST_NURSE), case_id)[0].state is ConsentState.WITHDRAWN
