"""見張りの試験: the watch over every page finds what it is there for, and axe says what to mend."""

import pytest

from tests.browser.watching import Watch, violations_in_words

pytestmark = pytest.mark.browser

PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="


def test_an_error_in_the_console_is_seen(page, watch):
    page.evaluate("console.error('たいへん')")
    watch.expect("たいへん")


def test_a_script_that_breaks_is_seen(page, watch):
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('こわれた') }, 0)")
    watch.expect("スクリプトのエラー.*こわれた")


def test_asking_another_host_is_seen_and_goes_nowhere(page, watch):
    page.set_content('<img src="http://elsewhere.example/x.png" alt="">')
    watch.expect(r"よそへの要求: http://elsewhere\.example/x\.png")
    watch.expect("ERR_NAME_NOT_RESOLVED")


def test_a_second_window_is_watched_too(new_page, watch):
    new_page().evaluate("console.warn('ひとつ目')")
    new_page().evaluate("console.error('ふたつ目')")
    watch.expect("ひとつ目")
    watch.expect("ふたつ目")


def test_axe_names_the_barrier_and_the_place(page, axe):
    page.set_content(f'<html lang="ja"><title>題</title><body><main><img src="{PICTURE}"></main></body></html>')
    with pytest.raises(AssertionError, match=r"image-alt(?s:.*)<img src="):
        axe(page)


def test_axe_is_silent_about_a_good_page(page, axe):
    page.set_content('<html lang="ja"><head><title>題</title></head><body><main><h1>見出し</h1></main></body></html>')
    axe(page)


def test_the_window_is_a_town_halls(page):
    assert page.evaluate("[navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone]") == [
        "ja-JP",
        "Asia/Tokyo",
    ]
    assert page.viewport_size == {"width": 1366, "height": 768}


def test_the_server_of_the_test_answers(page):
    answer = page.goto("/healthz")
    assert answer is not None and answer.status == 200


def test_an_expectation_that_was_not_met_is_a_complaint():
    watch = Watch(own_host="localhost:1", seen=["error: たいへん"])
    assert watch.complaints() == ["error: たいへん"]
    watch.expect("たいへん")
    watch.expect("403")
    assert watch.complaints() == ["起きなかった: 403"]


def test_findings_are_told_in_words():
    node = {"html": "<img>", "failureSummary": "Fix: alt"}
    found = [{"id": "image-alt", "help": "Images need text", "impact": "critical", "nodes": [node]}]
    assert violations_in_words(found, "/people/").splitlines() == [
        "/people/ に、使えない人が出る所が 1 種類あります。",
        "・Images need text（image-alt, critical）",
        "    <img>",
        "    → Fix: alt",
    ]
