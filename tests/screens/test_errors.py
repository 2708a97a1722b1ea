"""うまくいかないとき: each page says what happened and what to do, and nothing about anybody."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from takigi.screens import errors
from takigi.screens.administration import agencies
from tests.worlds import Role, seat


@pytest.mark.parametrize(
    ("answer", "status", "sentence"),
    [
        (lambda request: errors.bad_request(request, None), 400, "読めませんでした"),
        (lambda request: errors.not_permitted(request, None), 403, "この操作はできません"),
        (lambda request: errors.not_found(request, None), 404, "ここには何もありません"),
        (errors.failed, 500, "途中までの変更は残っていません"),
        (errors.csrf_failed, 403, "まだ送られていません"),
    ],
)
def test_each_page_stands_without_a_viewer_and_leads_back(answer, status, sentence):
    page = answer(RequestFactory().get("/somewhere/?q=山田"))

    assert page.status_code == status
    assert sentence in page.content.decode() and 'href="/"' in page.content.decode()
    assert "山田" not in page.content.decode()


def test_a_mistake_of_ours_shows_a_page_of_ours_and_no_trace(world, monkeypatch):
    client = seat(Client(raise_request_exception=False), world, Role.EAST_NURSE)

    def broken(viewer):
        raise RuntimeError("田辺 恵 0012345678")

    monkeypatch.setattr(agencies.administration, "agencies", broken)
    page = client.get(reverse("agencies"))

    assert page.status_code == 500
    assert "うまくいきませんでした" in page.content.decode()
    assert "0012345678" not in page.content.decode() and "Traceback" not in page.content.decode()


def test_a_form_that_is_too_old_is_told_kindly(world):
    client = seat(Client(enforce_csrf_checks=True), world, Role.ADMINISTRATOR)

    page = client.post(reverse("maintenance"), {"reason": "4月の人事異動を入力するため"})
    assert page.status_code == 403 and "画面が古くなっていました" in page.content.decode()


def test_pages_are_never_kept_and_hold_no_inline_script_or_style(sit):
    page = sit(Role.EAST_NURSE).get("/")

    assert page["Cache-Control"] == "no-store"
    policy = page["Content-Security-Policy"]
    assert "unsafe-inline" not in policy and "script-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "<style" not in page.content.decode() and " style=" not in page.content.decode()
