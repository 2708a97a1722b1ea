"""あゆみ: certifications, moves and merges of one person on one line, newest first."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localtime

from takigi.components.history_line import Event
from takigi.components.status_tag import StatusTag
from takigi.people.queries.certifications import CertificationLine
from takigi.people.queries.files import PersonFile
from takigi.people.rules import ResidentStatus, RevisionKind
from takigi.screens.people.certification_lines import application_kind, period_words


def history_of(file: PersonFile) -> tuple[Event, ...]:
    """Every dated event; one without a day stands last."""
    events = [*map(_certified, file.certifications), *_moves(file), *_merges(file)]
    return tuple(sorted(events, key=lambda event: event.day or date.min, reverse=True))


def _certified(line: CertificationLine) -> Event:
    day = line.decided_on or line.application_on or line.valid_from
    if line.kind is RevisionKind.DELETED:
        return Event(day, f"{line.level or '申請'}の記録", _more(line), StatusTag("削除の訂正"), is_withdrawn=True)
    if line.is_withdrawn:
        return Event(day, "申請を取り下げました", _more(line))
    if not line.level:
        return Event(day, "認定を申請しました", _more(line), StatusTag("結果待ち"))
    tag = StatusTag(line.kind.label) if line.earlier else None
    if line.level_code == "01":
        return Event(day, "非該当でした", _more(line), tag)
    return Event(day, f"{line.level}に認定されました", _more(line), tag)


def _more(line: CertificationLine) -> str:
    period = period_words(line) if line.valid_from else ""
    kind = application_kind(line) if line.application_label else ""
    return "。".join(str(part) for part in (kind, line.reason_text, line.cause_text, period) if part)


def _moves(file: PersonFile) -> Iterator[Event]:
    if file.status is not ResidentStatus.RESIDENT and file.status_on:
        yield Event(file.status_on, file.status.label)


def _merges(file: PersonFile) -> Iterator[Event]:
    for merged in file.merged:
        yield Event(localtime(merged.merged_at).date(), "二つの記録をまとめました", "、".join(merged.evidence))
