"""地域資源の事実を集める: needs for which a place was looked for, and what is missing. Each table's rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from takigi.evaluation.gathering_cases import Gathered
from takigi.resources import facts as resources

Told = Iterator[dict[str, Any]]


def _requests(of: Gathered) -> Told:
    for one in resources.request_rows(of.town):
        yield vars(one) | {"match_request_id": of.keys.of("match_request", one.match_request_id)}


def _missing(of: Gathered) -> Told:
    for one in resources.unmet_rows(of.town):
        yield vars(one) | {"unmet_need_id": of.keys.of("unmet_need", one.unmet_need_id)}


AROUND_PLACES: Mapping[str, Callable[[Gathered], Told]] = {"match_requests": _requests, "unmet_needs": _missing}
