"""薪のコマンド: takigi …; unknown words go to Django's own commands."""

import os
import sys

from django.core.management import execute_from_command_line

from takigi.site.installation import InstallationError


def main() -> None:
    """Run one command; a wrong installation file stops it with the reason and the hint."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takigi.site.settings")
    try:
        execute_from_command_line(["takigi", *sys.argv[1:]])
    except InstallationError as error:
        sys.exit(f"起動できません。{error}")
