"""takigi demo: builds the invented town once, prints where to look and who to be, and serves it."""

import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now

from takigi.demo.build import build_town
from takigi.demo.town import Town
from takigi.demo.towns import PLANS
from takigi.site.demo_home import read_mark, write_mark
from takigi.site.serving import serve

SEED = 20261101


class Command(BaseCommand):
    """見本の町をはじめる."""

    help = "見本の町を作って、はじめます。二度目からは、前の続きからはじまります（--fresh で作りなおし）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--town and --fresh are read before Django starts (site.demo_home); they stand here for --help."""
        parser.add_argument("--town", default="", help="見本の町の名前（takigino、nagihama）")
        parser.add_argument("--fresh", action="store_true", help="はじめから作りなおす")
        parser.add_argument("--port", type=int, default=8000, help="待ち受ける番号")
        parser.add_argument("--no-serve", action="store_true", help="作るだけで、サーバーは動かさない")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build if nothing stands yet, then serve."""
        self._say("データベースを整えています …")
        call_command("migrate", verbosity=0, interactive=False)
        mark = read_mark(settings.HOME)
        if not mark.get("is_complete"):
            self._build(mark["town"], mark["password"])
        if options["no_serve"]:
            return
        port = _free_port(options["port"])
        if port != options["port"]:
            self._say(f"{options['port']} 番は使われているため、{port} 番ではじめます。")
        self._say("サーバーを動かしています …")
        sys.exit(serve(address="127.0.0.1", port=port, workers=1, on_ready=lambda: self._welcome(port)))

    def _build(self, town_key: str, password: str) -> None:
        at = now()
        plan = PLANS[town_key].as_of(localdate(at))
        self._say(f"見本の町「{plan.name}」（{plan.population:,}人）を作っています …")
        sign_ins = build_town(
            Town(plan, seed=SEED), password=password, at=at, samples=settings.HOME / "samples", say=self._say
        )
        lines = [[one.login_name, one.name, one.what] for one in sign_ins]
        write_mark(settings.HOME, is_complete=True, sign_ins=lines)

    def _welcome(self, port: int) -> None:
        mark = read_mark(settings.HOME)
        lines = [f"  {login:<14}{name}（{what}）" for login, name, what in mark["sign_ins"]]
        self.stdout.write(
            "\n".join(
                [
                    "",
                    f"「{PLANS[mark['town']].name}」が動いています。ブラウザーで開いてください:",
                    f"  http://localhost:{port}/",
                    "",
                    f"サインイン名（パスワードはどれも {mark['password']}）:",
                    *lines,
                    "",
                    "取り込みをためすための、よごれた見本の台帳:",
                    *(f"  {path}" for path in sorted((settings.HOME / "samples").glob("*"))),
                    "",
                    "終わるときは Ctrl+C を押してください。",
                ]
            )
        )
        self.stdout.flush()

    def _say(self, text: str) -> None:
        self.stdout.write(f"薪: {text}")
        self.stdout.flush()


def _free_port(wanted: int) -> int:
    """The wanted port, or the next one that nobody uses."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return wanted
