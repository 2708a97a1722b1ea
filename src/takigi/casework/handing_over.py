"""個別支援の写し: the rows of cases of one person, for the person who asks and for the day when they are erased."""

from takigi.access.personal_rows import Mask, PersonalRows, Section, Subjects, handed_over
from takigi.casework.models import (
    Assignment,
    BasicRecord,
    CarePlan,
    Case,
    Checklist,
    ChecklistImportRow,
    Companion,
    Consultation,
    Eligibility,
    Evaluation,
    FollowUp,
    FormDraft,
    FormerLife,
    Goal,
    GoalRating,
    Move,
    Note,
    SetAside,
    Visit,
    VisitDraft,
    VisitOption,
)
from takigi.casework.rules.ownership import SharedState
from takigi.casework.rules.visit_words import Lost, Onset, Present

# Who came along, and whose hopes are written beside the person's own.
OF_OTHERS = {"visitor_names": Mask.THIRD_PARTY, "present_text": Mask.THIRD_PARTY}
OF_THE_FAMILY = {"family_wish_text": Mask.THIRD_PARTY, "family_wish_speaker": Mask.THIRD_PARTY}

# What hangs from others first: in this order they go.
RECORDS = (
    PersonalRows(VisitOption, by_case=("visit__case",)),
    PersonalRows(FormerLife, by_case=("visit__case",), masked=OF_THE_FAMILY, words={"lost_activities": Lost}),
    PersonalRows(VisitDraft, by_case=("case",), is_handed_over=False),
    PersonalRows(Visit, by_case=("case",), masked=OF_OTHERS, words={"present": Present, "onset_kinds": Onset}),
    PersonalRows(FormDraft, by_case=("case",), is_handed_over=False),
    PersonalRows(Evaluation, by_case=("plan__case",)),
    PersonalRows(CarePlan, by_case=("case",)),
    PersonalRows(BasicRecord, by_case=("case",), masked={"sheet": Mask.THIRD_PARTY}),
    PersonalRows(GoalRating, by_case=("goal__case",)),
    PersonalRows(Goal, by_case=("case",)),
    PersonalRows(FollowUp, by_case=("case",)),
    PersonalRows(Note, by_case=("case",)),
    PersonalRows(Consultation, by_case=("case",)),
    PersonalRows(ChecklistImportRow, by_person=("person_ref",), is_handed_over=False),
    PersonalRows(Eligibility, by_person=("person",), by_case=("checklist__case",)),
    PersonalRows(Checklist, by_person=("person",), by_case=("case",)),
    PersonalRows(SetAside, by_person=("person",)),
    PersonalRows(Companion, by_case=("case",), is_handed_over=False),
    PersonalRows(Move, by_case=("case",), words={"to_state": SharedState, "from_state": SharedState}),
    PersonalRows(Assignment, by_case=("case",), masked={"handover_note": Mask.EVALUATION}),
    PersonalRows(Case, by_case=("pk",), unsaid=frozenset({"sorted_on", "stage", "due_kind", "due_on"})),
)


def hand_over(subjects: Subjects, *, unmasked: frozenset[Mask] = frozenset()) -> tuple[Section, ...]:
    """The cases' part of the copy. One query a table."""
    return handed_over("個別支援", RECORDS, subjects, unmasked=unmasked)
