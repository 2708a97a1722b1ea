"""取り込みの働き手: a town with a ledger to take in, and a worker that can be killed; run as a process of its own.

    python -m tests.faults.import_at_work prepare|go

The data folder is TAKIGI_HOME, its tables laid already. `go` takes up whatever it finds and says on its output where it is.
"""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "takigi.site.settings"
django.setup()

# The settings must be there before anything that reads them is imported.
from django.conf import settings  # noqa: E402  # see above
from django.core.management import call_command  # noqa: E402  # see above

from takigi.access.queries import viewer_of  # noqa: E402  # see above
from takigi.exchange import ledger_intake  # noqa: E402  # see above
from takigi.people.models import ImportBatch  # noqa: E402  # see above
from takigi.people.rules import ImportState  # noqa: E402  # see above
from tests.ledgers import HANA, InsuranceDesk  # noqa: E402  # see above
from tests.worlds import build_world  # noqa: E402  # see above

MAY, JUNE = datetime(2026, 5, 1, 3, tzinfo=UTC), datetime(2026, 6, 1, 3, tzinfo=UTC)
KNOWN, ALL = 800, 2400
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"


def somebody(number: int) -> dict[str, str]:
    """One of many people, waiting for a decision."""
    family, given = KANA[number % 44], KANA[number // 44 % 44]
    return HANA | {
        "被保険者番号": f"{number:010}",
        "氏名": f"見本{family}　{given}{number}",
        "氏名カナ": f"ミホン{family}　{given}",
        "生年月日": f"S{5 + number % 20}.{1 + number % 12}.{1 + number % 28}",
        "住所": f"みどり野市東町{number}",
        "認定日": "",
        "要介護状態区分": "",
        "有効期間開始日": "",
        "有効期間終了日": "",
    }


def decided(number: int) -> dict[str, str]:
    """The same person a month later: decided, some married, some moved."""
    later = {"認定日": "R8.5.20", "要介護状態区分": "要支援1", "有効期間開始日": "R7.4.10", "有効期間終了日": "R8.4.30"}
    if number % 5 == 0:
        later["住所"] = f"みどり野市西町{number}"
    if number % 7 == 0:
        later |= {"氏名": f"佐藤　花{number}", "氏名カナ": "サトウ　ハナ"}
    return somebody(number) | later


def prepare() -> None:
    """Some people in the register already; a file about them and many others received."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with tempfile.TemporaryDirectory() as folder:
        desk = InsuranceDesk(build_world(), Path(folder), MAY)
        desk.take_in(*[somebody(number) for number in range(1, KNOWN + 1)])
        desk.receive(*[decided(number) for number in range(1, ALL + 1)], at=JUNE)


def go() -> None:
    """As the worker does when it starts, and as a clerk who confirms what was checked."""
    batch = ImportBatch.objects.order_by("-received_at").first()
    by = viewer_of(batch.received_by_id, batch.municipality_id, is_active=True, at=JUNE)
    print("ready", flush=True)
    ledger_intake.resume_interrupted(at=JUNE)
    if state_of(batch) is ImportState.RECEIVED:
        ledger_intake.start_check(by=by, batch_id=batch.pk)
    work()
    if state_of(batch) is ImportState.CHECKED:
        ledger_intake.start_apply(by=by, batch_id=batch.pk)
        print("applying", flush=True)
        work()
    print(state_of(batch).value, flush=True)


def state_of(batch: ImportBatch) -> ImportState:
    """Where the import stands now."""
    return ImportState(ImportBatch.objects.values_list("state", flat=True).get(pk=batch.pk))


def work() -> None:
    """The queue, until it is empty."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0, reload=False)


if __name__ == "__main__":
    {"prepare": prepare, "go": go}[sys.argv[1]]()
