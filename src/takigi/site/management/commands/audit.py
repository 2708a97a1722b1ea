"""takigi audit verify: reads every chain and says what was altered, removed, added or reordered."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from takigi.audit import queries as audit
from takigi.site.anchors import anchor_faults, write_anchor


class Command(BaseCommand):
    """監査記録を検査する."""

    help = "監査記録の鎖を検査します。verify: 書きかえ・削除・並べかえを見つけます。anchor: 今の先頭を控えに書きます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word: verify or anchor."""
        parser.add_argument("what", choices=["verify", "anchor"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        """Exit code 1 when a fault was found."""
        if what == "anchor":
            write_anchor()
            self.stdout.write("監査記録の先頭を控えに書きました。")
            return
        faults = [fault.sentence for fault in audit.faults()] + anchor_faults()
        for sentence in faults:
            self.stdout.write(f"× {sentence}")
        if faults:
            self.stdout.write(
                f"{len(faults)} か所が合いません。控えのバックアップと見くらべ、情報の担当に知らせてください。"
            )
            sys.exit(1)
        events = sum(seq for _, seq, _ in audit.heads())
        write_anchor()
        self.stdout.write(f"○ 監査記録 {events:,} 件は、つながったままです。先頭を控えに書きました。")
