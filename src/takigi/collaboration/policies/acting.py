"""何をしてよいか: the write matrix asked for one shared case, before anything changes."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.relations import Relation
from takigi.access.write_matrix import RULES, Action, is_open_to
from takigi.collaboration.models import SharedCase
from takigi.collaboration.policies.reading import KNOWING
from takigi.collaboration.policies.relations import relations_of, who_is

# Who says that the station comes in, and that it comes back after its day has passed: never the station itself.
CALLING_STATION = frozenset({Relation.OWN, Relation.OWN_SUP, Relation.SEC})


@dataclass(frozen=True)
class Acting:
    """操作する人とケース: the locked case, and what the actor is to it."""

    case: SharedCase
    relations: Mapping[Relation, frozenset[int]]

    def agency_ids(self, *relations: Relation) -> frozenset[int]:
        """The agencies for which the actor stands in one of these relations."""
        return frozenset().union(*(self.relations.get(one, frozenset()) for one in relations))


def who_may(action: Action) -> str:
    """The relations of a row of the matrix in words, for the sentence of a refusal."""
    rule = RULES[action]
    names = [relation.label for relation in Relation if relation in rule.open_to]
    return "、".join([*names, rule.also] if rule.also else names)


def known_relations(viewer: Viewer, case_id: uuid.UUID) -> Mapping[Relation, frozenset[int]]:
    """What the viewer is to the case, where anything connects them. Unseen otherwise; D1 and D2 first."""
    relations = relations_of(viewer, [case_id]).get(case_id, {})
    if not viewer.may_read_persons or not relations.keys() & KNOWING:
        raise Unseen
    return relations


def known_case(by: Viewer, case_id: uuid.UUID) -> Acting:
    """The case, locked, for somebody who stands in any relation to it. Unseen otherwise; D1 and D2 first."""
    relations = known_relations(by, case_id)
    case = SharedCase.objects.select_for_update(of=("self",)).select_related("case").get(pk=case_id)
    return Acting(case, relations)


def case_for(by: Viewer, action: Action, case_id: uuid.UUID) -> Acting:
    """The case, locked for the action. NotPermitted names who may. What ends with the case asks that besides."""
    acting = known_case(by, case_id)
    if not is_open_to(action, acting.relations):
        raise NotPermitted(f"「{action.label}」ができるのは、{who_may(action)}です。")
    return acting


def check_may_open(by: Viewer, agency_id: int) -> None:
    """RECORD_CASE before there is a case: one's own agency, by whoever may own."""
    if not by.may_read_persons or agency_id not in who_is(by).owning_ids:
        raise NotPermitted("多機関のケースは、自分の機関の相談支援の職員が開けます。")


def supervises(by: Viewer, agency_id: int) -> bool:
    """頼まれた人の監督者 and 受け入れる機関の監督者: an office rather than a relation."""
    return by.may_read_persons and agency_id in who_is(by).supervised_ids
