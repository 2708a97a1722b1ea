"""取り込みの画面のもと: pages of problems, rows and changes, the way back to a row, and what stays hidden."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import takigi
from takigi.access.grounds import Unseen
from takigi.audit import queries as audit
from takigi.demo.ledger_faults import ROW_FAULTS
from takigi.demo.ledger_planting import FILE_CODES
from takigi.exchange import ledger_intake
from takigi.people.actions import imports, persons
from takigi.people.models import Certification, ImportRow, Person, PersonRevision
from takigi.people.queries import imports as pages
from takigi.people.queries.imports.labels import LABEL_OF_CODE
from takigi.people.rules import ImportState, PeopleRefused, RowOutcome
from tests.ledgers import HANA, HEADERS, TARO, InsuranceDesk
from tests.worlds import Role, World

MAY, JUNE = datetime(2026, 5, 1, 3, tzinfo=UTC), datetime(2026, 6, 1, 3, tzinfo=UTC)
SOURCE = Path(takigi.__file__).parent
HIDDEN = "（住所が保護されています）"


@pytest.fixture
def desk(world: World, tmp_path: Path) -> InsuranceDesk:
    return InsuranceDesk(world, tmp_path, MAY)


def somebody(number: int, **said: str) -> dict[str, str]:
    """People who are certainly different: names, births and addresses of their own."""
    kana = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨ"[number % 38]
    own = {
        "被保険者番号": f"{number:010}",
        "氏名": f"見本{number}　{kana}",
        "氏名カナ": f"ミホン{kana}　{kana}",
        "生年月日": f"S{10 + number % 15}.{1 + number % 12}.{1 + number % 28}",
        "住所": f"みどり野市東町{number}",
    }
    return HANA | own | said


def test_the_columns_are_suggested_and_samples_shown(desk):
    page = ledger_intake.column_page(desk.by(), desk.receive(HANA))
    assert page.headers == HEADERS and page.missing == () and page.encoding == "cp932"
    chosen = {item.key: (item.header, item.confidence) for item in page.items if item.header}
    assert chosen["level"] == ("要介護状態区分", "見出しが一致")
    assert page.samples[0][:3] == ("0000000101", "山田　ハナ", "ヤマダ　ハナ")


def test_a_needed_column_that_is_not_chosen_stops_the_check_with_a_sentence(desk):
    batch = desk.receive(HANA)
    ledger_intake.choose_columns(by=desk.by(), batch_id=batch, fields={"birth": "生年月日", "name": "氏名"})
    with pytest.raises(PeopleRefused, match="「被保険者番号」の列が見つかりません"):
        ledger_intake.start_check(by=desk.by(), batch_id=batch)


def test_one_column_does_not_serve_two_items(desk):
    batch = desk.receive(HANA)
    with pytest.raises(PeopleRefused, match="二つの項目"):
        ledger_intake.choose_columns(
            by=desk.by(), batch_id=batch, fields={"birth": "申請日", "application_on": "申請日"}
        )


def test_a_towns_own_code_is_given_a_meaning(desk):
    batch = desk.receive(HANA | {"要介護状態区分": "支1"})
    fields = {item.key: item.header for item in ledger_intake.column_page(desk.by(), batch).items if item.header}
    ledger_intake.choose_columns(by=desk.by(), batch_id=batch, fields=fields, meanings={"level": {"支1": "12"}})
    desk.check(batch)
    assert pages.problem_kinds(desk.by(), batch) == []


def test_a_saved_mapping_is_there_again_for_the_same_headings(desk):
    first = desk.receive(HANA)
    fields = {"insured_no": "被保険者番号", "name": "氏名", "birth": "生年月日"}
    ledger_intake.choose_columns(by=desk.by(), batch_id=first, fields=fields)
    imports.save_profile(by=desk.by(), batch_id=first, name="毎週の台帳")
    page = ledger_intake.column_page(desk.by(JUNE), desk.receive(TARO, at=JUNE))
    assert page.profile_name == "毎週の台帳"
    assert {item.key: item.header for item in page.items if item.header} == fields
    (profile,) = pages.profiles_of(desk.by())
    imports.forget_profile(by=desk.by(), profile_id=profile.profile_id)
    assert pages.profiles_of(desk.by()) == []


def test_a_file_that_cannot_be_read_says_why_and_may_be_read_otherwise(desk, tmp_path):
    path = tmp_path / "空.csv"
    path.write_bytes(b"")
    batch = desk.receive_file(path)
    page = pages.import_page(desk.by(), batch)
    assert page.state is ImportState.FAILED and page.failure and page.may_discard and not page.may_check
    with pytest.raises(PeopleRefused):
        ledger_intake.start_check(by=desk.by(), batch_id=batch)


def test_problems_come_page_by_page_blocking_ones_first(desk):
    rows = [somebody(number, 生年月日="") for number in range(1, 8)] + [somebody(8, 生年月日="", 申請種別="継続")]
    batch = desk.checked(*rows)
    kinds = pages.problem_kinds(desk.by(), batch)
    assert [(kind.code, kind.is_blocking, kind.count) for kind in kinds] == [
        ("code_unknown", True, 1),
        ("birth_missing", False, 8),
    ]
    first = pages.problems_of(desk.by(), batch, size=5)
    assert (first.page, len(first.lines), first.total) == (1, 5, 9)
    assert (first.lines[0].row_no, first.lines[0].column, first.lines[0].value) == (9, "申請種別", "継続")
    assert len(pages.problems_of(desk.by(), batch, page=99, size=5).lines) == 4
    assert pages.problems_of(desk.by(), batch, blocking=True).total == 1
    assert pages.problems_of(desk.by(), batch, code="birth_missing").total == 8
    assert len(list(pages.all_problems(desk.by(), batch, size=4))) == 9


def test_rows_show_their_cells_as_they_stood(desk):
    batch = desk.checked(HANA, TARO | {"生年月日": "S10.13.45"})
    page = pages.rows_of(desk.by(), batch, outcome=RowOutcome.LEFT_OUT)
    (line,) = page.lines
    assert (
        line.row_no == 3
        and dict(line.cells)["生年月日"] == "S10.13.45"
        and dict(line.cells)["要介護状態区分"] == "要支援1"
    )
    assert pages.rows_of(desk.by(), batch).total == 2


def test_a_column_that_nobody_reads_is_not_kept(desk):
    batch = desk.receive(HANA | {"主治医の意見": "ひみつ"}, headers=(*HEADERS, "主治医の意見"))
    desk.check(batch)
    assert "ひみつ" not in str(list(ImportRow.objects.values()))


def test_every_value_leads_back_to_its_row(desk):
    batch = desk.take_in(TARO, HANA)
    moved = HANA | {"住所": "みどり野市西町9"}
    later = desk.take_in(moved | {"要介護状態区分": "要支援2", "訂正区分": "2"}, at=JUNE)
    hana = Person.objects.get(insured_no="0000000101")
    first, second = Certification.objects.filter(person=hana).order_by("revision")
    origins = [pages.origin_of(desk.by(JUNE), one.pk) for one in (first, second)]
    assert [(one.batch_id, one.row_no, dict(one.cells)["要介護状態区分"]) for one in origins] == [
        (batch, 3, "要支援1"),
        (later, 2, "要支援2"),
    ]
    person = pages.origin_of_person(desk.by(JUNE), hana.pk)
    change = pages.origin_of_change(desk.by(JUNE), PersonRevision.objects.get().pk)
    assert (person.batch_id, person.row_no) == (batch, 3)
    assert (change.batch_id, dict(change.cells)["住所"]) == (later, "みどり野市西町9")


def test_the_way_back_is_for_those_who_see_the_person(desk):
    desk.take_in(HANA)
    (one,) = Certification.objects.all()
    assert pages.origin_of(desk.world.viewer(Role.EAST_NURSE), one.pk) is not None
    for role in (Role.WEST_NURSE, Role.NEIGHBOUR_NURSE, Role.ADMINISTRATOR):
        with pytest.raises(Unseen):
            pages.origin_of(desk.world.viewer(role), one.pk)


def test_what_was_typed_by_hand_has_no_row(desk, register: Callable):
    assert pages.origin_of_person(desk.by(), register()) is None


def test_a_protected_address_leaves_by_none_of_the_pages(desk):
    desk.take_in(HANA)
    hana = Person.objects.get()
    head = desk.world.viewer(Role.INSURANCE_HEAD, at=MAY)
    persons.protect_address(
        by=head,
        person_id=hana.pk,
        staff_ids=[desk.world.staff_id(Role.INSURANCE_HEAD)],
        reason="支援措置 令和9年3月まで",
    )
    batch = desk.checked(HANA | {"住所": "みどり野市隠町8", "電話番号": "12"}, at=JUNE)
    by = desk.by(JUNE)
    shown = (
        pages.rows_of(by, batch),
        pages.changes_of(by, batch),
        pages.problems_of(by, batch),
        list(pages.all_problems(by, batch)),
        pages.origin_of(by, Certification.objects.get().pk),
        pages.origin_of_person(by, hana.pk),
    )
    assert "隠町" not in str(shown) and "東町" not in str(shown) and HIDDEN in str(shown[0]) and HIDDEN in str(shown[1])
    listed = desk.world.viewer(Role.INSURANCE_HEAD, at=JUNE)
    assert "隠町" in str(pages.rows_of(listed, batch)) and "隠町" in str(pages.changes_of(listed, batch))


def test_looking_at_the_rows_is_recorded_for_each_person_shown(desk):
    desk.take_in(HANA)
    batch = desk.checked(HANA, TARO, at=JUNE)
    pages.rows_of(desk.by(JUNE), batch)
    latest = audit.events_page(desk.world.municipality_id)[0]
    assert (latest.kind, latest.target) == ("audit.file_read", f"import:{batch}")
    assert latest.shown == (f"person:{Person.objects.get().pk}",) and latest.because


@pytest.mark.parametrize(
    ("look", "queries"),
    [
        (pages.rows_of, 4),
        (pages.problems_of, 5),
        (pages.changes_of, 5),
        (pages.import_page, 4),
        (pages.problem_kinds, 2),
        (pages.progress_of, 1),
    ],
)
def test_a_page_costs_the_same_for_one_row_and_for_thirty(
    desk, django_assert_max_num_queries, monkeypatch, look, queries
):
    monkeypatch.setattr("takigi.audit.actions.note_reading", lambda *args, **kwargs: 0)
    for number in (1, 30):
        desk.take_in(*[somebody(one) for one in range(1, number + 1)])
        batch = desk.checked(
            *[somebody(one, 生年月日="", 住所="みどり野市西町") for one in range(1, number + 1)], at=JUNE
        )
        by = desk.by(JUNE)
        with django_assert_max_num_queries(queries + 1):
            look(by, batch)


def test_the_list_of_imports_costs_the_same_for_one_and_for_ten(desk, django_assert_num_queries):
    for number in (1, 9):
        for _ in range(number):
            desk.receive(HANA)
        by = desk.by()
        with django_assert_num_queries(2):
            cards = pages.import_list(by)
    assert [card.received_by for card in cards] == ["大原 環"] * 10


def test_every_kind_of_problem_has_a_name_for_the_screen():
    """A code without a label would be shown as it is written in the program."""
    codes = {fault.code for fault in ROW_FAULTS} | FILE_CODES.keys()
    for folder in ("exchange", "people/ledger", "people/actions/imports"):
        # Files of checklists have names of their own for what they find; test_checklist_imports.py holds them to it.
        for path in (one for one in (SOURCE / folder).rglob("*.py") if not one.name.startswith("checklist")):
            text = path.read_text(encoding="utf-8")
            codes |= set(re.findall(r'(?:Finding|_warning)\(\s*"([a-z_0-9]+_[a-z_0-9]+)"', text))
            codes |= set(re.findall(r'\bcode = "([a-z_0-9]+)"', text))
    assert codes - LABEL_OF_CODE.keys() == set()
