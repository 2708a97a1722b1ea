"""版の歴史: a theory as it stood after any save, rolled back patch by patch."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from takigi.logic_models.models import ApprovalStep, Revision, StoryVersion
from takigi.logic_models.rules.differences import applied, inverse
from takigi.logic_models.rules.document import from_document
from takigi.logic_models.rules.states import Approval, VersionKind
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import LogicModelRefused


@dataclass(frozen=True)
class Based:
    """Upon what an edit was made: the version's number and its count of saves, as the page showed them."""

    version: int
    revision: int


@dataclass(frozen=True)
class VersionHead:
    """版の見出し: number, kind, why, how far agreed upon, and upon what an edit is made."""

    number: int
    kind: VersionKind
    reason: str
    approval: Approval
    begun_on: date
    based_on: Based

    @property
    def is_in_work(self) -> bool:
        """Whether it can be written in."""
        return self.approval is Approval.WORKING


def version_head(version: StoryVersion) -> VersionHead:
    """The heading of a version. No query."""
    return VersionHead(
        version.number,
        VersionKind(version.kind),
        version.reason,
        Approval(version.approval),
        version.begun_on,
        Based(version.number, version.revision),
    )


def theory_of(version: StoryVersion) -> Theory:
    """The theory as it stands. No query."""
    return from_document(version.document)


def theory_after(version: StoryVersion, revision: int) -> Theory:
    """The theory as it stood after so many saves. One query."""
    if revision > version.revision:
        raise LogicModelRefused("ページが古くなっています。開きなおしてください。書いたことは残っています。")
    return _taken_back(version, Revision.objects.filter(version=version, number__gt=revision))


def theory_at(version: StoryVersion, at: datetime) -> Theory:
    """The theory as it stood at a moment. One query."""
    return _taken_back(version, Revision.objects.filter(version=version, at__gt=at))


def _taken_back(version: StoryVersion, later: QuerySet[Revision]) -> Theory:
    patches = later.order_by("-number").values_list("patch", flat=True)
    return applied(theory_of(version), *(inverse(patch) for patch in patches))


@dataclass(frozen=True)
class ImportLine:
    """読みこみ: a table that was read into the version in work, and whether it was taken back."""

    number: int
    at: datetime
    is_taken_back: bool


def imports_of(version: StoryVersion) -> tuple[ImportLine, ...]:
    """The tables that were read into a version, the newest first. One query."""
    rows = list(Revision.objects.filter(version=version, deed__startswith="import").order_by("-number"))
    back = {one.deed for one in rows}
    return tuple(
        ImportLine(one.number, one.at, f"import_undone_{one.number}" in back) for one in rows if one.deed == "import"
    )


def how_far(step: ApprovalStep) -> int:
    """A version is agreed upon in one order only; two colleagues' clocks are no order."""
    return list(Approval).index(Approval(step.approval))
