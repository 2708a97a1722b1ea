"""台帳の取り込み: from a file into the register, what was known when, and back to the same rows."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from takigi.access.grounds import NotPermitted, Unseen
from takigi.audit import queries as audit
from takigi.organisations import queries as organisations
from takigi.people.actions import consents, imports, merges, persons
from takigi.people.actions.consents import ConsentWords
from takigi.people.actions.persons import PersonDetails
from takigi.people.models import (
    Certification,
    FormerName,
    ImportBatch,
    ImportRow,
    Person,
    PersonRevision,
    StagedCertification,
    StagedPerson,
)
from takigi.people.queries import imports as pages
from takigi.people.queries.certifications import certification_lines
from takigi.people.rules import (
    ConsentPurpose,
    ConsentState,
    Evidence,
    ImportState,
    PeopleRefused,
    RevisionKind,
    RowOutcome,
)
from tests.ledgers import HANA, TARO, InsuranceDesk, dumped, problems
from tests.rules_held import holds
from tests.worlds import Role, World

MAY, JUNE, JULY = (datetime(2026, month, 1, 3, tzinfo=UTC) for month in (5, 6, 7))
CHANGE = {"申請日": "R8.2.3", "申請種別": "変更", "認定日": "R8.3.10", "要介護状態区分": "要介護1",
          "有効期間開始日": "R8.2.3", "有効期間終了日": "R9.2.28"}  # fmt: skip
MARRIED = HANA | {"氏名": "佐藤　ハナ", "氏名カナ": "サトウ　ハナ", "住所": "みどり野市西町9"}


@pytest.fixture
def desk(world: World, tmp_path: Path) -> InsuranceDesk:
    return InsuranceDesk(world, tmp_path, MAY)


def version(desk: InsuranceDesk) -> int:
    return organisations.municipality(desk.world.municipality_id).register_version


def test_nothing_of_the_register_changes_before_somebody_confirms(desk):
    before = dumped()
    batch = desk.checked(HANA, TARO)
    assert dumped() == before
    page = pages.import_page(desk.by(), batch)
    assert page.state is ImportState.CHECKED and page.may_confirm
    assert (page.counts.people_new, page.counts.certifications_new, page.counts.rows) == (2, 2, 2)
    assert page.sentences == ("新しい人を2人、台帳に加えます。", "新しい認定を2件、加えます。")


def test_a_confirmed_file_is_in_the_register_as_it_was_written(desk):
    batch = desk.take_in(HANA, TARO)
    hana = Person.objects.get(insured_no="0000000101")
    assert (hana.name, hana.name_kana, hana.birth_earliest, hana.sex) == (
        "山田　ハナ",
        "ヤマダ　ハナ",
        date(1937, 4, 1),
        "2",
    )
    assert (hana.area_id, hana.insurer_no, hana.root_id) == (desk.world.area_ids["east"], "992031", hana.pk)
    assert (hana.batch_id, hana.registered_at, hana.birth_text, hana.kana_identity) == (
        batch,
        MAY,
        "S12.4.1",
        "ヤマダハナ",
    )
    one = Certification.objects.get(person=hana)
    assert (one.level_code, one.application_type, one.reason_code) == ("12", "1", "fall_fracture")
    assert (one.valid_from, one.valid_until, one.known_from) == (date(2025, 4, 10), date(2026, 4, 30), MAY)
    assert (one.kind, one.revision, one.row_no, one.known_until) == (RevisionKind.ENTERED, 1, 2, None)


def test_the_drafts_are_gone_once_the_file_is_in_the_register(desk):
    desk.take_in(HANA)
    assert not StagedPerson.objects.exists() and not StagedCertification.objects.exists()


def test_the_same_file_twice_changes_nothing_and_says_so(desk):
    desk.take_in(HANA, TARO)
    before, moved = dumped(), version(desk)
    again = desk.checked(HANA, TARO, at=JUNE)
    page = pages.import_page(desk.by(JUNE), again)
    assert page.counts.outcomes == {RowOutcome.UNCHANGED: 2}
    assert page.same_file_sentence.startswith("同じファイルはR8.5.1に取り込み済みです")
    assert page.sentences == ("台帳に書くことはありません。ファイルの内容は、すべて台帳にあるとおりです。",)
    desk.confirm(again, at=JUNE)
    assert dumped() == before and version(desk) == moved


@holds("V7")
def test_a_late_decision_never_rewrites_what_was_known(desk):
    waiting = HANA | {"認定日": "", "要介護状態区分": "", "有効期間開始日": "", "有効期間終了日": ""}
    desk.take_in(waiting)
    desk.take_in(HANA | {"認定日": "R8.5.20"}, at=JUNE)
    hana = Person.objects.get()
    in_may = certification_lines([hana.pk], known_on=date(2026, 5, 15))
    in_june = certification_lines([hana.pk], known_on=date(2026, 6, 15))
    assert [(line.level_code, line.valid_from, line.kind) for line in in_may] == [("", None, RevisionKind.ENTERED)]
    assert [(line.level_code, line.valid_from, line.kind) for line in in_june] == [
        ("12", date(2025, 4, 10), RevisionKind.DECIDED)
    ]
    first, second = Certification.objects.order_by("revision")
    assert (first.known_from, first.known_until, first.replaced_by_id) == (MAY, JUNE, second.pk)
    assert (second.known_from, second.known_until) == (JUNE, None)


@holds("V10")
def test_a_change_application_shortens_the_earlier_certification(desk):
    desk.take_in(HANA)
    batch = desk.checked(HANA, HANA | CHANGE, at=JUNE)
    assert pages.import_page(desk.by(JUNE), batch).sentences == (
        "新しい認定を1件、加えます。",
        "変更申請により、前の認定1件の終わりをその前日にします。",
    )
    desk.confirm(batch, at=JUNE)
    present = Certification.objects.filter(known_until=None).order_by("valid_from")
    assert [(one.kind, one.valid_from, one.valid_until) for one in present] == [
        (RevisionKind.TRUNCATED, date(2025, 4, 10), date(2026, 2, 2)),
        (RevisionKind.ENTERED, date(2026, 2, 3), date(2027, 2, 28)),
    ]


@holds("V9")
def test_a_correction_and_a_deletion_keep_every_earlier_record(desk):
    desk.take_in(HANA)
    desk.take_in(HANA | {"要介護状態区分": "要支援2", "訂正区分": "2", "訂正年月日": "R8.5.20"}, at=JUNE)
    desk.take_in(HANA | {"訂正区分": "3", "訂正年月日": "R8.6.20"}, at=JULY)
    kinds = Certification.objects.order_by("revision").values_list("kind", "level_code", "known_until")
    assert list(kinds) == [("entered", "12", JUNE), ("corrected", "13", JULY), ("deleted", "13", None)]


def test_a_new_surname_is_listed_and_the_old_one_still_finds_the_person(desk):
    desk.take_in(HANA)
    batch = desk.checked(MARRIED, at=JUNE)
    (change,) = pages.changes_of(desk.by(JUNE), batch).lines
    assert change.is_name_change and change.name == "山田　ハナ"
    assert change.fields == (
        ("氏名", "山田　ハナ", "佐藤　ハナ"),
        ("カナ", "ヤマダ　ハナ", "サトウ　ハナ"),
        ("住所", "みどり野市東町1-2-3", "みどり野市西町9"),
    )
    desk.confirm(batch, at=JUNE)
    hana = Person.objects.get()
    assert (hana.name, hana.kana_identity, hana.address_key) == ("佐藤　ハナ", "サトウハナ", "みどり野市西町9")
    assert FormerName.objects.get().name == "山田　ハナ"
    assert PersonRevision.objects.get().batch_id == batch
    assert pages.changes_of(desk.by(JUNE), batch).lines[0].fields == change.fields


def test_problem_rows_are_left_out_and_all_others_go_on(desk):
    batch = desk.checked(HANA, TARO | {"生年月日": "S10.13.45"})
    assert [(row_no, code) for row_no, _, code, blocking in problems(batch) if blocking] == [(3, "date_unreadable")]
    desk.confirm(batch)
    assert list(Person.objects.values_list("name", flat=True)) == ["山田　ハナ"]


def test_one_person_with_two_numbers_is_a_warning_for_the_duplicates_desk(desk):
    batch = desk.checked(HANA, HANA | {"被保険者番号": "0000000909"})
    assert problems(batch) == [(3, "被保険者番号", "one_person_two_numbers", False)]
    desk.confirm(batch)
    later = desk.checked(HANA | {"被保険者番号": "0000000808"}, at=JUNE)
    assert problems(later) == [(2, "被保険者番号", "one_person_two_numbers", False)]


def test_another_address_makes_another_person_of_the_same_name_and_birth(desk):
    assert problems(desk.checked(HANA, HANA | {"被保険者番号": "0000000909", "住所": "みどり野市北町7"})) == []


def test_so_many_rows_under_one_number_mean_a_wrong_column(desk):
    rows = [HANA | {"電話番号": f"025-000-{number:04}"} for number in range(201)]
    batch = desk.checked(*rows, TARO)
    assert problems(batch) == [(2, "被保険者番号", "too_many_rows", True)]
    outcomes = pages.import_page(desk.by(), batch).counts.outcomes
    assert outcomes == {RowOutcome.LEFT_OUT: 201, RowOutcome.NEW_PERSON: 1}


def test_a_register_that_has_moved_on_is_not_overwritten(desk, register: Callable):
    batch = desk.checked(HANA)
    register(name="田中　花", insured_no="0000000777")
    assert pages.import_page(desk.by(), batch).is_outdated
    before = dumped()
    with pytest.raises(imports.RegisterMoved, match="台帳が変わりました"):
        desk.confirm(batch)
    assert dumped() == before
    assert ImportBatch.objects.get(pk=batch).state == ImportState.CHECKED
    desk.confirm(desk.check(batch))
    assert Person.objects.count() == 2


def test_a_number_typed_in_meanwhile_is_met_again_at_the_next_check(desk, register: Callable):
    batch = desk.checked(HANA)
    person_id = register(insured_no="0000000101")
    desk.confirm(desk.check(batch))
    assert Person.objects.get().pk == person_id and Certification.objects.get().person_id == person_id


def test_undo_gives_back_the_same_rows(desk, register: Callable):
    register(name="田中　花", insured_no="0000000777", birth="S12.4.1")
    desk.take_in(HANA)
    before = dumped()
    correction = {"要介護状態区分": "要支援2", "訂正区分": "2", "訂正年月日": "R8.5.20"}
    batch = desk.take_in(MARRIED | CHANGE, MARRIED | correction, TARO, at=JUNE)
    assert dumped() != before
    assert len(FormerName.objects.all()) == 1
    desk.undo(batch, at=JULY)
    assert dumped() == before
    page = pages.import_page(desk.by(JULY), batch)
    assert (page.state, page.undone_reason) == (ImportState.UNDONE, "違うファイルだった")
    # The rows stay, so that one can still see what the file was.
    assert ImportRow.objects.filter(batch_id=batch).count() == 3


def test_after_an_undo_the_same_file_comes_in_as_if_for_the_first_time(desk):
    batch = desk.take_in(HANA)
    desk.undo(batch, at=JUNE)
    again = desk.checked(HANA, at=JULY)
    assert pages.import_page(desk.by(JULY), again).counts.people_new == 1
    assert pages.import_page(desk.by(JULY), again).same_file_sentence == ""


def test_undo_waits_for_the_imports_that_came_later(desk):
    first = desk.take_in(HANA)
    second = desk.take_in(TARO, at=JUNE)
    assert pages.import_page(desk.by(JUNE), first).undo_obstacles == ("あとから取り込んだファイル 1件",)
    with pytest.raises(PeopleRefused, match="あとから取り込んだファイル 1件"):
        desk.undo(first, at=JULY)
    desk.undo(second, at=JULY)
    desk.undo(first, at=JULY)
    assert not Person.objects.exists()


def _consent(desk, person):
    consents.record_consent(
        by=desk.by(JUNE),
        person_id=person.pk,
        purpose=ConsentPurpose.SHARING,
        state=ConsentState.ASKED,
        words=ConsentWords(happened_on=date(2026, 6, 1)),
    )


def _change(desk, person):
    details = PersonDetails(name=person.name, name_kana=person.name_kana, birth=person.birth_text, address="みどり野市北町1",
                            insured_no=person.insured_no, area_id=person.area_id, sex=person.sex)  # fmt: skip
    persons.change_person(by=desk.by(JUNE), person_id=person.pk, details=details, reason="転居の届け")


def _merge(desk, person):
    other = persons.register_person(
        by=desk.by(JUNE),
        details=PersonDetails(name="山田　ハナ", name_kana="ヤマダ　ハナ", birth="S12.4.1", address=person.address),
    )
    merges.merge_persons(by=desk.by(JUNE), kept_id=person.pk, absorbed_id=other, evidence={Evidence.ADDRESS}, note="")


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (_consent, "結びついた記録 1件"),
        (_change, "あとから情報を変えた人 1人"),
        (_merge, "統合した人 1人"),
    ],
)
def test_undo_is_refused_when_something_builds_on_the_people(desk, build, said):
    batch = desk.take_in(HANA)
    build(desk, Person.objects.get())
    before = dumped()
    with pytest.raises(PeopleRefused, match=said):
        desk.undo(batch, at=JULY)
    assert dumped() == before


def test_undo_wants_a_reason(desk):
    batch = desk.take_in(HANA)
    with pytest.raises(PeopleRefused, match="理由"):
        imports.undo_import(by=desk.by(), batch_id=batch, reason=" ")


def test_every_step_leaves_an_event_without_a_name(desk):
    batch = desk.take_in(HANA)
    desk.undo(batch, at=JUNE)
    events = [one for one in audit.events_page(desk.world.municipality_id) if one.target == f"import:{batch}"]
    assert [one.kind for one in reversed(events)] == [
        "people.import_received",
        "people.import_check_begun",
        "people.import_applied",
        "people.import_undone",
    ]
    assert events[1].detail["counts"]["people_new"] == 1 and len(events[1].detail["sha256"]) == 64
    assert "ハナ" not in str(events)


@pytest.mark.parametrize("role", [Role.EAST_NURSE, Role.ADMINISTRATOR, Role.AUDITOR, Role.SECRETARIAT])
def test_only_the_insurance_section_takes_ledgers_in(desk, role):
    batch = desk.checked(HANA)
    somebody = desk.world.viewer(role, at=MAY)
    for deed in (
        lambda: imports.confirm_import(by=somebody, batch_id=batch),
        lambda: imports.undo_import(by=somebody, batch_id=batch, reason="ためし"),
        lambda: imports.discard_import(by=somebody, batch_id=batch),
        lambda: imports.begin_check(by=somebody, batch_id=batch),
        lambda: imports.save_profile(by=somebody, batch_id=batch, name="毎週"),
        lambda: pages.import_page(somebody, batch),
        lambda: pages.rows_of(somebody, batch),
        lambda: pages.problems_of(somebody, batch),
        lambda: pages.changes_of(somebody, batch),
        lambda: pages.progress_of(somebody, batch),
    ):
        with pytest.raises(NotPermitted):
            deed()


def test_an_import_of_the_neighbour_town_does_not_exist_here(desk):
    batch = desk.checked(HANA)
    ImportBatch.objects.filter(pk=batch).update(municipality_id=desk.world.neighbour_id)
    for deed in (
        lambda: desk.confirm(batch),
        lambda: desk.undo(batch),
        lambda: imports.discard_import(by=desk.by(), batch_id=batch),
        lambda: pages.import_page(desk.by(), batch),
        lambda: pages.rows_of(desk.by(), batch),
        lambda: pages.problem_kinds(desk.by(), batch),
        lambda: list(pages.all_problems(desk.by(), batch)),
        lambda: pages.progress_of(desk.by(), batch),
    ):
        with pytest.raises(Unseen):
            deed()
    assert pages.import_list(desk.by()) == []


def test_the_same_number_in_two_towns_is_two_people(desk):
    desk.take_in(HANA)
    Person.objects.update(municipality_id=desk.world.neighbour_id)
    batch = desk.checked(HANA, at=JUNE)
    assert pages.import_page(desk.by(JUNE), batch).counts.people_new == 1
