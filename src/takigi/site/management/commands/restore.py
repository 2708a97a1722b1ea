"""takigi restore FILE: brings a backup into a fresh place and proves that it is whole."""

import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from takigi.site.backups import BackupRefused, differences, restore


class Command(BaseCommand):
    """控えから復元する."""

    help = "控えを、空の場所（TAKIGI_HOME）に復元し、行数と監査記録の鎖を確かめます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The backup's file."""
        parser.add_argument("archive", type=Path, help="控えのファイル")

    def handle(self, *args: Any, archive: Path, **options: Any) -> None:
        """Restore, compare, and verify the chain with the restored key in a program of its own."""
        if not archive.is_file():
            raise CommandError("その控えのファイルがありません。置き場所を確かめてください。")
        try:
            manifest = restore(archive, home=settings.HOME)
        except BackupRefused as error:
            raise CommandError(f"復元しませんでした。{error}") from error
        wrong = differences(manifest)
        if wrong:
            raise CommandError("復元したデータが控えと合いません。\n" + "\n".join(wrong))
        self.stdout.write(f"{manifest['made_at']} の控えを復元しました（{sum(manifest['rows'].values()):,} 行）。")
        self.stdout.flush()
        # The keys came with the backup, and this process still holds those of the empty place.
        sys.exit(subprocess.run([sys.executable, "-m", "takigi", "audit", "verify"], check=False).returncode)
