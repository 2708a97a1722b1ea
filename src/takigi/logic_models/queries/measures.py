"""指標の札: what each box is measured by, where it stood, where it should go and why, and what was counted."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from takigi.access.grounds import Viewer
from takigi.indicators.missing import MissingKind
from takigi.logic_models.models import Baseline, IndicatorUse, Observation, Target
from takigi.logic_models.policies import seen_story
from takigi.logic_models.rules.learning import Frequency, UseRole, WantedDirection


@dataclass(frozen=True)
class ValueLine:
    """A value for a period, or why there is none. `note`: its ground or how it was counted; `why_changed`: over an older one."""

    row_id: uuid.UUID
    period_from: date
    period_until: date
    value: Decimal | None
    missing: MissingKind | None
    set_on: date
    note: str
    why_changed: str = ""
    is_replaced: bool = False
    count: int | None = None
    out_of: int | None = None
    is_comparable: bool = True


@dataclass(frozen=True)
class UseCard:
    """指標の役割 beside a box. `indicator` names one of the catalogue: its value comes from the records (evaluation)."""

    use_id: uuid.UUID
    node: str
    indicator: str
    name: str
    role: UseRole
    direction: WantedDirection | None
    unit: str
    counts: str
    out_of: str
    source: str
    frequency: Frequency | None
    lag: str
    owner: str
    from_on: date
    ended_on: date | None
    baselines: tuple[ValueLine, ...]
    targets: tuple[ValueLine, ...]
    observations: tuple[ValueLine, ...]

    @property
    def baseline(self) -> ValueLine | None:
        """The one that counts: the newest."""
        return self.baselines[-1] if self.baselines else None

    @property
    def targets_in_force(self) -> tuple[ValueLine, ...]:
        """Targets that no later one has replaced, in the order of their periods."""
        return tuple(one for one in self.targets if not one.is_replaced)


def uses_of(viewer: Viewer, story_id: uuid.UUID) -> tuple[UseCard, ...]:
    """Every indicator of the story, the ended ones included. Four queries beside the ground's."""
    return use_cards(seen_story(viewer, story_id).pk)


def use_cards(story_id: uuid.UUID, *, before: datetime | None = None, on: date | None = None) -> tuple[UseCard, ...]:
    """The same for queries of this room; `before` and `on`: as they stood on a day."""
    until = Q(recorded_at__lt=before) if before else Q()
    baselines = _lines(Baseline, story_id, until)
    targets = _lines(Target, story_id, until)
    observations = _lines(Observation, story_id, until)
    return tuple(
        UseCard(
            use_id=one.pk,
            node=one.node,
            indicator=one.indicator,
            name=one.name,
            role=UseRole(one.role),
            direction=WantedDirection(one.direction) if one.direction else None,
            unit=one.unit,
            counts=one.counts,
            out_of=one.out_of,
            source=one.source,
            frequency=Frequency(one.frequency) if one.frequency else None,
            lag=one.lag,
            owner=one.owner,
            from_on=one.from_on,
            ended_on=None if on and one.ended_on and one.ended_on > on else one.ended_on,
            baselines=tuple(baselines[one.pk]),
            targets=tuple(sorted(targets[one.pk], key=_in_time)),
            observations=tuple(sorted(observations[one.pk], key=_in_time)),
        )
        for one in IndicatorUse.objects.filter(until, story_id=story_id).order_by("recorded_at", "pk")
    )


def _in_time(line: ValueLine) -> tuple[date, bool]:
    """By period; within one, what was replaced before what stands."""
    return line.period_from, not line.is_replaced


def _lines(model: type[Any], story_id: uuid.UUID, until: Q) -> dict[uuid.UUID, list[ValueLine]]:
    rows = list(model.objects.filter(until, story_id=story_id).order_by("recorded_at", "pk"))
    replaced = {getattr(one, "replaces_id", None) for one in rows}
    lines: dict[uuid.UUID, list[ValueLine]] = defaultdict(list)
    for one in rows:
        lines[one.use_id].append(_line(one, is_replaced=one.pk in replaced))
    return lines


def _line(one: Any, *, is_replaced: bool) -> ValueLine:
    is_target, is_counted = isinstance(one, Target), isinstance(one, Observation)
    return ValueLine(
        row_id=one.pk,
        period_from=one.period_from,
        period_until=one.period_until,
        value=one.value,
        missing=MissingKind(one.missing_kind) if one.missing_kind else None,
        set_on=one.observed_on if is_counted else one.set_on,
        note=one.method if is_counted else one.basis if is_target else one.reason,
        why_changed=one.reason if is_target else "",
        is_replaced=is_replaced,
        count=one.count if is_counted else None,
        out_of=one.out_of if is_counted else None,
        is_comparable=one.is_comparable if is_counted else True,
    )
