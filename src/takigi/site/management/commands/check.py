"""takigi check: what an administrator looks at before calling somebody: each line good, or wrong with what to do."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, SystemCheckError

from takigi.site.soundness import examine


class Command(BaseCommand):
    """設置を確かめる."""

    help = "設置・データベース・監査記録・空き容量・控えを確かめます。"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Every line, and exit code 1 when one of them is wrong."""
        try:
            self.check(display_num_errors=False)
            self.stdout.write("○ プログラムの設定")
        except SystemCheckError as error:
            self.stdout.write(f"× プログラムの設定: {error}")
            sys.exit(1)
        findings = list(examine())
        for finding in findings:
            self.stdout.write(f"{'○' if finding.is_good else '×'} {finding.what}: {finding.sentence}")
        if not all(finding.is_good for finding in findings):
            sys.exit(1)
