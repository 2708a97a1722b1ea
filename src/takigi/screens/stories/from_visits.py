"""訪問から来る声: a reaction that was hoped for waits on the board of every story that listens to visits."""

import uuid
from dataclasses import replace

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.casework.queries.visit_reactions import reaction_of
from takigi.casework.rules.visit_words import Reaction
from takigi.logic_models.actions.signs import VoiceWords, bring_voice
from takigi.logic_models.queries.signs import FedSign, signs_fed_by
from takigi.logic_models.rules.naming import looks_named
from takigi.logic_models.rules.words import AudienceKind, LogicModelRefused, VoiceOrigin

REFUSED = (LogicModelRefused, NotPermitted, Unseen)


def bring_reaction(by: Viewer, visit_id: uuid.UUID) -> int:
    """How many voices a confirmed visit brought. Whatever refuses one, the visit stands as it was confirmed.

    Only the hoped-for reaction comes, once for each visit however often it is corrected. Words that seem to name
    somebody stay in the record: the answer that was ticked comes in their place.
    """
    try:
        told = reaction_of(by, visit_id)
        fed = signs_fed_by(by, VoiceOrigin.VISIT) if told.reaction is Reaction.UNDERSTOOD else ()
    except REFUSED:
        return 0
    words = told.words if told.words and not looks_named(told.words) else Reaction.UNDERSTOOD.label
    heard = VoiceWords(quote=words, heard_on=told.visited_on, who_kind=AudienceKind.PERSON)
    return sum(_is_brought(by, sign, heard, str(told.first_id)) for sign in fed)


def _is_brought(by: Viewer, sign: FedSign, heard: VoiceWords, origin_key: str) -> bool:
    try:
        words = replace(heard, monitoring=sign.monitoring)
        came = bring_voice(by=by, story_id=sign.story_id, words=words, origin=VoiceOrigin.VISIT, origin_key=origin_key)
    except REFUSED:
        return False
    return came is not None
