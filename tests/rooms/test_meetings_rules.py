"""会議のきまり: phases by the clock, what may be opened on which law, links and numbers. Doubted by hand, not derived from the tables."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.access.decide import READING_PHASES, MeetingPhase
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis, SecrecyType
from takigi.meetings.rules.bodies import KINDS, check_kinds, is_member_on, oath_of, oath_version
from takigi.meetings.rules.lawful import DISCLOSABLE, Ground, basis_for, check_necessity
from takigi.meetings.rules.links import LOCKED_FOR, Lock, after_wrong, check_not_locked, link_until, readable_code
from takigi.meetings.rules.phases import MOVES, NEVER_IDENTIFIES, Times, check_move, closes_at, phase_at
from takigi.meetings.rules.seating import Guest, Hindrance, hindrance, shown_to
from takigi.meetings.rules.words import Capacity, MeetingKind, MeetingsRefused, Reply

P, L, K, D, S = MeetingPhase, LegalBasis, MeetingKind, DisclosureBasis, Information
TODAY = date(2026, 11, 23)
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HELD = Times(NOON, NOON + timedelta(hours=1), NOON + timedelta(days=3))


def test_what_is_over_stays_over_and_nothing_goes_back():
    assert not MOVES[P.CLOSED] and not MOVES[P.CANCELLED]
    assert P.DRAFT not in {to for ways in MOVES.values() for to in ways}
    # Once it has taken place it cannot be called off.
    assert P.CANCELLED not in MOVES[P.HELD] | MOVES[P.GRACE]
    with pytest.raises(MeetingsRefused, match="新しい会議を依頼"):
        check_move(P.CLOSED, P.HELD)
    with pytest.raises(MeetingsRefused, match="進める先: 受理、中止"):
        check_move(P.DRAFT, P.HELD)


@given(said=st.sampled_from(list(P)), minutes=st.integers(-10_000, 10_000))
def test_the_clock_only_ever_closes(said, minutes):
    at = NOON + timedelta(minutes=minutes)
    now = phase_at(said, HELD, at)
    assert (now in READING_PHASES) <= (said in READING_PHASES)
    if at >= HELD.closes_at:
        assert now not in READING_PHASES
    # Whoever has no closing time has nothing open.
    assert phase_at(said, Times(), at) not in READING_PHASES


def test_papers_close_at_five_on_the_last_day_and_never_before_the_meeting_ends():
    late = datetime(2026, 12, 1, 19, tzinfo=UTC)
    assert closes_at(NOON, NOON + timedelta(hours=1), 3) == datetime(2026, 12, 4, 17, tzinfo=UTC)
    assert closes_at(late, late + timedelta(hours=2), 0) == late + timedelta(hours=2)


# law, kind, consent → the basis for IDENT, or None where it stays closed.
IDENTITY = (
    (L.SWA_106_6, K.SUPPORT, False, D.SWA_106_6),
    (L.SCA_9, K.SUPPORT, False, D.SCA_9),
    (L.CWA_25_2, K.SUPPORT, False, D.CWA_25_2),
    (L.LIA_COUNCIL, K.SUPPORT, False, D.LIA_COUNCIL),
    (L.JUSOU, K.PLANNING, False, None),
    (L.JUSOU, K.PLANNING, True, D.CONSENT),
    (L.LTC_CARE, K.CARE, False, None),
    (L.LTC_CARE, K.CARE, True, D.CONSENT),
    (L.PA_27_3, K.SUPPORT, False, None),
    (L.PA_27_3, K.SUPPORT, True, D.CONSENT),
    (L.NONE, K.OTHER, False, None),
    (L.NONE, K.OTHER, True, None),
    (L.SWA_106_6, K.SUPPORTERS_CITY, True, None),
    (L.SWA_106_6, K.LECTURE, True, None),
    (L.SWA_106_6, K.TEAM, True, None),
)


def test_identity_opens_on_four_laws_or_on_consent_and_never_in_a_meeting_without_a_statute():
    for law, kind, has_consent, expected in IDENTITY:
        ground = Ground(law, kind, has_consent)
        if expected is None:
            with pytest.raises(MeetingsRefused):
                basis_for(S.IDENT, ground, on=TODAY)
        else:
            assert basis_for(S.IDENT, ground, on=TODAY) is expected, (law, kind)
        assert basis_for(S.DEID, ground, on=TODAY) is D.OWN_PURPOSE


def test_addresses_plans_and_internal_notes_are_opened_by_no_meeting():
    assert DISCLOSABLE.isdisjoint({S.LOC, S.PLAN, S.INTL, S.WELL, S.MEMB})
    for one in (S.LOC, S.PLAN, S.INTL):
        with pytest.raises(MeetingsRefused):
            basis_for(one, Ground(L.SWA_106_6, K.SUPPORT, has_consent=True), on=TODAY)
    with pytest.raises(MeetingsRefused, match="10文字以上"):
        check_necessity(S.SENS, "必要")
    check_necessity(S.IDENT, "必要")


def test_a_law_before_its_day_opens_nothing():
    with pytest.raises(MeetingsRefused):
        basis_for(S.IDENT, Ground(L.LIA_COUNCIL, K.SUPPORT), on=date(2023, 3, 31))


def test_every_kind_of_meeting_has_a_law_that_may_hold_it_and_a_wrong_one_is_named():
    assert set().union(*KINDS.values()) == set(MeetingKind)
    with pytest.raises(MeetingsRefused, match="支援会議を開けません"):
        check_kinds(L.NONE, frozenset({K.SUPPORT}))
    assert NEVER_IDENTIFIES.isdisjoint({K.SUPPORT, K.PLANNING, K.CARE})


def test_an_article_that_moves_asks_for_a_new_confirmation():
    body = uuid.UUID(int=1)
    before, after = date(2025, 3, 31), date(2025, 4, 1)
    assert oath_version(L.SWA_106_6, on=before) != oath_version(L.SWA_106_6, on=after)
    assert "第6項" in oath_of(body, L.SWA_106_6, SecrecyType.CORPORATION, on=after).text
    assert "役員・職員" in oath_of(body, L.CWA_25_2, SecrecyType.CORPORATION, on=after).text
    assert oath_of(body, L.NONE, SecrecyType.CORPORATION, on=after) is None
    # The register of oaths keeps 40 letters for the body and 20 for the version.
    assert len(oath_of(body, L.SWA_106_6, SecrecyType.CORPORATION, on=after).body) <= 40


def test_the_last_day_of_a_term_counts_and_the_day_of_leaving_does_not():
    begun, ends = date(2026, 4, 1), date(2027, 3, 31)
    assert is_member_on(begun, ends, None, on=ends)
    assert not is_member_on(begun, ends, None, on=ends + timedelta(days=1))
    assert not is_member_on(begun, ends, TODAY, on=TODAY)


SAT = Guest(Capacity.MEMBER, Reply.ACCEPTED, has_account=True, holds_post=True, has_oath=True)


def test_papers_go_only_to_whoever_accepted_works_there_and_confirmed():
    changes = (
        ({"is_withdrawn": True}, Hindrance.WITHDRAWN),
        ({"has_account": False}, Hindrance.NO_ACCOUNT),
        ({"holds_post": False}, Hindrance.LEFT),
        ({"reply": Reply.WAITING}, Hindrance.WAITING),
        ({"reply": Reply.DECLINED}, Hindrance.DECLINED),
        ({"capacity": Capacity.OBSERVER}, Hindrance.OBSERVER),
        ({"has_oath": False}, Hindrance.NO_OATH),
    )
    assert hindrance(SAT) is None
    for change, expected in changes:
        guest = Guest(**{name: getattr(SAT, name) for name in Guest.__dataclass_fields__} | change)
        assert hindrance(guest) is expected


def test_residents_read_who_it_is_and_not_how_the_household_stands():
    shown = {one for one in DISCLOSABLE if shown_to(Capacity.COMMUNITY, one, has_necessity=True, is_covered=True)}
    assert shown == {S.DEID, S.IDENT, S.LEAD}
    assert not shown_to(Capacity.MEMBER, S.SENS, has_necessity=False, is_covered=True)
    assert not shown_to(Capacity.MEMBER, S.IDENT, has_necessity=True, is_covered=False)


def test_five_wrong_numbers_rest_a_quarter_of_an_hour():
    lock, at = Lock(), NOON
    for _ in range(4):
        lock = after_wrong(lock, at)
        check_not_locked(lock, at)
    lock = after_wrong(lock, at)
    with pytest.raises(MeetingsRefused, match="15分"):
        check_not_locked(lock, at)
    check_not_locked(lock, at + LOCKED_FOR)
    assert readable_code(" １２３ 456") == "123456"
    assert link_until(at, at + timedelta(days=2)) == at + timedelta(days=2)
    assert link_until(at, None) == at + timedelta(days=30)
