"""薪のコマンド: takigi …; each word is one of the commands in `management/commands`."""

import os
import sys

from django.core.management import execute_from_command_line

from takigi.site.demo_home import choose_home
from takigi.site.installation import InstallationError


def main() -> None:
    """Run one command; a wrong installation file stops it with the reason and the hint."""
    # Whatever this program writes holds personal data: nobody but its own account reads it.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takigi.site.settings")
    if sys.argv[1:2] == ["demo"]:
        choose_home(sys.argv[2:])
    try:
        execute_from_command_line(["takigi", *sys.argv[1:]])
    except InstallationError as error:
        sys.exit(f"起動できません。{error}")
