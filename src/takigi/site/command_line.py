"""薪のコマンド: takigi …; each word is one of the commands in `management/commands`."""

import os
import re
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError

from takigi.site.demo_home import choose_home
from takigi.site.installation import InstallationError

# Words of the framework that would lay out or rewrite everybody's records, or open an account, past every ground and
# the audit log. Our own are `backup`, `restore` and `staff`.
CLOSED = frozenset(
    {"dumpdata", "loaddata", "shell", "dbshell", "flush", "sqlflush", "createsuperuser", "changepassword"}
)

# What SQLite and PostgreSQL say of a table or a column that is not there.
NO_TABLES = re.compile(r"no such (?:table|column)|(?:relation|column) .* does not exist")


def main() -> None:
    """Run one command; a wrong installation file stops it with the reason and the hint."""
    if sys.argv[1:2] and sys.argv[1] in CLOSED:
        sys.exit(
            f"「{sys.argv[1]}」は使えません。記録を、見る根拠も監査記録もなしに取り出したり書きかえたりするためです。"
            "控えは takigi backup、サインインの手助けは takigi staff を使ってください。"
        )
    # Whatever this program writes holds personal data: nobody but its own account reads it.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takigi.site.settings")
    if sys.argv[1:2] == ["demo"]:
        choose_home(sys.argv[2:])
    try:
        execute_from_command_line(["takigi", *sys.argv[1:]])
    except InstallationError as error:
        sys.exit(f"起動できません。{error}")
    except (OperationalError, ProgrammingError) as error:
        if not NO_TABLES.search(str(error)):
            raise
        sys.exit(
            "台帳がまだないか、表が古いままです。町をはじめる（takigi found）か、表を新しくして（takigi migrate）ください。"
        )
