"""まちがった入力の画面: a sentence, the lawful way on, and nothing lost. What the agency that is dissolved leaves: test_personnel_changes."""

import json
import uuid

import pytest
from django.urls import reverse

from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis
from takigi.meetings.actions.disclosures import open_classes
from takigi.meetings.actions.phases import open_materials
from takigi.meetings.actions.promises import PromiseWords, ask_promise
from takigi.meetings.models import Invitation, ItemRecord, Meeting
from takigi.meetings.rules.minutes import Box, box_name
from takigi.meetings.rules.words import MeetingKind
from takigi.organisations import actions as organisations
from takigi.organisations.rules import Duty, Level
from takigi.people.rules import ConsentPurpose
from tests.meetings_held import held
from tests.meetings_made import NECESSARY, convene, make_body, opened
from tests.shared_cases_made import NAME, consent, open_shared
from tests.worlds import SINCE, Role

pytestmark = pytest.mark.django_db
SURNAME = NAME.split()[0]


def words_of(answer):
    return answer.content.decode()


def papers(made):
    return reverse("meeting_papers", args=[made.meeting, made.item])


@pytest.mark.later
def test_whoever_is_no_member_comes_in_for_a_written_reason_only(world, sit):
    made, chair = convene(world, open_shared(world)), sit(Role.SECRETARIAT)
    address = reverse("meeting_guests", args=[made.meeting])
    typed = {"other_staff": world.staff_id(Role.PLANNER), "other_capacity": "adhoc", "items": [made.item]}
    refused = chair.post(address, typed)
    told = words_of(refused)
    assert refused.status_code == 422 and "構成員ではありません" in told and "認める理由を書けば招けます" in told
    # The choice still stands on the page.
    assert f'value="{world.staff_id(Role.PLANNER)}" selected' in told
    nobody = chair.post(address, typed | {"other_staff": ""})
    assert nobody.status_code == 422 and "招く方を一人以上選んでください" in words_of(nobody)
    assert chair.post(address, typed | {"admit_reason": "家計の見立てに要るため"}).status_code == 302
    assert Invitation.objects.get(meeting_id=made.meeting, staff_id=world.staff_id(Role.PLANNER)).admit_reason


@pytest.mark.later
def test_a_packet_without_an_oath_or_a_basis_says_what_is_missing(world, sit):
    made = convene(world, open_shared(world), sworn=(Role.PROVIDER,))
    opened(world, made, Information.DEID, Information.IDENT)
    guest = sit(Role.COORDINATOR)
    told = words_of(guest.get(papers(made)))
    assert SURNAME not in told
    meeting = words_of(guest.get(reverse("meeting", args=[made.meeting])))
    secrecy = reverse("meeting_secrecy", args=[made.meeting, made.body])
    assert "守秘の確認がまだです" in meeting and secrecy in meeting and SURNAME not in meeting
    # The way on is one page, and then it is open.
    assert guest.post(secrecy).status_code == 302
    assert SURNAME in words_of(guest.get(papers(made)))

    body = make_body(world, basis=LegalBasis.JUSOU, name="プラン会議")
    other = convene(world, open_shared(world), body=body, kind=MeetingKind.PLANNING)
    open_materials(by=world.viewer(Role.SECRETARIAT), meeting_id=other.meeting)
    page = sit(Role.SECRETARIAT).get(reverse("meeting_open", args=[other.meeting, other.item]))
    assert "本人の同意が必要" in words_of(page) and "open-IDENT" not in words_of(page)
    assert SURNAME not in words_of(sit(Role.COORDINATOR).get(papers(other)))


@pytest.mark.later
def test_consent_withdrawn_in_the_middle_closes_and_the_chair_is_told(world, sit):
    case_id = open_shared(world)
    body = make_body(world, basis=LegalBasis.JUSOU, name="プラン会議")
    made = convene(world, case_id, body=body, kind=MeetingKind.PLANNING)
    open_materials(by=world.viewer(Role.SECRETARIAT), meeting_id=made.meeting)
    consent(world, case_id, "council", {Information.IDENT}, purpose=ConsentPurpose.MEETING)
    notes = dict.fromkeys((Information.DEID, Information.IDENT), NECESSARY)
    open_classes(by=world.viewer(Role.SECRETARIAT), item_id=made.item, notes=notes)
    guest, chair = sit(Role.COORDINATOR), sit(Role.SECRETARIAT)
    assert SURNAME in words_of(guest.get(papers(made)))
    consent(world, case_id, "council", set(), purpose=ConsentPurpose.MEETING)
    after = guest.get(papers(made))
    assert SURNAME not in words_of(after)
    desk, meeting = reverse("meetings"), reverse("meeting", args=[made.meeting])
    assert "同意が取り消されたか" in words_of(chair.get(desk)) and "もう見えません" in words_of(chair.get(meeting))
    assert chair.post(reverse("meeting_consent_lost", args=[made.meeting, made.item])).status_code == 302
    assert "同意が取り消されたか" not in words_of(chair.get(desk))
    # What was asked before the meeting stands as it was.
    assert "家計と介護が重なり" in words_of(chair.get(meeting))


def test_a_member_of_the_station_who_leaves_sees_nothing_and_the_promise_stays_with_the_station(world, sit):
    meeting_id, item_id = held(world, MeetingKind.SUPPORT, case_id=open_shared(world))
    station, chair = sit(Role.STATION), sit(Role.SECRETARIAT)
    words = PromiseWords(
        agency_id=world.agency_ids["station"],
        staff_id=world.staff_id(Role.STATION),
        what="夜の見守りを探す",
        due_on=world.viewer(Role.STATION).on,
    )
    ask_promise(by=world.viewer(Role.SECRETARIAT), item_id=item_id, words=words)
    promises = reverse("meeting_promises", args=[meeting_id])
    assert "夜の見守りを探す" in words_of(station.get(promises))
    viewer = world.viewer(Role.STATION)
    organisations.end_post(by=None, post_id=world.members[Role.STATION].post_id, ended_on=viewer.on, at=viewer.at)
    gone = station.get(promises)
    assert gone.status_code in {403, 404} and "夜の見守りを探す" not in words_of(gone)
    told = words_of(chair.get(promises))
    assert "夜の見守りを探す" in told and "多機関協働ステーション" in told


def test_a_second_meeting_for_a_household_asks_why_and_keeps_what_was_typed(world, sit):
    case_id, nurse = open_shared(world), sit(Role.EAST_NURSE)
    made = convene(world, case_id)
    typed = {
        "way": f"{made.body}:support",
        "heading": "学校のこと",
        "purpose": "朝の支度を子が一人でしている",
        "prior_result": "高齢の分野では分からなかった",
        "what_owner_will_keep": "月に二度の訪問は続けます",
        "ask_type": "advice",
        "deidentified_text": "80代の親と50代の子の世帯。",
    }
    address = reverse("meeting_ask", args=[case_id])
    refused = nurse.post(address, typed)
    told = words_of(refused)
    assert refused.status_code == 422 and "もう一つ進んでいます" in told and "別に開く理由を書いて" in told
    assert "朝の支度を子が一人でしている" in told and Meeting.objects.count() == 1
    assert nurse.post(address, typed | {"second_reason": "学校は別の方が出るため"}).status_code == 302


def test_minutes_that_name_a_stranger_are_asked_about_and_kept(world, sit):
    meeting_id, item_id = held(world, MeetingKind.SUPPORT, case_id=open_shared(world))
    chair, written = sit(Role.SECRETARIAT), "となりの木村さんが毎朝声をかけている"
    change = {"field": box_name(Box.SAID, item_id), "value": written, "base": 0, "seq": 1}
    sent = {"draft": str(uuid.uuid4()), "editor": str(uuid.uuid4()), "since": 0, "place": "", "changes": [change]}
    address = reverse("meeting_minutes_save", args=[meeting_id])
    assert chair.post(address, json.dumps(sent), content_type="application/json").status_code == 200
    page = words_of(chair.get(reverse("meeting_minutes", args=[meeting_id])))
    assert "ケースにもいない人の名前のようです: 木村さん" in page and "「隣の人」のように" in page and written in page
    assert chair.post(reverse("meeting_minutes", args=[meeting_id]), {"seen": "1"}).status_code == 302
    assert ItemRecord.objects.get(item_id=item_id).said == written


@pytest.mark.later
def test_whoever_wrote_alone_puts_the_minutes_together_without_opening_the_page_again(world, sit):
    meeting_id, item_id = held(world, MeetingKind.SUPPORT, case_id=open_shared(world))
    chair, address = sit(Role.SECRETARIAT), reverse("meeting_minutes", args=[meeting_id])
    name = box_name(Box.DECIDED, item_id)
    change = {"field": name, "value": "月に一度みなで見る", "base": 0, "seq": 1}
    sent = {"draft": str(uuid.uuid4()), "editor": str(uuid.uuid4()), "since": 0, "place": "", "changes": [change]}
    chair.post(reverse("meeting_minutes_save", args=[meeting_id]), json.dumps(sent), content_type="application/json")
    # The page was opened before the first word; another's words that did not stand on it are looked at first.
    stale = words_of(chair.post(address, {"seen": "0", name: "ほかのこと"}, follow=True))
    assert "ほかの人が書きたしました" in stale and not ItemRecord.objects.exists()
    assert chair.post(address, {"seen": "0", name: "月に一度みなで見る"}).status_code == 302
    assert ItemRecord.objects.get(item_id=item_id).decided == "月に一度みなで見る"


@pytest.mark.later
def test_whoever_convenes_is_told_on_the_day_s_first_screen_and_looks_once(world, sit):
    """I9 under a statute, in an office with a head: what was handed to the office waits for everybody there, until one has looked."""
    organisations.give_post(
        by=None,
        staff_id=world.staff_id(Role.INSURANCE_HEAD),
        agency_id=world.agency_ids["secretariat"],
        duty=Duty.SECRETARIAT,
        level=Level.HEAD,
        from_on=SINCE,
        at=world.at,
    )
    case_id = open_shared(world)
    consent(world, case_id, "council", {Information.IDENT})
    chair, head = sit(Role.SECRETARIAT), sit(Role.INSURANCE_HEAD)
    made = convene(world, case_id)
    opened(world, made, Information.DEID, Information.IDENT)
    today, meeting = reverse("today"), reverse("meeting", args=[made.meeting])
    assert "同意が取り消されました" not in words_of(chair.get(today))
    consent(world, case_id, "council", set())
    for desk in (chair, head):
        shown = words_of(desk.get(today))
        assert "同意が取り消されました" in shown and "機関に届いた用事" in shown
    told = words_of(chair.get(meeting))
    assert "本人が、同意を取り消しました" in told and "いまも見えています" in told
    assert "本人が、同意を" not in words_of(sit(Role.COORDINATOR).get(meeting))
    lost = reverse("meeting_consent_lost", args=[made.meeting, made.item])
    assert sit(Role.COORDINATOR).post(lost).status_code == 403
    assert "確かめたことを記録しました" in words_of(chair.post(lost, follow=True))
    for desk in (chair, head):
        assert "同意が取り消されました" not in words_of(desk.get(today))
    assert "本人が、同意を" not in words_of(chair.get(meeting))
    # What the statute has opened stands.
    assert SURNAME in words_of(sit(Role.COORDINATOR).get(papers(made)))
