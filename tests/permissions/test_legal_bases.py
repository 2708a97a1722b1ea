"""根拠法令: articles and penalties by day, and which meetings may say who it is about without consent."""

from datetime import date

import pytest

from takigi.access.disclosure_bases import RULES, DisclosureBasis, is_in_force, may_open_identity
from takigi.access.legal_bases import (
    DECLARATIONS,
    LegalBasis,
    NoWording,
    SecrecyType,
    is_verified,
    last_day_of,
    opens_identity_without_consent,
    secrecy_duty,
    wording_on,
)

TODAY = date(2026, 11, 23)


# Written by hand from the published texts: the day before and the day of each change.
@pytest.mark.parametrize(
    ("basis", "day", "secrecy", "penalty_article", "penalty"),
    [
        ("swa_106_6", date(2025, 3, 31), "第106条の6第5項", "第159条第2号", "1年以下の懲役又は100万円以下の罰金"),
        ("swa_106_6", date(2025, 4, 1), "第106条の6第6項", "第159条第2号", "1年以下の懲役又は100万円以下の罰金"),
        ("swa_106_6", date(2025, 5, 31), "第106条の6第6項", "第159条第2号", "1年以下の懲役又は100万円以下の罰金"),
        ("swa_106_6", date(2025, 6, 1), "第106条の6第6項", "第159条第2号", "1年以下の拘禁刑又は100万円以下の罰金"),
        ("sca_9", date(2025, 3, 31), "第9条第5項", "第28条", "1年以下の懲役又は100万円以下の罰金"),
        ("sca_9", date(2025, 4, 1), "第9条第6項", "第28条", "1年以下の懲役又は100万円以下の罰金"),
        ("sca_9", TODAY, "第9条第6項", "第28条", "1年以下の拘禁刑又は100万円以下の罰金"),
        ("jusou", date(2025, 3, 31), "第106条の4第5項", "第159条第1号", "1年以下の懲役又は100万円以下の罰金"),
        ("jusou", TODAY, "第106条の4第6項", "第159条第1号", "1年以下の拘禁刑又は100万円以下の罰金"),
        ("cwa_25_2", TODAY, "第25条の5", "第61条の3", "1年以下の拘禁刑又は50万円以下の罰金"),
        ("lia_council", TODAY, "第18条", "第28条", "1年以下の拘禁刑又は50万円以下の罰金"),
        ("pa_27_3", date(2025, 4, 1), "第27条の3第6項", "第85条の2", "1年以下の懲役又は100万円以下の罰金"),
        ("pa_27_3", TODAY, "第27条の3第6項", "第85条の2", "1年以下の拘禁刑又は100万円以下の罰金"),
    ],
)
def test_the_articles_are_those_of_the_day(basis, day, secrecy, penalty_article, penalty):
    wording = wording_on(LegalBasis(basis), day)
    assert (wording.secrecy, wording.penalty_article, wording.penalty) == (secrecy, penalty_article, penalty)


def test_a_meeting_did_not_exist_before_its_law():
    with pytest.raises(NoWording, match=r"調整会議（生活保護法）.*令和7年3月31日"):
        wording_on(LegalBasis.PA_27_3, date(2025, 3, 31))
    with pytest.raises(NoWording):
        wording_on(LegalBasis.NONE, TODAY)


def test_four_meetings_and_no_other_open_identities_without_consent():
    opening = {basis for basis in LegalBasis if opens_identity_without_consent(basis, TODAY)}
    assert opening == {"swa_106_6", "sca_9", "cwa_25_2", "lia_council"}
    assert not opens_identity_without_consent(LegalBasis.LIA_COUNCIL, date(2024, 3, 31))
    assert opens_identity_without_consent(LegalBasis.LIA_COUNCIL, date(2024, 4, 1))


def test_wordings_follow_one_another_without_a_gap():
    for basis, declared in DECLARATIONS.items():
        days = [wording.since for wording in declared.wordings]
        assert days == sorted(set(days))
        for wording, following in zip(declared.wordings, declared.wordings[1:], strict=False):
            assert (following.since - last_day_of(basis, wording)).days == 1
        assert all(last_day_of(basis, wording) is None for wording in declared.wordings[-1:])


def test_every_basis_is_declared_and_binds_every_kind_of_member():
    assert set(DECLARATIONS) == set(LegalBasis)
    for basis in set(LegalBasis) - {LegalBasis.NONE}:
        assert set(DECLARATIONS[basis].bound) == set(SecrecyType)


def test_a_reform_that_nobody_has_read_makes_the_article_unverified():
    assert is_verified(LegalBasis.SWA_106_6, date(2027, 3, 31))
    assert not is_verified(LegalBasis.SWA_106_6, date(2027, 4, 1))
    assert is_verified(LegalBasis.CWA_25_2, date(2027, 4, 1))
    assert not is_verified(LegalBasis.LTC_CARE, TODAY)


def test_the_duty_names_the_member_the_article_of_the_day_and_the_penalty():
    said = secrecy_duty(LegalBasis.CWA_25_2, SecrecyType.CORPORATION, TODAY)
    assert said.startswith("役員・職員である方、役員・職員だった方は、")
    assert "（児童福祉法第25条の5）" in said and "50万円" in said and "離れた後も同じです" in said
    assert "第106条の6第5項" in secrecy_duty(LegalBasis.SWA_106_6, SecrecyType.INDIVIDUAL, date(2025, 3, 31))


# ── the ground of one disclosure ─────────────────────────────────────────────


def test_every_disclosure_basis_has_a_rule_with_a_source():
    assert set(RULES) == set(DisclosureBasis) and len(RULES) == 13
    assert all(rule.source for rule in RULES.values())


def test_use_outside_the_purpose_needs_an_approval_record():
    assert {it for it in RULES if RULES[it].needs_approval_record} == {"pip_69_2_2", "pip_69_2_3", "pip_69_2_4"}


@pytest.mark.parametrize("has_consent", [False, True])
def test_naming_some_basis_does_not_open_who_it_is(has_consent):
    opening = {basis for basis in DisclosureBasis if may_open_identity(basis, TODAY, has_consent=has_consent)}
    assert opening - {"consent"} == {"swa_106_6", "sca_9", "cwa_25_2", "lia_council"}
    assert ("consent" in opening) == has_consent


def test_a_basis_holds_from_the_day_of_its_law():
    assert not is_in_force(DisclosureBasis.PA_27_3, date(2025, 3, 31))
    assert is_in_force(DisclosureBasis.PA_27_3, date(2025, 4, 1))
    assert not is_in_force(DisclosureBasis.PIP_69_2_2, date(2023, 3, 31))
    assert is_in_force(DisclosureBasis.ABUSE_NOTIFICATION, date(2000, 1, 1))
