"""場所の一覧を読む: a town's own headings and words become cards, and everything that is to be mended is said at once."""

from datetime import date

import pytest

from takigi.exchange.place_columns import sample_list
from takigi.exchange.place_lists import open_place_list, read_place_list
from takigi.exchange.tables import UnreadableFile
from takigi.exchange.writers import write_table_xlsx
from takigi.resources.rules.schedules import Rest, Slot
from takigi.resources.rules.words import Access, Interest, ResourceKind, Sharing

ON = date(2026, 11, 24)
AREAS = {"柴倉地区": 1, "鶴守地区": 2}


def read(tmp_path, content: bytes):
    path = tmp_path / "sent"
    path.write_bytes(content)
    sent = open_place_list(path, name="通いの場.xlsx")
    return sent, read_place_list(sent.rows, sent.headings, areas=AREAS, on=ON)


def sheet(*rows: dict[str, object]) -> bytes:
    headers = list(dict.fromkeys(header for row in rows for header in row))
    return write_table_xlsx(headers, [[row.get(header, "") for header in headers] for row in rows])


def test_the_sample_is_read_without_a_word(tmp_path):
    sent, found = read(tmp_path, sample_list("鶴守"))
    assert (sent.unread, found.problems) == ((), ())
    (_, first), (_, least) = found.places
    assert (first.words.area_id, first.words.kind, first.words.cost_yen) == (2, ResourceKind.SALON, 200)
    assert first.words.slots[0] == Slot(1, (), "10:00", "11:30") and first.words.rest == Rest(12, 3)
    assert first.words.access == {Access.WALK, Access.PICK_UP} and first.words.sharing is Sharing.PUBLIC
    assert first.words.is_closed_on_holidays and first.contact.is_private
    assert (least.words.name, least.words.sharing, least.verified_on) == ("川べりの花守り", Sharing.STAFF, None)


def test_a_towns_own_words_are_read_as_far_as_they_go_and_what_is_lost_is_said(tmp_path):
    row = {
        "No": 1,
        "名称": "ひまわり会",
        "活動内容": "体操教室",
        "所在地": "柴倉1-2",
        "開催日": "そのつど",
        "参加費": "気持ちだけ",
        "できること": "おしゃべり、鉄道模型",
        "電話番号": 123456789,
        "地区": "柴倉",
        "確認日": "R8.10.1",
    }
    sent, found = read(tmp_path, sheet(row))
    ((_, place),) = found.places
    assert sent.unread == ("No",)
    assert place.words.kind is ResourceKind.EXERCISE and place.words.interests == {Interest.TALK}
    assert (place.words.days_note, place.words.cost_note, place.words.area_id) == ("そのつど", "気持ちだけ", 1)
    assert (place.contact.phone, place.verified_on) == ("0123456789", date(2026, 10, 1))
    assert {one.code for one in found.problems} == {
        "near_word",
        "no_days",
        "no_sum",
        "unknown_word",
        "leading_zeros_lost",
    }
    assert not any(one.is_blocking for one in found.problems)


def test_every_problem_is_said_at_once_and_keeps_only_its_own_row_out(tmp_path):
    _, found = read(
        tmp_path,
        sheet(
            {"名前": "よい会", "種類": "サロン"},
            {"名前": "", "種類": "なぞ", "地区": "となり町", "歩く分": "遠い", "確かめた日": "2030-01-01"},
            {"名前": "よい会", "種類": "体操"},
            {"名前": "縁側", "種類": "個人の集まり", "だれに伝えてよいか": "本人や家族に渡してよい"},
        ),
    )
    assert [number for number, _ in found.places] == [2]
    said = {(one.row_no, one.code) for one in found.problems if one.is_blocking}
    assert said == {
        (3, "no_name"),
        (3, "unknown_word"),
        (3, "unknown_area"),
        (3, "no_number"),
        (3, "day_to_come"),
        (4, "twice"),
        (5, "refused"),
    }


@pytest.mark.later
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"会議": "x", "出席": "y"}], "名前の列"),
        ([{"名前": f"会{n}", "種類": "体操"} for n in range(1001)], "1,000行"),
    ],
)
def test_a_file_that_is_no_list_of_places_is_refused_with_the_way_on(tmp_path, rows, said):
    with pytest.raises(UnreadableFile, match=said):
        read(tmp_path, sheet(*rows))
