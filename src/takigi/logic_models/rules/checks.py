"""14の問い: what is easily overlooked in a story, asked and never forbidden (policy.md 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from takigi.logic_models.rules import check_words as words
from takigi.logic_models.rules.learning import (
    OUTCOME_ROLES,
    Comparison,
    Frequency,
    UseRole,
    WantedDirection,
)
from takigi.logic_models.rules.nodes import Activity, Audience, Cause, IdealState, Issue, Monitoring, Node, Outcome
from takigi.logic_models.rules.rungs import overclaims
from takigi.logic_models.rules.theory import Theory, by_key, reaches
from takigi.logic_models.rules.words import ActivityState, NodeKind, OutcomeLevel

Keys = tuple[str, ...]
FEWEST_POINTS = 3
# A monthly series speaks of a trend only from here on (evidence.md: run charts).
FEWEST_MONTHS = 12


@dataclass(frozen=True)
class AimSeen:
    """A target as the checks see it, in the order of its period."""

    value: Decimal
    period_from: date
    reason: str = ""


@dataclass(frozen=True)
class UseSeen:
    """An indicator beside a box. `points`: how many values there are so far; None where nobody counted."""

    node: str
    name: str
    role: UseRole
    direction: WantedDirection | None = None
    frequency: Frequency | None = None
    counts: str = ""
    aims: tuple[AimSeen, ...] = ()
    points: int | None = None


@dataclass(frozen=True)
class ReadingSeen:
    """A reading that stands: about which box or arrow, in which words, and until when its supporting facts are fresh."""

    about: str
    text: str
    supported_by: int = 0
    stale: int = 0


@dataclass(frozen=True)
class ClaimSeen:
    """A claim that stands."""

    key: str
    outcome: str
    text: str
    comparison: Comparison
    rivals: str = ""


@dataclass(frozen=True)
class Around:
    """What the theory itself does not hold: the day, indicators, readings, claims, and who has left the team."""

    on: date
    uses: tuple[UseSeen, ...] = ()
    readings: tuple[ReadingSeen, ...] = ()
    claims: tuple[ClaimSeen, ...] = ()
    left: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One question: its number among the fourteen, what it is about, and its words."""

    number: int
    about: Keys
    ask: str


Found = Iterator[tuple[Keys, str]]


def checks(theory: Theory, around: Around) -> tuple[Asked, ...]:
    """Every question there is to ask about the story, in the order of the fourteen."""
    return tuple(
        Asked(number, about, ask) for number, look in enumerate(CHECKS, start=1) for about, ask in look(theory, around)
    )


def _deeds_as_outcomes(theory: Theory, around: Around) -> Found:
    here = by_key(theory)
    for node in theory.of(Outcome):
        if words.IS_A_DEED.search(node.text) and not _is_their_change(node, here.get(node.audience)):
            yield (
                (node.key,),
                f"「{node.text}」は、わたしたちがすることではありませんか。それで相手の何が変わりますか。",
            )


def _is_their_change(node: Outcome, audience: Node | None) -> bool:
    """What the audience does of its own accord is a change in it; and when we ourselves do something otherwise, that is one too."""
    if words.OF_THEIR_OWN.search(node.text):
        return True
    if isinstance(audience, Audience) and audience.is_self:
        return not words.IS_AN_EVENT.search(node.text)
    doer = words.DOER.match(node.text)
    names = f"{audience.text if audience else ''}・{node.who_changes}"
    return doer is not None and any(
        part and (part in doer["who"] or doer["who"] in part) for part in words.PARTS.split(names)
    )


def _attendance_as_outcome(theory: Theory, around: Around) -> Found:
    for use in around.uses:
        told = f"{use.name} {use.counts}"
        is_their_life = words.IS_THEIR_LIFE.search(told)
        if use.role in OUTCOME_ROLES and words.COUNTS_DEEDS.search(told) and not is_their_life:
            yield (
                (use.node,),
                f"「{use.name}」は、開いた回数や来た人の数です。その人たちに起きた変化は、何で分かりますか。",
            )


def _no_direction(theory: Theory, around: Around) -> Found:
    for use in around.uses:
        if use.direction is None:
            yield (use.node,), f"「{use.name}」は、増えるのと減るのと、どちらがのぞましいですか。"


def _target_turned(theory: Theory, around: Around) -> Found:
    for use in around.uses:
        aims = sorted(use.aims, key=lambda aim: aim.period_from)
        steps = [(after.value - before.value, after) for before, after in pairwise(aims)]
        moved = [(step, aim) for step, aim in steps if step]
        turned = [
            aim
            for (before, _), (after, aim) in pairwise(moved)
            if (before > 0) != (after > 0) and not aim.reason.strip()
        ]
        if turned:
            yield (use.node,), f"「{use.name}」の目標が途中で向きを変えています。なぜ変えたのですか。"


def _seldom_measured(theory: Theory, around: Around) -> Found:
    watched = {key for row in theory.of(Monitoring) for key in row.outcomes}
    early = {key for start in watched for key in (start, *reaches(theory, start))}
    for use in around.uses:
        often = any(
            other.node == use.node and other.frequency not in {None, Frequency.THREE_YEARLY, Frequency.ONCE}
            for other in around.uses
        )
        if (
            use.role in OUTCOME_ROLES
            and use.frequency is Frequency.THREE_YEARLY
            and not often
            and use.node not in early
        ):
            yield (use.node,), f"「{use.name}」が分かるのは3年に一度です。それまでの間、どんな早い合図を見ますか。"


def _broken_path(theory: Theory, around: Around) -> Found:
    here = by_key(theory)
    silent = [
        link.key
        for link in theory.links
        if not link.mechanism.strip()
        and not (
            link.source in here
            and here[link.source].kind is NodeKind.ACTIVITY
            and _is(here, link.target, NodeKind.OUTPUT)
        )
    ]
    if silent:
        yield (
            tuple(silent),
            f"{len(silent)}本のつながりに「なぜそうなるか」がありません。ひとつずつ、口に出して言えますか。",
        )
    ideals = {node.key for node in theory.of(IdealState)}
    for activity in theory.of(Activity):
        if ideals and not ideals & reaches(theory, activity.key):
            yield (activity.key,), f"「{activity.text}」は、どの道を通ってありたい姿に届きますか。"
    fed = {key for activity in theory.of(Activity) for key in reaches(theory, activity.key)}
    for outcome in theory.of(Outcome):
        if outcome.key not in fed:
            yield (outcome.key,), f"つながる活動がありません。「{outcome.text}」は、だれの何によって起きますか。"


def _is(here: Mapping[str, Node], key: str, kind: NodeKind) -> bool:
    return key in here and here[key].kind is kind


def _layer(node: Node) -> str:
    return f"{node.kind}-{node.level}" if isinstance(node, Outcome) else str(node.kind)


def _everything_linked(theory: Theory, around: Around) -> Found:
    here = by_key(theory)
    layers: dict[str, set[str]] = {}
    for node in theory.nodes:
        layers.setdefault(_layer(node), set()).add(node.key)
    pairs: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for link in theory.links:
        if link.source in here and link.target in here:
            ends = (_layer(here[link.source]), _layer(here[link.target]))
            pairs.setdefault(ends, set()).add((link.source, link.target))
    for (source, target), drawn in pairs.items():
        many = min(len(layers[source]), len(layers[target])) >= words.MANY and source != target
        if many and len(drawn) > words.TOO_DENSE * len(layers[source]) * len(layers[target]):
            yield (
                (),
                f"{len(drawn)}本と、ほとんどすべてがつながっています。なかでも、これがなければ起きないというのはどれですか。",
            )


def _audience_is_actor(theory: Theory, around: Around) -> Found:
    here = by_key(theory)
    for activity in theory.of(Activity):
        audience = here.get(activity.audience)
        if not isinstance(audience, Audience) or audience.is_self:
            continue
        is_same = bool(activity.actor.strip()) and _people(activity.actor) <= _people(audience.text)
        theirs = not activity.actor.strip() and words.IS_THEIR_DEED.search(activity.text)
        if is_same or theirs:
            yield (
                (activity.key,),
                f"「{activity.text}」は、{audience.text}がすることではありませんか。そうなるように、わたしたちは何をしますか。",
            )


def _people(text: str) -> set[str]:
    """自治会・町内会 as the ones that it names."""
    return {part.strip() for part in words.PARTS.split(text) if part.strip()}


def _unfounded_root(theory: Theory, around: Around) -> Found:
    founded = {reading.about for reading in around.readings if reading.supported_by}
    for cause in theory.of(Cause):
        if cause.is_root and not cause.dropped_reason.strip() and cause.key not in founded:
            yield (cause.key,), f"真因「{cause.text}」は、どの薪から分かりましたか。"
    for issue in theory.of(Issue):
        if words.IS_A_SERVICE.search(issue.text):
            yield (
                (issue.key,),
                f"課題「{issue.text}」は、事業の名前ではありませんか。それで埋めたいのは、どんな差ですか。",
            )


def _unwatched(theory: Theory, around: Around) -> Found:
    rows = theory.of(Monitoring)
    whole = {row.audience for row in rows if not row.outcomes}
    watched = {key for row in rows for key in row.outcomes}
    for outcome in theory.of(Outcome):
        if outcome.level is OutcomeLevel.INITIAL and outcome.key not in watched and outcome.audience not in whole:
            yield (outcome.key,), f"「{outcome.text}」が起きたかどうかは、だれが、いつ、どうやって確かめますか。"
    for row in rows:
        asked = [
            what
            for what, is_there in (
                ("だれが", row.who or row.who_member),
                ("いつ", row.next_check_on or row.every),
                ("どうなったら見直すか", row.rethink_sign),
            )
            if not is_there
        ]
        if asked:
            yield (row.key,), f"「{row.text}」は、{'、'.join(asked)}を決めてありますか。"


def _left_behind(theory: Theory, around: Around) -> Found:
    for node in theory.nodes:
        member = getattr(node, "actor_member", "") or getattr(node, "who_member", "")
        if member in around.left:
            yield (
                (node.key,),
                f"「{node.text}」を受け持つ{around.left[member]}さんは、チームを離れました。だれが引き継ぎますか。",
            )
    for activity in theory.of(Activity):
        ends = [bar.ends_on for bar in activity.schedule if bar.ends_on]
        is_open = activity.state not in {ActivityState.DONE, ActivityState.STOPPED, ActivityState.PAUSED}
        if ends and max(ends) < around.on and is_open:
            yield (activity.key,), f"「{activity.text}」の予定の日が過ぎています。終わりましたか。続けますか。"


def _overclaimed(theory: Theory, around: Around) -> Found:
    for claim in around.claims:
        if not claim.rivals.strip():
            yield (claim.outcome,), f"「{claim.text}」のほかに、変化を起こしたかもしれないものは何ですか。"
        if overclaims(claim.text, claim.comparison):
            way = claim.comparison.label
            yield (
                (claim.outcome,),
                f"「{claim.text}」は、{way}で言えることより多くを言っていませんか。しなかったとしたら、どうなっていたと思いますか。",
            )


def _stale(theory: Theory, around: Around) -> Found:
    for reading in around.readings:
        if reading.stale and theory.link(reading.about) is not None:
            yield (reading.about,), f"このつながりを支える薪が古くなっています（{reading.stale}件）。いまもそうですか。"


def _two_points(theory: Theory, around: Around) -> Found:
    told = [(claim.outcome, claim.text) for claim in around.claims]
    told += [(reading.about, reading.text) for reading in around.readings]
    for use in around.uses:
        fewest = FEWEST_MONTHS if use.frequency is Frequency.MONTHLY else FEWEST_POINTS
        if use.points is None or use.points >= fewest:
            continue
        if any(about == use.node and words.TELLS_A_TREND.search(text) for about, text in told):
            yield (use.node,), f"「{use.name}」の値はまだ{use.points}つです。傾向と言うには、あといくつ要りますか。"


CHECKS: tuple[Callable[[Theory, Around], Found], ...] = (
    _deeds_as_outcomes,
    _attendance_as_outcome,
    _no_direction,
    _target_turned,
    _seldom_measured,
    _broken_path,
    _everything_linked,
    _audience_is_actor,
    _unfounded_root,
    _unwatched,
    _left_behind,
    _overclaimed,
    _stale,
    _two_points,
)
