"""機関と職員の一覧: the offices of each invented town by the town's key."""

from __future__ import annotations

from takigi.demo.offices import OfficesPlan
from takigi.demo.offices_nagihama import NAGIHAMA_OFFICES
from takigi.demo.offices_takigino import TAKIGINO_OFFICES

OFFICES: dict[str, OfficesPlan] = {"takigino": TAKIGINO_OFFICES, "nagihama": NAGIHAMA_OFFICES}
