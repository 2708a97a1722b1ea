"""事業の表: programmes and courses, episodes, sessions, measurements."""

from takigi.programmes.models.courses import Course, Programme, ProgrammeTerms, Waiting
from takigi.programmes.models.episodes import EndReport, Episode, Extension, Segment, Suspension
from takigi.programmes.models.sessions import Measurement, Session, TestDay

__all__ = [
    "Course",
    "EndReport",
    "Episode",
    "Extension",
    "Measurement",
    "Programme",
    "ProgrammeTerms",
    "Segment",
    "Session",
    "Suspension",
    "TestDay",
    "Waiting",
]
