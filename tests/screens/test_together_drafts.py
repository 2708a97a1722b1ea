"""つながりの書きかけ: a sign of somebody, a household not opened yet, what is known and a request are there again, and recorded once."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from takigi.casework.models import FormDraft
from takigi.collaboration.models import OutreachLead, SharedCase
from takigi.kernel.eras import in_short_japanese
from takigi.meetings.models import Meeting
from tests.meetings_made import make_body
from tests.shared_cases_made import open_shared
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.later]
WINDOW = "3f0c5a5e-1111-4222-8333-944455566677"
WORDS = "郵便がたまり、夜も明かりがつかない"


def wire_of(page):
    return json.loads(page.split('id="draft-wire" type="application/json">')[1].split("</script>")[0])


def type_into(client, url, **typed):
    wire = wire_of(client.get(url).content.decode())
    changes = [{"field": name, "value": value, "base": 0, "seq": n} for n, (name, value) in enumerate(typed.items(), 1)]
    sent = {"place": wire["place"], "draft": wire["draft"], "editor": WINDOW, "since": 0, "changes": changes}
    answer = client.post(reverse("draft_save"), sent, content_type="application/json")
    assert answer.status_code == 200, answer.content.decode()
    return wire["draft"]


def forms_of(world, case):
    """Each form: its address, the box that is typed into, what else it asks for, and the table that it fills."""
    way = f"{make_body(world)}:support"
    return {
        "lead": (
            reverse("lead_new"),
            "note",
            {
                "seen_on": "今日",
                "signals": ["isolated"],
                "holder": str(world.agency_ids["east"]),
                "granularity": "block",
                "known_as": "unknown",
            },
            OutreachLead,
        ),
        "case": (
            reverse("shared_case_new"),
            "contact_note",
            {"agency": str(world.agency_ids["east"]), "name": "片桐 タエ", "route": "family", "opened_on": "今日"},
            SharedCase,
        ),
        "known": (reverse("shared_describe", args=[case]), "contact_note", {}, None),
        "meeting": (
            reverse("meeting_ask", args=[case]),
            "purpose",
            {
                "way": way,
                "heading": "親と子の暮らし",
                "ask_type": "advice",
                "questions": "だれと一緒に訪ねればよいか",
                "what_owner_will_keep": "月に一度の訪問は続けます",
                "prior_result": "分野の中で話し合ったが、決め手がない",
                "deidentified_text": "80代の親と50代の子の世帯。",
            },
            Meeting,
        ),
    }


def test_four_forms_open_with_what_was_typed_keep_it_when_refused_and_are_recorded_once(world, sit):
    case = open_shared(world)
    nurse, head = sit(Role.EAST_NURSE), sit(Role.EAST_HEAD)
    for name, (url, field, more, table) in forms_of(world, case).items():
        draft = type_into(nurse, url, **{field: WORDS})
        page = nurse.get(url).content.decode()
        assert WORDS in page and "下書きを消す" in page, name
        assert WORDS not in head.get(url).content.decode(), name
        before = table.objects.count() if table else 0
        if more:
            refused = nurse.post(url, {field: WORDS, "draft": draft})
            assert refused.status_code == 422 and WORDS in refused.content.decode(), name
            assert WORDS in nurse.get(url).content.decode(), name
        sent = more | {field: WORDS, "draft": draft, "editor": WINDOW}
        first = nurse.post(url, sent)
        assert first.status_code == 302, (name, first.context["form"].errors)
        # A finger that pressed twice, or an answer that was lost.
        assert nurse.post(url, sent).status_code == 302, name
        assert "下書きを消す" not in nurse.get(url).content.decode(), name
        if table:
            assert table.objects.count() == before + 1, name
    assert all(one.entries == {} for one in FormDraft.objects.all())


def test_today_that_stood_in_a_form_when_it_was_begun_is_still_that_day(world, sit):
    nurse, url = sit(Role.EAST_NURSE), reverse("lead_new")
    type_into(nurse, url, note=WORDS)
    row = FormDraft.objects.get()
    begun = world.viewer(Role.EAST_NURSE).at - timedelta(days=3)
    row.entries["note"]["at"] = begun.isoformat(timespec="seconds")
    row.save()
    form = nurse.get(url).context["form"]
    assert form["seen_on"].value() == in_short_japanese(world.viewer(Role.EAST_NURSE, at=begun).on)
    assert form["note"].value() == WORDS
    # What nobody has begun says today.
    assert sit(Role.EAST_HEAD).get(url).context["form"]["seen_on"].value() == "今日"
