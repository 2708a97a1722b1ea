"""課題解決ストーリーの表: stories and teams, versions, facts, signs, measures, learning."""

from takigi.logic_models.models.drafts import StoryDraft
from takigi.logic_models.models.facts import Fact, FactQuestion, Question, Reading, ReadingFact, StoryCase, Unease
from takigi.logic_models.models.learning import Claim, Comment, Decision, DecisionFact, Diagnosis, Reflection
from takigi.logic_models.models.measures import Baseline, IndicatorUse, Observation, Target
from takigi.logic_models.models.signs import SignCheck, Voice, VoiceMatch
from takigi.logic_models.models.stories import Member, Story, StoryMove, TeamMeeting
from takigi.logic_models.models.versions import ApprovalStep, Revision, StoryVersion

__all__ = [
    "ApprovalStep",
    "Baseline",
    "Claim",
    "Comment",
    "Decision",
    "DecisionFact",
    "Diagnosis",
    "Fact",
    "FactQuestion",
    "IndicatorUse",
    "Member",
    "Observation",
    "Question",
    "Reading",
    "ReadingFact",
    "Reflection",
    "Revision",
    "SignCheck",
    "Story",
    "StoryCase",
    "StoryDraft",
    "StoryMove",
    "StoryVersion",
    "Target",
    "TeamMeeting",
    "Unease",
    "Voice",
    "VoiceMatch",
]
