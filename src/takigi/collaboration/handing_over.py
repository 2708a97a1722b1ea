"""多機関のケースの写し: what agencies wrote about one household, others in it masked; and what goes when it is erased."""

from takigi.access.personal_rows import Mask, PersonalRows, Section, Subjects, handed_over
from takigi.collaboration.models import (
    CaseOnAgenda,
    CaseRole,
    Contact,
    Episode,
    HelpAnswer,
    HelpCoding,
    HelpRequest,
    HouseholdMember,
    IssueTag,
    KnownTo,
    LeadMove,
    Opened,
    OutreachLead,
    Owed,
    QuietAnswer,
    Referral,
    Seat,
    SharedCase,
    StationInvolvement,
    Supporter,
    Transfer,
)
from takigi.collaboration.rules.issue_codes import ISSUES
from takigi.collaboration.rules.words import HouseholdFlag

ISSUE_WORDS = {code.value: code.label for code in ISSUES.codes}
OF_A_CASE = ("case__case",)

# What hangs from others first: in this order they go.
RECORDS = (
    PersonalRows(Seat, by_case=("agenda__case__case",), is_handed_over=False),
    PersonalRows(Opened, by_case=("agenda__case__case",)),
    PersonalRows(CaseOnAgenda, by_case=OF_A_CASE),
    PersonalRows(Owed, by_case=OF_A_CASE, is_handed_over=False),
    # Supporters thinking aloud among themselves, and whether one of them was alone with it.
    PersonalRows(HelpCoding, by_case=("request__case__case",), whole=Mask.EVALUATION),
    PersonalRows(HelpAnswer, by_case=("request__case__case",), whole=Mask.EVALUATION),
    PersonalRows(HelpRequest, by_case=OF_A_CASE, whole=Mask.EVALUATION),
    PersonalRows(QuietAnswer, by_case=OF_A_CASE, whole=Mask.EVALUATION),
    PersonalRows(LeadMove, by_case=("lead__case__case",), whole=Mask.REPORTER),
    PersonalRows(OutreachLead, by_case=OF_A_CASE, whole=Mask.REPORTER),
    PersonalRows(KnownTo, by_case=("member__case__case",), whole=Mask.THIRD_PARTY),
    PersonalRows(Supporter, by_case=OF_A_CASE, masked={"words": Mask.THIRD_PARTY, "note": Mask.THIRD_PARTY}),
    PersonalRows(IssueTag, by_case=OF_A_CASE, words={"code": ISSUE_WORDS}),
    PersonalRows(HouseholdMember, by_case=OF_A_CASE, whole=Mask.THIRD_PARTY),
    PersonalRows(Contact, by_case=OF_A_CASE, masked={"with_whom": Mask.THIRD_PARTY, "opinion_text": Mask.EVALUATION}),
    PersonalRows(Episode, by_case=OF_A_CASE, words={"issue_codes": ISSUE_WORDS}),
    PersonalRows(
        CaseRole,
        by_case=OF_A_CASE,
        masked={"decline_reason": Mask.EVALUATION, "suggestion": Mask.EVALUATION, "end_note": Mask.EVALUATION},
    ),
    PersonalRows(Referral, by_case=OF_A_CASE, masked={"reason": Mask.EVALUATION}),
    PersonalRows(StationInvolvement, by_case=OF_A_CASE, masked={"exit_note": Mask.EVALUATION}),
    PersonalRows(
        Transfer,
        by_case=OF_A_CASE,
        masked={"answer_note": Mask.EVALUATION, "reason": Mask.EVALUATION, "exit_plan": Mask.EVALUATION},
    ),
    PersonalRows(SharedCase, by_case=("case",), words={"flags": HouseholdFlag}),
)


def hand_over(subjects: Subjects, *, unmasked: frozenset[Mask] = frozenset()) -> tuple[Section, ...]:
    """The shared cases' part of the copy. One query a table."""
    return handed_over("多機関協働", RECORDS, subjects, unmasked=unmasked)
