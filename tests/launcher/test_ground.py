"""試験の地面: the tests' own PostgreSQL goes away with whoever asked for it, however they go."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.architecture.source import ROOT
from tests.postgres import server_programs

NO_POSTGRES = server_programs() is None


@pytest.mark.later
@pytest.mark.skipif(NO_POSTGRES, reason="PostgreSQL がこの機械にない（run.py test が大きな声で言う）")
@pytest.mark.parametrize("way", ["politely", "killed"])
def test_the_server_goes_when_its_asker_goes(way):
    """The asker here is a small program that starts the server and is then ended."""
    asker = (
        "import subprocess, sys\n"
        f"server = subprocess.Popen([sys.executable, {str(ROOT / 'tests' / 'postgres.py')!r}],\n"
        "    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,\n"
        "    start_new_session=True)\n"
        "print(server.stdout.readline(), end='', flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", asker]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        folder = Path(json.loads(parent.stdout.readline())["host"])
        assert folder.is_dir()
        if way == "killed":
            parent.kill()
    deadline = time.monotonic() + 15
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not folder.exists()


def test_each_run_stands_on_a_folder_of_its_own():
    assert Path(os.environ["TAKIGI_HOME"]).is_relative_to(os.environ["TAKIGI_TEST_GROUND"])
    assert not Path(os.environ["TAKIGI_HOME"]).is_relative_to(ROOT)


@pytest.mark.later
@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for(request):
    vendors = {"sqlite": "sqlite", "postgres": "postgresql"}
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        assert cursor.fetchone() == (1,)
    assert connection.vendor == vendors[request.config.getoption("--database")]
