"""取り込みの仕事: queued checks and writings, what happens when they stop, and what is left behind: nothing."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.timezone import now

from takigi.exchange import import_files, jobs, ledger_intake, ledger_reading
from takigi.organisations import actions as organisations
from takigi.people.actions import imports
from takigi.people.models import ImportBatch, ImportProblem, ImportRow, Person, StagedPerson
from takigi.people.progress import note_progress
from takigi.people.queries import imports as pages
from takigi.people.rules import ImportState, PeopleRefused
from tests.ledgers import HANA, TARO, InsuranceDesk, dumped
from tests.worlds import Role, World

MAY = datetime(2026, 5, 1, 3, tzinfo=UTC)
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def desk(world: World, tmp_path: Path, settings) -> InsuranceDesk:
    settings.TASKS = AT_ONCE
    settings.IMPORT_FOLDER = tmp_path / "imports"
    return InsuranceDesk(world, tmp_path, MAY)


def state(batch) -> ImportState:
    return ImportState(ImportBatch.objects.get(pk=batch).state)


def test_the_queue_takes_a_file_from_the_upload_into_the_register(desk):
    batch = desk.receive(HANA, TARO)
    assert import_files.path_of(batch).stat().st_mode & 0o777 == 0o600
    ledger_intake.start_check(by=desk.by(), batch_id=batch)
    assert state(batch) is ImportState.CHECKED
    ledger_intake.start_apply(by=desk.by(), batch_id=batch)
    assert state(batch) is ImportState.APPLIED and Person.objects.count() == 2
    assert not import_files.path_of(batch).exists(), "the copy has done its work"


def test_what_was_given_up_leaves_neither_rows_nor_a_copy(desk):
    batch = desk.checked(HANA, TARO | {"生年月日": ""})
    ledger_intake.discard_ledger(by=desk.by(), batch_id=batch)
    assert state(batch) is ImportState.DISCARDED
    assert not (ImportRow.objects.exists() or ImportProblem.objects.exists() or StagedPerson.objects.exists())
    assert not import_files.path_of(batch).exists()


def test_a_post_that_ended_meanwhile_ends_the_right_to_write(desk):
    batch = desk.checked(HANA)
    by = desk.by()
    member = desk.world.members[Role.INSURANCE]
    organisations.end_post(by=None, post_id=member.post_id, ended_on=now().date() - timedelta(days=1), at=now())
    ledger_intake.start_apply(by=by, batch_id=batch)
    page = pages.import_page(desk.world.viewer(Role.INSURANCE_HEAD), batch)
    assert (page.state, page.failure) == (ImportState.CHECKED, "台帳を取り込めるのは、介護保険の担当です。")
    assert not Person.objects.exists()


def test_a_register_that_moved_sends_the_import_back_with_a_sentence(desk):
    batch = desk.checked(HANA)
    organisations.advance_register(desk.world.municipality_id)
    ledger_intake.start_apply(by=desk.by(), batch_id=batch)
    page = pages.import_page(desk.by(), batch)
    assert page.state is ImportState.CHECKED and "もう一度確かめて" in page.failure
    ledger_intake.start_check(by=desk.by(), batch_id=batch)
    ledger_intake.start_apply(by=desk.by(), batch_id=batch)
    assert state(batch) is ImportState.APPLIED


def test_a_mistake_of_the_program_stops_the_check_and_quotes_nobody(desk, monkeypatch, caplog):
    def stumble(*args, **kwargs):
        raise RuntimeError("山田　ハナ 0000000101")

    monkeypatch.setattr(ledger_reading, "read_row", stumble)
    batch = desk.receive(HANA)
    with caplog.at_level(logging.DEBUG):
        ledger_intake.start_check(by=desk.by(), batch_id=batch)
    page = pages.import_page(desk.by(), batch)
    assert page.state is ImportState.FAILED and "思いがけないこと" in page.failure
    assert not ImportRow.objects.exists()
    assert "ハナ" not in caplog.text
    imports.begin_check(by=desk.by(), batch_id=batch)
    with pytest.raises(jobs.JobStopped) as stopped:
        jobs.check_ledger.call(str(batch))
    assert "RuntimeError in " in str(stopped.value) and stopped.value.__context__ is None


def test_a_mistake_while_writing_writes_nothing(desk, monkeypatch):
    batch = desk.checked(HANA)
    before = dumped()
    monkeypatch.setattr("takigi.people.actions.imports.applying._change_people", lambda *args: 1 / 0)
    ledger_intake.start_apply(by=desk.by(), batch_id=batch)
    page = pages.import_page(desk.by(), batch)
    assert dumped() == before and page.state is ImportState.CHECKED and "何も書かれていません" in page.failure


def test_quotation_marks_that_never_close_leave_no_half_of_the_file(desk, tmp_path):
    path = tmp_path / "引用符.csv"
    good = "\r\n".join(f"{number:010},見本　花,S12.4.1" for number in range(1, 5000))
    path.write_text(
        f'被保険者番号,氏名,生年月日\r\n{good}\r\n0000009999,"見本　花,S12.4.1\r\n', encoding="cp932", newline=""
    )
    batch = desk.receive_file(path)
    if state(batch) is ImportState.RECEIVED:
        desk.check(batch)
    page = pages.import_page(desk.by(), batch)
    assert page.state is ImportState.FAILED and page.failure
    assert not ImportRow.objects.exists() and not StagedPerson.objects.exists()


def test_headings_without_rows_are_said(desk):
    batch = desk.check(desk.receive())
    assert "行がありません" in pages.import_page(desk.by(), batch).failure


def test_a_copy_that_is_gone_is_asked_for_again(desk):
    batch = desk.receive(HANA)
    import_files.forget_copy(batch)
    desk.check(batch)
    assert "もう一度選んで" in pages.import_page(desk.by(), batch).failure


def test_a_check_that_was_overtaken_stops_by_itself(desk):
    batch = desk.receive(HANA)
    imports.begin_check(by=desk.by(), batch_id=batch)
    slow = imports.claim_check(batch)
    quick = imports.claim_check(batch)
    assert slow.attempt < quick.attempt
    with pytest.raises(imports.Overtaken):
        imports.keep_rows(slow, [])
    imports.keep_rows(quick, [])
    imports.discard_import(by=desk.by(), batch_id=batch)
    with pytest.raises(imports.Overtaken):
        imports.keep_rows(quick, [])
    assert imports.claim_check(batch) is None


def test_a_worker_that_starts_again_takes_up_what_was_interrupted(desk):
    checking, applying = desk.receive(HANA), desk.checked(TARO)
    imports.begin_check(by=desk.by(), batch_id=checking)
    imports.begin_apply(by=desk.by(), batch_id=applying)
    assert set(ledger_intake.resume_interrupted(at=MAY)) == {checking, applying}
    assert state(checking) is ImportState.CHECKED and state(applying) is ImportState.CHECKED
    assert not Person.objects.exists()
    assert ledger_intake.resume_interrupted(at=MAY) == []


def test_copies_that_nobody_needs_any_more_are_found_and_removed(desk):
    open_one, over = desk.receive(HANA), desk.receive(TARO)
    imports.discard_import(by=desk.by(), batch_id=over)
    ledger_intake.resume_interrupted(at=now() + timedelta(hours=2))
    assert import_files.path_of(open_one).exists() and not import_files.path_of(over).exists()


def test_a_file_that_is_refused_leaves_no_copy(desk, tmp_path):
    path = tmp_path / "台帳.csv"
    path.write_text("被保険者番号,氏名,生年月日\r\n")
    with pytest.raises(PermissionError):
        ledger_intake.receive_ledger(by=desk.world.viewer(Role.EAST_NURSE), path=path, name="台帳.csv")
    assert list(Path(settings.IMPORT_FOLDER).iterdir()) == []


def test_progress_is_told_while_the_work_goes_on(desk, monkeypatch):
    heard = []
    monkeypatch.setattr(
        ledger_reading, "note_progress", lambda batch, phase, done, total: heard.append((phase, done, total))
    )
    batch = desk.checked(HANA, TARO)
    assert [phase for phase, *_ in heard] == ["reading", "reading", "deciding", "summing"]
    assert heard[1] == ("reading", 2, 2) and heard[2] == ("deciding", 2, 2)
    assert pages.progress_of(desk.by(), batch).percent == 100


def test_the_bar_only_says_done_when_the_state_does(desk):
    batch = desk.receive(HANA)
    imports.begin_check(by=desk.by(), batch_id=batch)
    assert pages.progress_of(desk.by(), batch).label == "順番を待っています"
    note_progress(batch, "deciding", 500, 500)
    progress = pages.progress_of(desk.by(), batch)
    assert (progress.percent, progress.label) == (95, "台帳とくらべています")


def test_discarding_waits_for_a_writing_that_has_begun(desk):
    batch = desk.checked(HANA)
    imports.begin_apply(by=desk.by(), batch_id=batch)
    with pytest.raises(PeopleRefused, match="取り込んでいます"):
        ledger_intake.discard_ledger(by=desk.by(), batch_id=batch)
