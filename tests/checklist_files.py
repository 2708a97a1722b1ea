"""試験のチェックリストのファイル: answers of invented people as towns send them, and a desk that takes them in."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import xlsxwriter

from takigi.casework.queries.checklist_imports import checklist_import
from takigi.casework.rules.checklist_imports import ImportChoice
from takigi.exchange import checklist_intake as intake
from takigi.instruments.checklist_items import BMI_KEY, ITEMS
from tests.worlds import Role

NUMBERS = [str(item.number) for item in ITEMS]
HANA = {"被保険者番号": "0000000011", "氏名": "山田 ハナ", "生年月日": "昭和12年4月1日"}


def answers_of(*problems: int, yes: str = "はい", no: str = "いいえ") -> dict[str, str]:
    """The 25 answers under their national numbers; these score, all others are well."""
    cells = {}
    for item in ITEMS:
        scores = item.number in problems
        is_yes = scores if item.key == BMI_KEY or item.problem_if == "yes" else not scores
        cells[str(item.number)] = yes if is_yes else no
    return cells


def as_csv(*rows: dict[str, str], encoding: str = "cp932") -> bytes:
    """The rows as a spreadsheet writes them in a town hall: MS932, CRLF."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(path: Path, *rows: dict[str, object]) -> Path:
    """The rows as a workbook."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("回答")
        sheet.write_row(0, 0, names)
        for number, row in enumerate(rows, start=1):
            for column, name in enumerate(names):
                value = row.get(name, "")
                write = sheet.write_formula if str(value).startswith("=") else sheet.write
                write(number, column, value)
    return path


class ChecklistDesk:
    """チェックリストの取り込みの机: a nurse of the east with a folder for her files."""

    def __init__(self, world, folder: Path, role: Role = Role.EAST_NURSE):
        self.world, self.folder, self.role = world, folder, role

    def by(self):
        """The viewer of this moment."""
        return self.world.viewer(self.role)

    def receive(self, content: bytes | Path, name: str = "回答.csv"):
        """Take a file in; returns the import."""
        path = content
        if isinstance(content, bytes):
            path = self.folder / "sent"
            path.write_bytes(content)
        return intake.receive_checklist_file(by=self.by(), path=path, name=name)

    def checked(self, content: bytes | Path, name: str = "回答.csv", **choice):
        """Take a file in and check it as its columns were suggested, the day a week ago unless the rows say it."""
        batch = self.receive(content, name)
        kept = checklist_import(self.by(), batch).choice
        on = choice.pop("answered_on", self.by().on - timedelta(days=7))
        columns = dict(kept.columns) | choice.pop("columns", {})
        intake.start_checklist_check(
            by=self.by(), batch_id=batch, choice=ImportChoice(columns=columns, answered_on=on, **choice)
        )
        return batch

    def taken(self, content: bytes | Path, **choice):
        """Take a file in, check it and confirm it."""
        batch = self.checked(content, **choice)
        intake.start_checklist_writing(by=self.by(), batch_id=batch)
        return batch

    def file(self, batch):
        """The import as the page shows it."""
        return checklist_import(self.by(), batch)
