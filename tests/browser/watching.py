"""見張り: what a page says to its console and whom it asks, kept until the end of the test."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request


@dataclass
class Watch:
    """Everything that pages of one test did wrong."""

    own_host: str
    seen: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Begin to listen to a page and to the windows it opens."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"スクリプトのエラー: {error}"))
        page.on("request", self._request)
        page.on("popup", self.over)

    def expect(self, pattern: str) -> None:
        """This complaint is part of the journey (a refused page, a connection cut on purpose)."""
        self.expected.append(pattern)

    def allow(self, pattern: str) -> None:
        """This complaint may or may not come: without a network it depends on the moment whether a page asks just then."""
        self.allowed.append(pattern)

    def complaints(self) -> list[str]:
        """What nobody expected, and the expectations that nothing fulfilled."""
        unasked = [one for one in self.seen if not any(re.search(p, one) for p in [*self.expected, *self.allowed])]
        unmet = [f"起きなかった: {p}" for p in self.expected if not any(re.search(p, one) for one in self.seen)]
        return unasked + unmet

    def _console(self, message: ConsoleMessage) -> None:
        path = urlsplit(message.location["url"]).path
        # Chromium asks for this by itself where an answer is no page and links no icon.
        if message.type in {"error", "warning"} and path != "/favicon.ico":
            self.seen.append(f"{message.type}: {message.text}（{path}）")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and address.netloc != self.own_host:
            self.seen.append(f"よそへの要求: {address.scheme}://{address.netloc}{address.path}")


def violations_in_words(found: Sequence[Mapping[str, Any]], path: str) -> str:
    """axe's findings as lines that say what, where and what to do."""
    lines = [f"{path} に、使えない人が出る所が {len(found)} 種類あります。"]
    for violation in found:
        lines.append(f"・{violation['help']}（{violation['id']}, {violation['impact']}）")
        lines += [
            f"    {node['html'][:160]}\n    → {node.get('failureSummary', '')}" for node in violation["nodes"][:5]
        ]
    return "\n".join(lines)
