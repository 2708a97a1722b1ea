"""地域資源の事実の表: needs for which a place was looked for, and what is missing. Nobody's name, no word of free text.

A need may be nobody's in particular, so neither table belongs to one resident.
"""

from __future__ import annotations

from datetime import date

from takigi.indicators.language import MissingKind, Records, blank, column

_NOT_APPLICABLE = MissingKind.NOT_APPLICABLE
_NOT_HAPPENED = column(date, _NOT_APPLICABLE)

match_requests = Records(
    "match_requests",
    {
        "match_request_id": int,
        "area_id": blank(int, label="圏域"),
        "source": column(str, label="だれからの相談か"),
        "received_on": date,
        "closed_on": _NOT_HAPPENED,
        "outcome": column(str, _NOT_APPLICABLE, label="通い始めた、合う場所がなかった、取りやめた"),
        "introduced_on": column(date, _NOT_APPLICABLE, label="通い始めた場所を紹介した日"),
        "first_attended_on": column(date, _NOT_APPLICABLE, label="はじめて行った日"),
    },
    person=None,
)

unmet_needs = Records(
    "unmet_needs",
    {
        "unmet_need_id": int,
        "area_id": blank(int, label="圏域"),
        "kind": column(str, label="足りないものの種類"),
        "opened_on": column(date, label="はじめて分かった日"),
        "solved_on": _NOT_HAPPENED,
        "ended_on": column(date, _NOT_APPLICABLE, label="解けた日か、見送った日"),
    },
    person=None,
)

OF_PLACES = (match_requests, unmet_needs)
