"""指標の操作: give a box an indicator, say where it stands and where it should go, and why."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.indicators.catalogue import NEVER_TARGETS
from takigi.indicators.missing import MissingKind
from takigi.logic_models import policies
from takigi.logic_models.actions.deeds import record, row_of, stamp
from takigi.logic_models.models import Baseline, IndicatorUse, Observation, Story, StoryVersion, Target
from takigi.logic_models.queries.history import theory_of
from takigi.logic_models.rules.learning import Frequency, UseRole, WantedDirection
from takigi.logic_models.rules.words import LogicModelRefused, said


@dataclass(frozen=True)
class UseWords:
    """指標の役割 beside a box: one of the catalogue (`indicator` is its key), or the team's own with its own words."""

    node: str
    name: str
    role: UseRole
    indicator: str = ""
    direction: WantedDirection | None = None
    unit: str = ""
    counts: str = ""
    out_of: str = ""
    source: str = ""
    frequency: Frequency | None = None
    lag: str = ""
    owner: str = ""


@transaction.atomic
def use_indicator(*, by: Viewer, story_id: uuid.UUID, words: UseWords) -> uuid.UUID:
    """指標をつける. The same indicator may play other roles elsewhere; beside one box it plays one role once."""
    story = policies.story_to_edit(by, story_id)
    newest = StoryVersion.objects.filter(story=story).order_by("-number")[0]
    if theory_of(newest).node(words.node) is None:
        raise LogicModelRefused("この箱はもうありません。ページを開きなおしてください。")
    running = IndicatorUse.objects.filter(story=story, node=words.node, role=words.role, ended_on__isnull=True)
    if words.indicator and running.filter(indicator=words.indicator).exists():
        raise LogicModelRefused(f"「{words.name}」は、この箱に「{words.role.label}」としてもうついています。")
    told = asdict(words) | {
        "name": said(words.name, "指標の名前"),
        "direction": words.direction or "",
        "frequency": words.frequency or "",
    }
    use = IndicatorUse.objects.create(from_on=by.on, **told, **stamp(by, story))
    record("logic_models.indicator_used", by, story, indicator=words.indicator, role=words.role.value)
    return use.pk


@transaction.atomic
def end_use(*, by: Viewer, story_id: uuid.UUID, use_id: uuid.UUID, why: str) -> None:
    """指標を外す: its numbers stay, with the reason why nobody looks at them here any more."""
    story = policies.story_to_edit(by, story_id)
    use = row_of(IndicatorUse, story, use_id)
    use.ended_on, use.why_ended = by.on, said(why, "外す理由")
    use.save(update_fields=["ended_on", "why_ended"])
    record("logic_models.indicator_ended", by, story)


@dataclass(frozen=True)
class Amount:
    """A value for a period, or the kind of its absence: never both, never neither."""

    period_from: date
    period_until: date
    value: Decimal | None = None
    missing: MissingKind | None = None

    def columns(self) -> dict[str, object]:
        """As the tables hold it. Refused when it says nothing, or two things."""
        if (self.value is None) == (self.missing is None):
            raise LogicModelRefused(
                "値か、値がないわけ（未測定・調査未実施・集計中など）の、どちらかを入れてください。"
            )
        if self.period_until < self.period_from:
            raise LogicModelRefused("期間の終わりが、始まりより前になっています。")
        return {
            "value": self.value,
            "missing_kind": self.missing.code if self.missing else "",
            "period_from": self.period_from,
            "period_until": self.period_until,
        }


def _use(story: Story, use_id: uuid.UUID) -> IndicatorUse:
    use = row_of(IndicatorUse, story, use_id)
    if use.ended_on is not None:
        raise LogicModelRefused("この指標はもう外してあります。")
    return use


@transaction.atomic
def set_baseline(*, by: Viewer, story_id: uuid.UUID, use_id: uuid.UUID, amount: Amount, reason: str = "") -> uuid.UUID:
    """基準値を決める. A second one says why."""
    story = policies.story_to_edit(by, story_id)
    use = _use(story, use_id)
    if Baseline.objects.filter(use=use).exists():
        said(reason, "基準値を変える理由")
    baseline = Baseline.objects.create(use=use, set_on=by.on, reason=reason, **amount.columns(), **stamp(by, story))
    record("logic_models.baseline_set", by, story)
    return baseline.pk


@dataclass(frozen=True)
class Aim:
    """One target: the value for a period, on which ground; and, if there was one for the period, why it changes."""

    amount: Amount
    basis: str
    reason: str = ""


@transaction.atomic
def set_targets(*, by: Viewer, story_id: uuid.UUID, use_id: uuid.UUID, aims: tuple[Aim, ...]) -> tuple[uuid.UUID, ...]:
    """目標を決める: never without a ground. One that changes keeps the old one beside it, with the reason."""
    story = policies.story_to_edit(by, story_id)
    use = _use(story, use_id)
    if use.indicator in NEVER_TARGETS:
        raise LogicModelRefused(
            f"この指標には目標を置けません。{NEVER_TARGETS[use.indicator]}。動きを見るために、見つづけることはできます。"
        )
    kept = tuple(_target(by, story, use, aim) for aim in aims)
    record("logic_models.targets_set", by, story, targets=len(kept))
    return kept


def _target(by: Viewer, story: Story, use: IndicatorUse, aim: Aim) -> uuid.UUID:
    if aim.amount.value is None:
        raise LogicModelRefused("目標の値を入れてください。まだ決められないときは、目標を置かずに進められます。")
    same = Target.objects.filter(use=use, period_from=aim.amount.period_from, period_until=aim.amount.period_until)
    old = next((one for one in same.order_by("-recorded_at") if not same.filter(replaces=one).exists()), None)
    target = Target.objects.create(
        use=use,
        set_on=by.on,
        basis=said(aim.basis, "目標の根拠"),
        reason=said(aim.reason, "目標を変える理由") if old else aim.reason.strip(),
        replaces=old,
        **aim.amount.columns(),
        **stamp(by, story),
    )
    return target.pk


@dataclass(frozen=True)
class ObservationWords:
    """実績: how it was counted, by whom, of how many; and whether it can be laid beside the one before."""

    observed_on: date
    count: int | None = None
    out_of: int | None = None
    method: str = ""
    observer: str = ""
    words: str = ""
    is_comparable: bool = True
    why_not_comparable: str = ""


@transaction.atomic
def observe(
    *,
    by: Viewer,
    story_id: uuid.UUID,
    use_id: uuid.UUID,
    amount: Amount,
    words: ObservationWords,
    replaces: uuid.UUID | None = None,
) -> uuid.UUID:
    """実績を入れる, for an indicator that the team counts itself. A correction stands beside what it corrects."""
    story = policies.story_to_edit(by, story_id)
    use = _use(story, use_id)
    if use.indicator:
        raise LogicModelRefused("この指標は記録から数えられます。手で入れる必要はありません。")
    if not words.is_comparable:
        said(words.why_not_comparable, "前と比べられない理由")
    old = row_of(Observation, story, replaces) if replaces else None
    row = Observation.objects.create(use=use, replaces=old, **asdict(words), **amount.columns(), **stamp(by, story))
    record("logic_models.observed", by, story)
    return row.pk
