"""会議体のきまり: which kinds of meeting a law allows, who is a member on a day, and which wording of secrecy holds."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from takigi.access.legal_bases import DECLARATIONS, LegalBasis, NoWording, SecrecyType, secrecy_duty, wording_on
from takigi.meetings.rules.phases import NEVER_IDENTIFIES
from takigi.meetings.rules.words import MeetingKind, MeetingsRefused

L, K = LegalBasis, MeetingKind

_PLAIN = frozenset({*NEVER_IDENTIFIES, K.OTHER})
# Which meetings a body of this law may hold. A meeting without a statute may be held by any body, and still names nobody.
KINDS: Mapping[LegalBasis, frozenset[MeetingKind]] = MappingProxyType(
    {
        L.SWA_106_6: frozenset({K.SUPPORT}),
        L.SCA_9: frozenset({K.SUPPORT}),
        L.CWA_25_2: frozenset({K.SUPPORT}),
        L.LIA_COUNCIL: frozenset({K.SUPPORT}),
        L.PA_27_3: frozenset({K.SUPPORT}),
        L.JUSOU: frozenset({K.PLANNING}),
        L.LTC_CARE: frozenset({K.CARE}),
        L.NONE: _PLAIN,
    }
)


REGISTER = "register"


@dataclass(frozen=True)
class Oath:
    """守秘の確認の文: of which body, in which dated version, and what it says."""

    body: str
    version: str
    duty_basis: str
    text: str


def check_kinds(basis: LegalBasis, kinds: frozenset[MeetingKind]) -> None:
    """Refuses kinds that this law does not know, naming those it does."""
    allowed = KINDS[basis] | _PLAIN
    if not kinds:
        raise MeetingsRefused("この会議体が開く会議の種類を、一つ以上選んでください。")
    if kinds - allowed:
        wrong = "、".join(kind.label for kind in K if kind in kinds - allowed)
        ways = "、".join(kind.label for kind in K if kind in allowed)
        raise MeetingsRefused(f"根拠が「{basis.label}」の会議体では、{wrong}を開けません（開けるもの: {ways}）。")


def oath_body(body_id: uuid.UUID) -> str:
    """How the register of oaths names a body of a meeting."""
    return f"body:{body_id.hex}"


def oath_of(body_id: uuid.UUID, basis: LegalBasis, member: SecrecyType, *, on: date) -> Oath | None:
    """The wording that opens what this body discloses, on that day; None where the law says nothing about secrecy.

    A law whose article moves asks for a new confirmation (R6): the version is the day from which its wording holds.
    """
    try:
        wording = wording_on(basis, on)
    except NoWording:
        return None
    return Oath(
        oath_body(body_id),
        wording.since.isoformat(),
        f"{DECLARATIONS[basis].law}{wording.secrecy}",
        secrecy_duty(basis, member, on),
    )


def oath_version(basis: LegalBasis, *, on: date) -> str:
    """The version of that day; empty where there is none."""
    try:
        return wording_on(basis, on).since.isoformat()
    except NoWording:
        return ""


def is_member_on(appointed_on: date, term_until: date | None, ended_on: date | None, *, on: date) -> bool:
    """Whether a membership holds on the day. The last day of a term still counts, the day of leaving does not."""
    return appointed_on <= on and (term_until is None or on <= term_until) and (ended_on is None or on < ended_on)
