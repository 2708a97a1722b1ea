"""takigi ledger sample: writes a ledger of the invented town, dirty as cities export them, for tests and training."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from takigi.demo.ledger_lines import EDITIONS
from takigi.demo.ledger_sample import Dirt, write_ledger
from takigi.demo.town import Town
from takigi.demo.towns import PLANS

DIRTS = {"clean": Dirt.clean, "usual": Dirt.usual, "full": Dirt.full}


class Command(BaseCommand):
    """見本の台帳を書く."""

    help = "見本の町の台帳を書きます。例: takigi ledger sample 見本.csv --dirt full"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The kind of file is told by its ending."""
        parser.add_argument("what", choices=["sample"])
        parser.add_argument("path", type=Path, help="書き出す先（.csv か .xlsx）")
        parser.add_argument("--town", choices=list(PLANS), default=next(iter(PLANS)))
        parser.add_argument("--edition", choices=list(EDITIONS), default=next(iter(EDITIONS)))
        parser.add_argument("--dirt", choices=list(DIRTS), default="usual", help="よごれ方（clean、usual、full）")
        parser.add_argument("--seed", type=int, default=20261101)
        parser.add_argument("--rows", type=int, help="65歳以上の人ごとに1行で、この行数だけ書く")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        """Write the file and say how many problems were planted in it."""
        form = path.suffix.removeprefix(".").lower()
        if form not in ("csv", "xlsx"):
            raise CommandError("書き出す先の名前は .csv か .xlsx で終わるようにしてください。")
        # Of today, like the people of a demo that is built today.
        town = Town(PLANS[options["town"]].as_of(localdate()), seed=options["seed"])
        try:
            planted = write_ledger(
                town,
                path,
                form="csv" if form == "csv" else "xlsx",
                edition=options["edition"],
                dirt=DIRTS[options["dirt"]](),
                seed=options["seed"],
                rows=options["rows"],
            )
        except ValueError as error:
            raise CommandError(str(error)) from error
        blocking = sum(one.is_blocking for one in planted)
        self.stdout.write(
            f"{path.name} を書きました。仕込んだ問題は {len(planted)} か所（取り込めないもの {blocking}）です。"
        )
