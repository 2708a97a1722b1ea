"""試験の台帳: small ledgers written by hand, and the way of a file through the desks of the insurance section."""

import csv
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, models

from takigi.access.grounds import Viewer
from takigi.exchange import ledger_intake
from takigi.exchange.ledger_reading import check_import
from takigi.people.actions import imports
from takigi.people.models import Certification, FormerName, Household, ImportProblem, Person, PersonRevision
from tests.worlds import Role, World

HEADERS = (
    "被保険者番号", "氏名", "氏名カナ", "生年月日", "性別", "住所", "電話番号", "日常生活圏域", "住民状態", "申請日", "申請種別", "申請理由",
    "認定日", "要介護状態区分", "有効期間開始日", "有効期間終了日", "取下区分", "訂正区分", "訂正年月日",
)  # fmt: skip
HANA = {
    "被保険者番号": "0000000101",
    "氏名": "山田　ハナ",
    "氏名カナ": "ヤマダ　ハナ",
    "生年月日": "S12.4.1",
    "性別": "女",
    "住所": "みどり野市東町1-2-3",
    "電話番号": "025-000-0001",
    "日常生活圏域": "東圏域",
    "住民状態": "住民",
    "申請日": "R7.4.10",
    "申請種別": "新規",
    "申請理由": "転倒",
    "認定日": "R7.5.12",
    "要介護状態区分": "要支援1",
    "有効期間開始日": "R7.4.10",
    "有効期間終了日": "R8.4.30",
}
TARO = HANA | {
    "被保険者番号": "0000000102",
    "氏名": "鈴木　太郎",
    "氏名カナ": "スズキ　タロウ",
    "生年月日": "S10.12.24",
    "性別": "男",
    "住所": "みどり野市西町4-5",
    "日常生活圏域": "西圏域",
}
REGISTER: tuple[type[models.Model], ...] = (Person, Certification, FormerName, PersonRevision, Household)


def write_csv(path: Path, rows: list[dict[str, str]], headers: tuple[str, ...] = HEADERS) -> Path:
    """A ledger in Shift_JIS, as most systems export it."""
    with path.open("w", encoding="cp932", newline="") as out:
        writer = csv.DictWriter(out, headers)
        writer.writeheader()
        writer.writerows(rows)
    return path


def dumped() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the register's tables, exactly as the database has it."""
    contents = {}
    with connection.cursor() as cursor:
        for model in REGISTER:
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")
            contents[model.__name__] = cursor.fetchall()
    return contents


@dataclass
class InsuranceDesk:
    """介護保険の係: takes files through check and confirmation without a queue."""

    world: World
    folder: Path
    at: datetime
    role: Role = Role.INSURANCE
    serial: int = field(default=0)

    def by(self, at: datetime | None = None) -> Viewer:
        return self.world.viewer(self.role, at=at or self.at)

    def receive(
        self, *rows: dict[str, str], at: datetime | None = None, headers: tuple[str, ...] = HEADERS
    ) -> uuid.UUID:
        self.serial += 1
        path = write_csv(self.folder / f"{self.serial}.csv", list(rows), headers)
        return self.receive_file(path, at=at)

    def receive_file(self, path: Path, *, at: datetime | None = None) -> uuid.UUID:
        return ledger_intake.receive_ledger(by=self.by(at), path=path, name=path.name)

    def check(self, batch_id: uuid.UUID, *, at: datetime | None = None) -> uuid.UUID:
        imports.begin_check(by=self.by(at), batch_id=batch_id)
        check_import(batch_id, at=at or self.at)
        return batch_id

    def checked(self, *rows: dict[str, str], at: datetime | None = None) -> uuid.UUID:
        return self.check(self.receive(*rows, at=at), at=at)

    def confirm(self, batch_id: uuid.UUID, *, at: datetime | None = None) -> uuid.UUID:
        imports.confirm_import(by=self.by(at), batch_id=batch_id)
        return batch_id

    def take_in(self, *rows: dict[str, str], at: datetime | None = None) -> uuid.UUID:
        return self.confirm(self.checked(*rows, at=at), at=at)

    def undo(self, batch_id: uuid.UUID, *, at: datetime | None = None) -> None:
        imports.undo_import(by=self.by(at), batch_id=batch_id, reason="違うファイルだった")


def problems(batch_id: uuid.UUID) -> list[tuple[int, str, str, bool]]:
    """Every problem of an import: row, heading, code and whether it blocks, in order."""
    found = ImportProblem.objects.filter(batch_id=batch_id)
    return sorted(found.values_list("row_no", "column", "code", "is_blocking"))
