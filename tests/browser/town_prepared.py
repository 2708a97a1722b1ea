"""用意された町: a small town with one case and the nurse's session, in a data folder of its own; run as a process of its own.

    python -m tests.browser.town_prepared

The data folder is TAKIGI_HOME. It says on its output, as JSON, what a browser needs to sit down there.
"""

import json
import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "takigi.site.settings"
django.setup()

# The settings must be there before anything that reads them is imported.
from django.conf import settings  # noqa: E402  # see above
from django.core.management import call_command  # noqa: E402  # see above
from django.test import Client  # noqa: E402  # see above

from takigi.casework.rules.states import CaseState  # noqa: E402  # see above
from tests.casework_made import open_case  # noqa: E402  # see above
from tests.screens.people_made import register  # noqa: E402  # see above
from tests.worlds import Role, build_world, seat  # noqa: E402  # see above


def prepare() -> None:
    """The town, the case and the session."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    world = build_world()
    case_id = open_case(world, register(world), state=CaseState.CERTIFIED, days_ago=9)
    session = seat(Client(), world, Role.EAST_NURSE).cookies[settings.SESSION_COOKIE_NAME].value
    print(json.dumps({"session": session, "cookie": settings.SESSION_COOKIE_NAME, "case": str(case_id)}))


if __name__ == "__main__":
    prepare()
