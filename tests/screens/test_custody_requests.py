"""開示・訂正の請求の画面: from the paper at the window to the copy in the person's hand, by two people."""

import pytest
from django.urls import reverse

from tests.screens.test_custody_readers import registered
from tests.worlds import Role

pytestmark = pytest.mark.django_db

PAPER = {
    "number": "0000000071",
    "kind": "disclosure",
    "received_on": "今日",
    "asker": "self",
    "proof": "介護保険の被保険者証",
    "scope": "訪問の記録のすべて",
}


@pytest.mark.later
def test_a_request_goes_from_the_window_to_the_copy_by_two_people(world, sit):
    registered(world)
    secretary = sit(Role.SECRETARIAT)
    wrong = secretary.post(reverse("record_request_new"), {**PAPER, "number": "0000000072"})
    assert wrong.status_code == 422 and "見つかりません" in wrong.content.decode()
    page = secretary.post(reverse("record_request_new"), PAPER)["Location"]
    request = page.rstrip("/").rpartition("/")[2]
    assert "山田" in secretary.get(reverse("record_requests")).content.decode()
    assert "別の" in secretary.get(page).content.decode()
    preview = secretary.get(reverse("record_request_preview", args=[request])).content.decode()
    assert "山田　ハナ" in preview and "伏せた所の一覧" in preview
    decide = reverse("record_request_step", args=[request, "decided"])
    assert secretary.get(decide).status_code == 404

    head = sit(Role.INSURANCE_HEAD)
    short = head.post(decide, {"answer": "part", "reason": "一部"})
    assert short.status_code == 422 and "10文字以上" in short.content.decode()
    assert head.post(decide, {"answer": "full", "reason": ""}).status_code == 302
    early = head.post(
        reverse("record_request_step", args=[request, "handed_over"]), {"on": "今日", "how": "窓口で手渡し"}
    )
    assert early.status_code == 422 and "先に写しを取り出してください" in early.content.decode()

    for ending, start in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        file = head.post(reverse("record_request_copy", args=[request, ending]))
        assert file.content.startswith(start)
        assert "%E5%B1%B1%E7%94%B0" not in file["Content-Disposition"]
    done = head.post(
        reverse("record_request_step", args=[request, "handed_over"]), {"on": "今日", "how": "窓口で手渡し"}
    )
    assert done.status_code == 302
    assert "写しを渡した" in head.get(page).content.decode()
    assert head.get(reverse("record_request_preview", args=[request])).status_code == 403
