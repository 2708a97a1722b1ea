"""本人・世帯の表: the tables of the register, one module a subject."""

from takigi.people.models.certifications import Certification, CertificationFacts
from takigi.people.models.consents import Consent, ConsentStep
from takigi.people.models.imports import (
    ColumnProfile,
    ImportBatch,
    ImportProblem,
    ImportRow,
    StagedCertification,
    StagedChange,
    StagedPerson,
)
from takigi.people.models.persons import (
    FormerName,
    Household,
    LocationListing,
    Merge,
    NotSame,
    Person,
    PersonFacts,
    PersonRevision,
)

__all__ = [
    "Certification",
    "CertificationFacts",
    "ColumnProfile",
    "Consent",
    "ConsentStep",
    "FormerName",
    "Household",
    "ImportBatch",
    "ImportProblem",
    "ImportRow",
    "LocationListing",
    "Merge",
    "NotSame",
    "Person",
    "PersonFacts",
    "PersonRevision",
    "StagedCertification",
    "StagedChange",
    "StagedPerson",
]
