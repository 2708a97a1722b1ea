"""地域資源の表: places, who looks for one, and what is missing."""

from takigi.resources.models.place_lists import PlaceList
from takigi.resources.models.requests import Match, MatchRequest, Participation, RequestWord
from takigi.resources.models.resources import Resource, ResourceContact, ResourceSlot
from takigi.resources.models.unmet import UnmetNeed, UnmetStep

__all__ = [
    "Match",
    "MatchRequest",
    "Participation",
    "PlaceList",
    "RequestWord",
    "Resource",
    "ResourceContact",
    "ResourceSlot",
    "UnmetNeed",
    "UnmetStep",
]
