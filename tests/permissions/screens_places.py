"""地域の画面: one line for every address of the desk 地域. Read with screen_table."""

from tests.permissions.screen_lines import (
    CENTRES,
    HIDDEN,
    IN_THE_OFFICE,
    NOT_BY_GET,
    OF_THE_TOWN,
    OWN_CASE,
    REFUSED,
    Line,
    only,
)
from tests.worlds import Role

AT_PLACES = IN_THE_OFFICE | {Role.PROVIDER}
IN_TOWN = AT_PLACES & OF_THE_TOWN
ASKING = CENTRES | {Role.COORDINATOR}
# The need of the table came from a case of the east, whose person lets the coordinator know the name.
NEED = OWN_CASE | {Role.COORDINATOR}
MOVING = frozenset({Role.COORDINATOR, Role.PLANNER, Role.SECRETARIAT})

PLACES: dict[str, Line] = {
    "places": only(AT_PLACES),
    "place_list": only(AT_PLACES),
    "places_to_confirm": only(AT_PLACES),
    "place_areas": only(AT_PLACES),
    "place_new": only(Role.COORDINATOR),
    "place": only(IN_TOWN),
    "place_change": only(Role.COORDINATOR, others=HIDDEN),
    "place_confirm": Line(seen=NOT_BY_GET),
    "place_state": only(Role.COORDINATOR),
    "place_month": only(MOVING),
    "place_paper": only(IN_TOWN),
    "place_lists": only(Role.COORDINATOR),
    "place_list_sample": only(Role.COORDINATOR),
    "place_list_confirm": Line(seen=NOT_BY_GET),
    "place_list_problems": Line(seen=NOT_BY_GET),
    "place_list_page": only(Role.COORDINATOR),
    "place_list_undo": Line(seen=NOT_BY_GET),
    "match_requests": only(AT_PLACES),
    "match_request_new": only(ASKING),
    "match_request": only(NEED, others=HIDDEN),
    "match_request_answer": Line(seen=NOT_BY_GET),
    "match_request_take": Line(seen=NOT_BY_GET),
    "match_request_unname": Line(seen=NOT_BY_GET),
    "match_request_choose": Line(seen=NOT_BY_GET),
    "match_request_none": only(Role.COORDINATOR, others=HIDDEN),
    "match_request_withdraw": only(NEED, others=HIDDEN),
    "match_step": only(NEED, others=HIDDEN),
    "match_look": only(NEED, others=HIDDEN),
    "unmet_needs": only(AT_PLACES),
    "unmet_need_new": only(ASKING),
    "unmet_need": only(IN_TOWN),
    "unmet_step": only(MOVING),
    "case_place": only(OWN_CASE, others=HIDDEN),
}
PLACE_EXCEPTIONS: dict[tuple[str, Role], object] = {
    # Whoever knows the card or the need is told who writes it.
    **{("place_change", role): REFUSED for role in IN_TOWN - {Role.COORDINATOR}},
    **{("match_request_none", role): REFUSED for role in OWN_CASE},
    # Another town's desk is a desk; what this town keeps does not exist for it.
    **{(name, Role.NEIGHBOUR_NURSE): HIDDEN for name in ("place", "place_paper", "unmet_need", "unmet_step")},
}
