"""見本の町をためす町: what `run.py demo` builds, by the same command, with fewer people; run as a process of its own.

    python -m tests.browser.town_demo

The data folder is TAKIGI_HOME. It says on its output, as JSON, the password that all sign-ins of the demo have.
"""

import json
import os

import django

from takigi.site.demo_home import choose_home, read_mark

PEOPLE = 12_000


def prepare() -> None:
    """The town as a newcomer gets it; the last line says how to sit down there."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "takigi.site.settings"
    choose_home([])
    django.setup()

    # The settings must be there before anything that reads them is imported.
    from django.conf import settings  # noqa: PLC0415  # see above
    from django.core.management import call_command  # noqa: PLC0415  # see above

    from takigi.demo.towns import TAKIGINO  # noqa: PLC0415  # see above
    from takigi.site.management.commands import demo  # noqa: PLC0415  # see above
    from tests.laid_tables import lay_together  # noqa: PLC0415  # see above

    lay_together()
    demo.PLANS = {TAKIGINO.key: TAKIGINO.scaled(PEOPLE)}
    call_command("demo", no_serve=True)
    samples = [str(path) for path in sorted((settings.HOME / "samples").glob("*.csv"))]
    print(json.dumps({"password": read_mark(settings.HOME)["password"], "samples": samples}))


if __name__ == "__main__":
    prepare()
