"""調子: the few meanings a colour may repeat. It never carries one alone."""

from enum import StrEnum


class Tone(StrEnum):
    QUIET = "quiet"
    WAITING = "waiting"
    ACTIVE = "active"
    DONE = "done"
    ALERT = "alert"
    # The only ember-orange tone: the one thing to do next.
    NEXT = "next"
