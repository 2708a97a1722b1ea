"""同意の様子: what the person of a case has said about sharing, for those who may record it."""

import uuid

from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.write_matrix import Action, is_open_to
from takigi.collaboration.models import SharedCase
from takigi.collaboration.policies.acting import known_relations
from takigi.people.queries.consents import ConsentLine, consent_lines_of
from takigi.people.rules import ConsentPurpose


def case_consents(viewer: Viewer, case_id: uuid.UUID) -> list[ConsentLine]:
    """The states of 情報の共有 and 会議への提出, of a case in whose head the reading was noted. At most thirteen queries."""
    if not is_open_to(Action.RECORD_CONSENT, known_relations(viewer, case_id)):
        raise NotPermitted("同意の様子を見られるのは、同意を記録できる人です。")
    root = SharedCase.objects.values_list("case__person__root_id", flat=True).get(pk=case_id)
    wanted = {ConsentPurpose.SHARING, ConsentPurpose.MEETING}
    return [line for line in consent_lines_of(root, on=viewer.on) if line.purpose in wanted]
