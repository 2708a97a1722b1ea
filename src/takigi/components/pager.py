"""頁送り: where in a long list, with the address as the only memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode

from django.utils.safestring import SafeString

from takigi.components.base import Attributes, Component, flat
from takigi.kernel.turning import pages_in


@dataclass(frozen=True)
class Pager(Component):
    """頁送り. `address` is the query of the page without `page`: "?q=ヨシノ&area=1"."""

    template_name: ClassVar[str] = "components/pager.html"

    page: int
    total: int
    size: int
    address: str = "?"
    unit: str = "件"
    # Two pagers on one page need two names.
    label: str = "頁送り"
    attributes: Attributes = field(default_factory=dict)

    def href(self, page: int) -> str:
        path, _, query = self.address.partition("?")
        kept = [(name, value) for name, value in parse_qsl(query) if name != "page"]
        return f"{path}?{urlencode([*kept, ('page', page)])}"

    @property
    def pages(self) -> int:
        return pages_in(self.total, self.size)

    @property
    def first_row(self) -> int:
        return (self.page - 1) * self.size + 1

    @property
    def last_row(self) -> int:
        return min(self.page * self.size, self.total)

    @property
    def previous_href(self) -> str:
        return self.href(self.page - 1) if self.page > 1 else ""

    @property
    def next_href(self) -> str:
        return self.href(self.page + 1) if self.page < self.pages else ""

    @property
    def extra(self) -> SafeString:
        return flat(self.attributes)

    @classmethod
    def examples(cls) -> Iterator["Pager"]:
        yield cls(1, 1386, 100, label="頁送り（初め）")
        yield cls(7, 1386, 100, "?q=ヨシノ&area=1", "人", "頁送り（途中）")
        yield cls(14, 1386, 100, label="頁送り（終わり）")
        yield cls(1, 3, 100, label="頁送り（一頁だけ）")
