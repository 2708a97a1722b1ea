"""記憶域: a ledger of 134,276 rows is read without growing, in a process of its own."""

import json
import subprocess
import sys
import textwrap

import pytest

from takigi.exchange.writers import write_table_xlsx

ROWS, COLUMNS = 134_276, 20
# Peak memory in MB above what the program takes before it opens the file.
READING = textwrap.dedent(
    """
    import json, resource, sys
    from datetime import date
    from pathlib import Path
    from takigi.exchange.ledger_rows import read_row
    from takigi.exchange.profiles import header_words, suggest_mapping
    from takigi.exchange.tables import open_table

    def peak():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    before = peak()
    path = Path(sys.argv[1])
    table = open_table(path, name=path.name, known_headers=header_words())
    mapping = suggest_mapping(table.headers)
    rows = problems = 0
    for row in table.rows():
        read = read_row(row, mapping, today=date(2026, 11, 1), insurer_no="159999")
        rows += 1
        problems += len(read.problems)
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"rows": rows, "problems": problems, "megabytes": peak() - before, "reader": reader}))
    """
)

pytestmark = pytest.mark.long
HEADERS = ["保険者番号", "被保険者番号", "氏名", "氏名カナ", "生年月日", "性別", "郵便番号", "住所", "電話番号", "地区"]
HEADERS += [
    "申請日",
    "申請種別",
    "申請理由",
    "原因疾患",
    "認定日",
    "要介護度",
    "有効開始日",
    "有効終了日",
    "取下区分",
    "履歴番号",
]


def ledger():
    for number in range(1, ROWS + 1):
        who = ["159999", f"{number:010d}", f"薪田　花子{number}", "ﾏｷﾀ ﾊﾅｺ", f"S{number % 30 + 2}.4.1", "2"]
        where = ["9500001", f"薪野市本町{number}番地", "025-123-4567", "東部"]
        what = ["R6.4.15", "1", "転んでから", "骨折・転倒", "20240513", "12", "2024/4/15", "2024/10/31", "1", "1"]
        yield [*who, *where, *what]


def reading(path):
    done = subprocess.run([sys.executable, "-c", READING, str(path)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_csv_is_read_in_constant_memory(tmp_path):
    path = tmp_path / "台帳.csv"
    with path.open("w", encoding="cp932", newline="") as file:
        file.write(",".join(HEADERS) + "\r\n")
        file.writelines(",".join(row) + "\r\n" for row in ledger())
    read = reading(path)
    assert (read["rows"], read["problems"]) == (ROWS, 0)
    assert read["megabytes"] < 60


@pytest.mark.faults
def test_a_workbook_is_read_in_constant_memory_beside_a_reader_of_its_own(tmp_path):
    """The reader of workbooks holds one sheet whole; it does so in another process, and this is what that takes."""
    path = tmp_path / "台帳.xlsx"
    path.write_bytes(write_table_xlsx(HEADERS, ledger()))
    read = reading(path)
    assert (read["rows"], read["problems"]) == (ROWS, 0)
    assert read["megabytes"] < 60
    assert read["reader"] < 400
