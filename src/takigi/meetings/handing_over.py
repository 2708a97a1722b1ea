"""会議の写し: what meetings had before them and decided about one person; and what goes when it is erased."""

from takigi.access.personal_rows import Mask, PersonalRows, Section, Subjects, handed_over
from takigi.meetings.models import (
    ActionItem,
    Advice,
    AgendaItem,
    AskedBefore,
    CareItem,
    InvolvementCheck,
    InvolvementFinding,
    IssuedCopy,
    ItemRecord,
    ItemSeat,
    Material,
    PlanAction,
    PlanEvaluation,
    SupportPlan,
)

OF_AN_ITEM = ("item__case",)

# What hangs from others first: in this order they go.
RECORDS = (
    PersonalRows(InvolvementFinding, by_case=("check_made__item__case",), whole=Mask.EVALUATION),
    PersonalRows(InvolvementCheck, by_case=OF_AN_ITEM, whole=Mask.EVALUATION),
    PersonalRows(PlanEvaluation, by_case=("plan__case",)),
    PersonalRows(PlanAction, by_case=("plan__case",), masked={"who": Mask.THIRD_PARTY}),
    PersonalRows(SupportPlan, by_case=("case",)),
    PersonalRows(ActionItem, by_case=OF_AN_ITEM, masked={"suggestion": Mask.EVALUATION, "outcome": Mask.EVALUATION}),
    PersonalRows(
        ItemRecord,
        by_case=OF_AN_ITEM,
        masked={"said": Mask.EVALUATION, "learned": Mask.EVALUATION, "owner_remark": Mask.EVALUATION},
    ),
    PersonalRows(Advice, by_case=OF_AN_ITEM, whole=Mask.EVALUATION),
    PersonalRows(AskedBefore, by_case=OF_AN_ITEM, whole=Mask.EVALUATION),
    PersonalRows(CareItem, by_case=("case", "item__case")),
    PersonalRows(IssuedCopy, by_case=OF_AN_ITEM, is_handed_over=False),
    # Papers may speak of the whole household and of who told what.
    PersonalRows(Material, by_case=OF_AN_ITEM, whole=Mask.THIRD_PARTY),
    PersonalRows(ItemSeat, by_case=OF_AN_ITEM, is_handed_over=False),
    PersonalRows(
        AgendaItem,
        by_case=("case",),
        masked={
            "questions": Mask.EVALUATION,
            "prior_result": Mask.EVALUATION,
            "second_reason": Mask.EVALUATION,
            "withdraw_reason": Mask.EVALUATION,
        },
    ),
)


def hand_over(subjects: Subjects, *, unmasked: frozenset[Mask] = frozenset()) -> tuple[Section, ...]:
    """The meetings' part of the copy. One query a table."""
    return handed_over("会議", RECORDS, subjects, unmasked=unmasked)
