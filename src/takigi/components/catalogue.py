"""部品の目録: every component in the groups in which the gallery shows them."""

from dataclasses import dataclass

from takigi.components.base import Component
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import Button, ButtonLink
from takigi.components.card import Card
from takigi.components.chart import ChartFigure
from takigi.components.confirm import Confirmation
from takigi.components.count import Count
from takigi.components.definition_list import DefinitionList
from takigi.components.empty_state import EmptyState
from takigi.components.error_summary import ErrorSummary
from takigi.components.field import Field
from takigi.components.fold_out import FoldOut
from takigi.components.ground_line import GroundLine
from takigi.components.history_line import HistoryLine
from takigi.components.household_figure import EcomapFigure, GenogramFigure
from takigi.components.icon import Icon
from takigi.components.layered_figure import LayeredFigure
from takigi.components.mark import Mark
from takigi.components.missing_word import MissingWord
from takigi.components.notice import Notice
from takigi.components.pager import Pager
from takigi.components.person_name import PersonName
from takigi.components.progress_bar import ProgressBar
from takigi.components.saved_draft import SavedDraft
from takigi.components.schedule_figure import ScheduleFigure
from takigi.components.side_by_side import SideBySide
from takigi.components.spark import Spark
from takigi.components.status_tag import StatusTag
from takigi.components.steps import Steps
from takigi.components.table import Link, Table
from takigi.components.tabs import Tabs
from takigi.components.toolbar import FilterChip, Toolbar
from takigi.components.undo_notice import UndoNotice

# Small ones stand beside each other, wide ones below each other.
SMALL = frozenset({Button, ButtonLink, BothEraDate, FilterChip, Icon, Link, Mark, MissingWord, Spark, StatusTag})
GROUPS: dict[str, tuple[type[Component], ...]] = {
    "印と図記号": (Mark, Icon),
    "動作": (Button, ButtonLink, Link, FilterChip, Toolbar, Tabs, Pager, Steps),
    "人と日付": (PersonName, BothEraDate, GroundLine, HistoryLine, SideBySide),
    "数と事実": (Count, MissingWord, StatusTag, DefinitionList, Table, Card, FoldOut, EmptyState, ProgressBar),
    "図": (ChartFigure, LayeredFigure, ScheduleFigure, GenogramFigure, EcomapFigure, Spark),
    "知らせ": (Notice, UndoNotice, ErrorSummary, Confirmation),
    "書く": (Field, SavedDraft),
}


@dataclass(frozen=True)
class Specimen:
    """見本: a component's name, what it is for, and every example of it."""

    name: str
    purpose: str
    examples: tuple[Component, ...]
    is_small: bool


@dataclass(frozen=True)
class SpecimenGroup:
    """見本のまとまり."""

    title: str
    specimens: tuple[Specimen, ...]


def gallery_groups() -> tuple[SpecimenGroup, ...]:
    """部品一覧: all components with their examples, in the order of the catalogue."""
    return tuple(SpecimenGroup(title, tuple(_specimen(kind) for kind in kinds)) for title, kinds in GROUPS.items())


def _specimen(kind: type[Component]) -> Specimen:
    # A docstring opens with the Japanese name: 「状態の札. …」 or 「リンク: …」.
    purpose = (kind.__doc__ or "").strip().replace(":", ".").split(".")[0]
    return Specimen(kind.__name__, purpose, tuple(kind.examples()), kind in SMALL)
