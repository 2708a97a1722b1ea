"""takigi serve: the web server and the worker, as the installation file says."""

import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from takigi.site.serving import serve


class Command(BaseCommand):
    """サーバーを始める."""

    help = "ページのサーバーと裏の仕事を始めます。Ctrl+C で終わります。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Django checks the installation before this is called: a wrong one never serves a page."""
        call_command("migrate", verbosity=0, interactive=False)
        server = settings.INSTALLATION.server

        def ready() -> None:
            self.stdout.write(f"サーバーが動いています: http://{server.address}:{server.port}/")
            self.stdout.flush()

        sys.exit(serve(address=server.address, port=server.port, workers=server.workers, on_ready=ready))
