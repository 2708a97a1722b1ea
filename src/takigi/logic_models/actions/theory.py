"""効果発現経路を書く: each save says upon what it was made, is brought together with what others wrote, and can be taken back."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.logic_models import policies
from takigi.logic_models.actions.deeds import record
from takigi.logic_models.models import Revision, Story, StoryVersion
from takigi.logic_models.queries.history import Based, theory_after, theory_of
from takigi.logic_models.rules import edits
from takigi.logic_models.rules.differences import patch_between
from takigi.logic_models.rules.document import as_document
from takigi.logic_models.rules.merging import Conflict, merge
from takigi.logic_models.rules.outline import Said, read_outline
from takigi.logic_models.rules.states import Approval
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import LogicModelRefused, NodeKind, said

Values = Mapping[str, Any]
IMPORT, TAKEN_BACK = "import", "import_undone_"


@dataclass(frozen=True)
class Saved:
    """What became of a save: upon what the next edit is made, the new box or arrow, and what two people wrote differently."""

    based_on: Based
    key: str = ""
    conflicts: tuple[Conflict, ...] = ()
    # What was kept although it could not be placed, line by line.
    said: tuple[Said, ...] = ()


def keep(
    by: Viewer, story_id: uuid.UUID, based_on: Based, change: Callable[[Theory], tuple[Theory, str]], *, deed: str
) -> Saved:
    """One edit: made on what the page showed, merged into what stands now, kept as a patch. For actions of this room."""
    story = policies.story_to_edit(by, story_id)
    version = policies.version_in_work(story)
    base = _base(story, version, based_on)
    mine, key = change(base)
    merged = merge(base, mine, theory_of(version))
    _keep_revision(version, merged.theory, by=by, deed=deed)
    record("logic_models.theory_written", by, story, version=version.number, deed=deed)
    return Saved(Based(version.number, version.revision), dict(merged.renamed).get(key, key), merged.conflicts)


def _base(story: Story, version: StoryVersion, based_on: Based) -> Theory:
    # A page that was opened before the version changed: keys go on from version to version, so its words still find their place.
    seen = version
    if based_on.version != version.number:
        seen = StoryVersion.objects.filter(story=story, number=based_on.version).first()
        if seen is None:
            raise LogicModelRefused("ページが古くなっています。開きなおしてください。")
    return theory_after(seen, based_on.revision)


def _keep_revision(version: StoryVersion, theory: Theory, *, by: Viewer, deed: str) -> None:
    patch = patch_between(theory_of(version), theory)
    if not patch:
        return
    version.revision += 1
    version.document = as_document(theory)
    version.save(update_fields=["revision", "document"])
    Revision.objects.create(
        version=version, number=version.revision, patch=patch, at=by.at, by_id=by.staff_id, deed=deed
    )


@transaction.atomic
def write_node(*, by: Viewer, story_id: uuid.UUID, based_on: Based, key: str, values: Values) -> Saved:
    """箱に書く: plain values of the fields of `rules.nodes`, as forms bring them. What was not sent stays as it is."""
    return keep(by, story_id, based_on, lambda theory: (edits.written(theory, key, values), key), deed="write_node")


@transaction.atomic
def add_node(
    *,
    by: Viewer,
    story_id: uuid.UUID,
    based_on: Based,
    kind: NodeKind,
    values: Values,
    after: str = "",
    under: str = "",
) -> Saved:
    """箱を足す, after another one (`after`); `under`: an arrow leads to it from that box. Needs not even words: it is a draft."""

    def change(theory: Theory) -> tuple[Theory, str]:
        theory, key = edits.added(theory, kind, values, after=after)
        return (edits.linked(theory, under, key, {})[0] if under else theory), key

    return keep(by, story_id, based_on, change, deed="add_node")


@transaction.atomic
def move_node(*, by: Viewer, story_id: uuid.UUID, based_on: Based, key: str, after: str) -> Saved:
    """箱を並べかえる: put after another one."""
    return keep(by, story_id, based_on, lambda theory: (edits.moved(theory, key, after=after), key), deed="move_node")


@transaction.atomic
def place_node(*, by: Viewer, story_id: uuid.UUID, based_on: Based, key: str, beside: str, before: bool) -> Saved:
    """箱を置く, before or after another one of its kind: it takes over the row and the step in which that one stands."""
    return keep(
        by,
        story_id,
        based_on,
        lambda theory: (edits.placed(theory, key, beside=beside, before=before), key),
        deed="place_node",
    )


@transaction.atomic
def take_out_node(*, by: Viewer, story_id: uuid.UUID, based_on: Based, key: str, why: str) -> Saved:
    """箱をやめる: it stands among the given-up ideas with its reason, for whoever comes after.

    Refused without a reason for a box that was agreed upon; a draft goes as it came.
    """

    def change(theory: Theory) -> tuple[Theory, str]:
        agreed = StoryVersion.objects.filter(story_id=story_id).exclude(approval=Approval.WORKING)
        newest = agreed.order_by("-number").first()
        if newest is not None and theory_of(newest).node(key) is not None:
            said(why, "合意していた箱なので、やめる理由")
        return edits.taken_out(theory, key, why=why, on=by.on), key

    return keep(by, story_id, based_on, change, deed="take_out")


@transaction.atomic
def take_back_node(*, by: Viewer, story_id: uuid.UUID, based_on: Based, key: str) -> Saved:
    """やめた箱を戻す."""
    return keep(by, story_id, based_on, lambda theory: (edits.taken_back(theory, key), key), deed="take_back")


@transaction.atomic
def add_link(
    *, by: Viewer, story_id: uuid.UUID, based_on: Based, source: str, target: str, values: Values | None = None
) -> Saved:
    """つなぐ: from one box to another, across audiences too. The same arrow twice is one."""
    return keep(by, story_id, based_on, lambda theory: edits.linked(theory, source, target, values or {}), deed="link")


@transaction.atomic
def write_link(*, by: Viewer, story_id: uuid.UUID, based_on: Based, key: str, values: Values) -> Saved:
    """つながりに書く: mechanism, strength, status, assumptions, rivals."""
    return keep(
        by, story_id, based_on, lambda theory: (edits.link_written(theory, key, values), key), deed="write_link"
    )


@transaction.atomic
def take_out_link(*, by: Viewer, story_id: uuid.UUID, based_on: Based, key: str) -> Saved:
    """つながりを外す. Refused for one that turned out weak or wrong."""
    return keep(by, story_id, based_on, lambda theory: (edits.unlinked(theory, key), key), deed="unlink")


@transaction.atomic
def settle(*, by: Viewer, story_id: uuid.UUID, based_on: Based, key: str, take_other: bool) -> Saved:
    """食いちがいを決める: keep the wording that stands, or take the other one."""
    return keep(
        by, story_id, based_on, lambda theory: (edits.settled(theory, key, take_other=take_other), key), deed="settle"
    )


@transaction.atomic
def tidy(*, by: Viewer, story_id: uuid.UUID, based_on: Based, key: str) -> Saved:
    """置き場所の決まらない言葉を片づける."""
    return keep(by, story_id, based_on, lambda theory: (edits.tidied(theory, key), key), deed="tidy")


@transaction.atomic
def retitle(*, by: Viewer, story_id: uuid.UUID, based_on: Based, title: str) -> Saved:
    """効果発現経路の題を書く."""
    return keep(by, story_id, based_on, lambda theory: (edits.retitled(theory, title), ""), deed="retitle")


@transaction.atomic
def write_outline(*, by: Viewer, story_id: uuid.UUID, based_on: Based, text: str) -> Saved:
    """アウトラインから書く: indented text becomes the graph. Lines that fit nowhere are kept among the loose words, and told."""
    aside: list[Said] = []

    def change(theory: Theory) -> tuple[Theory, str]:
        read = read_outline(text, base=theory, on=by.on)
        aside.extend(read.said)
        return read.theory, ""

    saved = keep(by, story_id, based_on, change, deed="outline")
    return Saved(saved.based_on, saved.key, saved.conflicts, tuple(aside))


@transaction.atomic
def put_theory(*, by: Viewer, story_id: uuid.UUID, based_on: Based, theory: Theory) -> Saved:
    """読みこんだ経路を入れる (from Excel): brought together with what is there, box by box, by their keys.

    What the sheet left out is given up with that reason and can be taken back; what was learnt stays.
    """

    def change(base: Theory) -> tuple[Theory, str]:
        return edits.brought_in(base, theory, why="読みこんだ表になかった", on=by.on), ""

    return keep(by, story_id, based_on, change, deed=IMPORT)


@transaction.atomic
def take_back_import(*, by: Viewer, story_id: uuid.UUID, number: int) -> Saved:
    """表の読みこみを取り消す: what the table changed goes back, what was written since then stays.

    Refused for a save that is no import of the version in work, and for one that was taken back already.
    """
    story = policies.story_to_edit(by, story_id)
    version = policies.version_in_work(story)
    saved = Revision.objects.filter(version=version, number=number, deed=IMPORT).first()
    undone = Revision.objects.filter(version=version, deed=f"{TAKEN_BACK}{number}").exists()
    if saved is None or undone:
        raise LogicModelRefused("この読みこみは、もう取り消されているか、いまの版のものではありません。")
    before = theory_after(version, number - 1)
    return keep(by, story_id, Based(version.number, number), lambda theory: (before, ""), deed=f"{TAKEN_BACK}{number}")


@transaction.atomic
def plan_monitoring(
    *,
    by: Viewer,
    story_id: uuid.UUID,
    based_on: Based,
    outcomes: tuple[str, ...],
    values: Values,
    key: str = "",
    next_check_on: date | None = None,
) -> Saved:
    """モニタリングを決める: sign, how (text), who, when, go sign, rethink sign, for one outcome or several."""
    told = dict(values) | {"outcomes": list(outcomes)} | ({"next_check_on": next_check_on} if next_check_on else {})
    if key:
        return write_node(by=by, story_id=story_id, based_on=based_on, key=key, values=told)
    return add_node(by=by, story_id=story_id, based_on=based_on, kind=NodeKind.MONITORING, values=told)
