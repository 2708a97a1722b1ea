"""本人・世帯の写し: the register's rows of one person, for the person who asks and for the day when they are erased."""

from takigi.access.information import Information
from takigi.access.personal_rows import Mask, PersonalRows, Section, Subjects, handed_over
from takigi.people.models import (
    Certification,
    Consent,
    ConsentStep,
    FormerName,
    ImportRow,
    LocationListing,
    Merge,
    NotSame,
    Person,
    PersonRevision,
    StagedCertification,
    StagedChange,
    StagedPerson,
)

HIDDEN_ADDRESS = {"postal": Mask.LOCATION, "address": Mask.LOCATION, "phone": Mask.LOCATION}

# What hangs from others first: in this order they go.
RECORDS = (
    PersonalRows(FormerName, by_person=("person",)),
    PersonalRows(ConsentStep, by_person=("consent__person",), words={"scope": Information}),
    PersonalRows(Consent, by_person=("person",), words={"scope_classes": Information}),
    PersonalRows(Certification, by_person=("person",)),
    PersonalRows(
        PersonRevision,
        by_person=("person",),
        masked={"before": Mask.LOCATION, "after": Mask.LOCATION},
        only_where="person.root.is_protected",
    ),
    PersonalRows(LocationListing, by_person=("person",), whole=Mask.LOCATION),
    PersonalRows(Merge, by_person=("kept", "absorbed")),
    PersonalRows(NotSame, by_person=("one", "other"), whole=Mask.THIRD_PARTY),
    # The files that the records came from: the same values once more.
    PersonalRows(StagedCertification, by_person=("person",), is_handed_over=False),
    PersonalRows(StagedChange, by_person=("person",), is_handed_over=False),
    PersonalRows(StagedPerson, by_number="insured_no", is_handed_over=False),
    PersonalRows(ImportRow, by_person=("person_ref",), by_number="insured_no", is_handed_over=False),
    PersonalRows(
        Person,
        by_person=("pk",),
        masked=HIDDEN_ADDRESS,
        only_where="root.is_protected",
        unsaid=frozenset({"birth_earliest", "birth_latest"}),
    ),
)


def hand_over(subjects: Subjects, *, unmasked: frozenset[Mask] = frozenset()) -> tuple[Section, ...]:
    """The register's part of the copy. One query a table."""
    return handed_over("本人・世帯", RECORDS, subjects, unmasked=unmasked)
