"""takigi backup: one file with everything, consistent while the town works on."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime

from takigi.site.anchors import write_anchor
from takigi.site.backups import BackupRefused, back_up


class Command(BaseCommand):
    """控えを作る."""

    help = "すべてのデータの控えを、1つのファイルに作ります。動かしたままで作れます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to; by default the folder backups in the data folder."""
        parser.add_argument("--to", type=Path, default=settings.HOME / "backups", help="置き場所のフォルダー")

    def handle(self, *args: Any, to: Path, **options: Any) -> None:
        """Write the file and say where it lies."""
        write_anchor()
        try:
            written = back_up(to, at=localtime())
        except (BackupRefused, OSError) as error:
            raise CommandError(f"控えを作れませんでした。{error}") from error
        self.stdout.write(
            f"控えを作りました: {written.path}（{written.bytes / 1_000_000:.1f} MB、{written.rows:,} 行）。"
            "個人の情報と鍵が入っています。鍵のかかる場所に置いてください。"
        )
