"""小さな図の部品: a few periods as small as a word, with the newest number beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from takigi.charts.samples import sparklines
from takigi.charts.sparkline import Sparkline
from takigi.components.base import Component


@dataclass(frozen=True)
class Spark(Component):
    """小さな図. Says what it is of, draws it, and writes the newest number out."""

    template_name: ClassVar[str] = "components/spark.html"

    line: Sparkline

    @property
    def picture(self) -> SafeString:
        # The room of charts escapes every word that it writes; its tests hold it to that.
        return SafeString(self.line.svg())

    @classmethod
    def examples(cls) -> Iterator["Spark"]:
        for line in sparklines():
            yield cls(line)
