"""同じ人か: whether rows under one number speak of one person, and what they say of that person together. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Any

from takigi.kernel.folding import fold_name, fold_number, kana_identity
from takigi.people.keys import fold_address, person_keys
from takigi.people.ledger.values import CORRECTED, DELETED, Birth, FileRow, Finding, PersonSaid, Registered
from takigi.people.rules import ResidentStatus

# What an export writes where it has no character for a name: worse than what the register has.
_DAMAGED = re.compile("[〓\ufffd\ue000-\uf8ff]")
_FIELDS = tuple(field.name for field in fields(PersonSaid))


def order_of(row: FileRow) -> tuple[Any, ...]:
    """Where a row stands among the rows of one person, whatever its place in the file: oldest knowledge first."""
    said = row.certification
    number = row.history_no
    return (
        row.when,
        row.correction,
        (len(number), number),
        said is not None and said.is_decided,
        (said.decided_on if said else None) or date.min,
        said is not None and said.is_withdrawn,
        row.fingerprint,
        row.row_no,
    )


def same_birth(one: Birth | None, other: Birth | None) -> bool:
    """Whether both may be the same day; what nobody knows contradicts nothing."""
    first, second = _range(one), _range(other)
    return first is None or second is None or (first[0] <= second[1] and second[0] <= first[1])


def _range(birth: Birth | None) -> tuple[date, date] | None:
    if birth is None or birth.earliest is None or birth.latest is None:
        return None
    return birth.earliest, birth.latest


def same_name(one: PersonSaid, other: PersonSaid) -> bool:
    """Whether the name as read or as written is the same; kanji variants and widths do not count."""
    if one.name_kana and other.name_kana and _identity(one.name_kana) == _identity(other.name_kana):
        return True
    if one.name and other.name and _folded(one.name) == _folded(other.name):
        return True
    return not ((one.name_kana and other.name_kana) or (one.name and other.name))


@lru_cache(maxsize=4096)
def _identity(kana: str) -> str:
    return kana_identity(kana)


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return fold_name(name)


_TWO_PEOPLE = (
    "同じ被保険者番号の行に、氏名も生年月日も違う人がいます。番号を被保険者証で確かめて、"
    "違う人の行の番号を直してください。直すまで、この番号の行は取り込みません。"
)
_TWO_BIRTHS = (
    "同じ被保険者番号と氏名の行で、生年月日が違います。正しい生年月日を確かめて、行をそろえてください。"
    "直すまで、この番号の行は取り込みません。"
)
_OTHER_PERSON = (
    "この被保険者番号は、台帳では氏名も生年月日も違う人のものです。番号の誤りがないか確かめて直してください。"
    "番号が正しいときは、先に台帳の人の記録を直してから、もう一度確かめてください。"
)
_OTHER_BIRTH = (
    "氏名と被保険者番号は台帳と同じですが、生年月日が違います。どちらが正しいか確かめてください。"
    "台帳が違うときは本人のページで直し、ファイルが違うときは行を直してください。"
)


def contradictions(rows: Sequence[FileRow], registered: Registered | None) -> list[Finding]:
    """Everything that keeps rows of one number from speaking of one person; all of it blocks.

    Where the register knows whose number it is, only the rows that disagree are kept out; where nobody can tell,
    all rows of the number are. A row that is marked as a correction may correct the birth date.
    """
    found = _against_register(rows, registered) if registered else []
    apart = {finding.row_no for finding in found}
    agreeing = [row for row in rows if row.row_no not in apart]
    if len(agreeing) > 1 and (code := _contradiction_within(agreeing)):
        sentence = _TWO_PEOPLE if code == "two_people_one_number" else _TWO_BIRTHS
        item = "insured_no" if code == "two_people_one_number" else "birth"
        found += [Finding(row.row_no, item, code, sentence, is_blocking=True) for row in agreeing]
    return found


def _against_register(rows: Sequence[FileRow], registered: Registered) -> list[Finding]:
    corrected = [
        row.person.birth for row in rows if row.correction == CORRECTED and same_name(row.person, registered.said)
    ]
    births = [registered.said.birth, *corrected]
    born_alike = [any(same_birth(row.person.birth, birth) for birth in births) for row in rows]
    found = []
    for row, alike in zip(rows, born_alike, strict=True):
        if alike:
            continue
        if not same_name(row.person, registered.said):
            # The rightful holder of the number may stand in the same file.
            code = "two_people_one_number" if any(born_alike) else "same_number_other_person_in_register"
            found.append(Finding(row.row_no, "insured_no", code, _OTHER_PERSON, is_blocking=True))
        elif row.correction != CORRECTED:
            found.append(Finding(row.row_no, "birth", "birth_differs_from_register", _OTHER_BIRTH, is_blocking=True))
    return found


def _contradiction_within(rows: Sequence[FileRow]) -> str:
    different = {
        (row.person.name, row.person.name_kana, row.person.birth, row.correction in (CORRECTED, DELETED)): row
        for row in rows
    }
    code = ""
    for one, other in combinations(different.values(), 2):
        if same_birth(one.person.birth, other.person.birth):
            continue
        if not same_name(one.person, other.person):
            return "two_people_one_number"
        if CORRECTED not in (one.correction, other.correction):
            code = "two_births_one_number"
    return code


def said_together(rows: Sequence[FileRow], registered: Registered | None) -> PersonSaid:
    """The person as rows in order and the register say together: the latest word counts, silence changes nothing."""
    spoken = [row.person for row in rows if row.correction != DELETED]
    said = registered.said if registered else spoken.pop(0) if spoken else PersonSaid()
    for person in spoken:
        said = _overlaid(said, person)
    return said


def _overlaid(before: PersonSaid, after: PersonSaid) -> PersonSaid:
    changes = {
        name: value
        for name in _FIELDS
        if (value := getattr(after, name)) and value != getattr(before, name) and _differs(name, before, after)
    }
    if "status" in changes:
        # The day belongs to the state: the day of a move is not the day of a death.
        changes["status_on"] = after.status_on
    return replace(before, **changes) if changes else before


def _differs(name: str, before: PersonSaid, after: PersonSaid) -> bool:
    """Whether the new value says something new: another spacing or width of the same value does not."""
    old, new = getattr(before, name), getattr(after, name)
    if not old:
        return True
    if name == "name" and _DAMAGED.search(new):
        return False
    if name == "birth":
        return _tells_more(old, new)
    fold = _FOLDS.get(name)
    return fold is None or fold(old) != fold(new)


def _tells_more(old: Birth, new: Birth) -> bool:
    """Another birth, or the same one known better."""
    before, after = _range(old), _range(new)
    if before is None or after is None:
        return after is not None
    return not (after[0] <= before[0] and before[1] <= after[1])


def _spaceless(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


_FOLDS = {
    "name": _spaceless,
    "name_kana": kana_identity,
    "address": fold_address,
    "phone": fold_number,
    "postal": fold_number,
}


def columns_of(said: PersonSaid) -> dict[str, Any]:
    """The columns of the register for a person, search keys included."""
    birth = said.birth or Birth(None, None, "unknown", "")
    name = said.name or said.name_kana
    return {
        "name": name,
        "name_kana": said.name_kana,
        "birth_text": birth.text,
        "birth_earliest": birth.earliest,
        "birth_latest": birth.latest,
        "birth_precision": birth.precision,
        "sex": said.sex,
        "postal": said.postal,
        "address": said.address,
        "phone": said.phone,
        "area_id": said.area_id,
        "status": said.status or ResidentStatus.RESIDENT.value,
        "status_on": said.status_on,
        **person_keys(name, said.name_kana, said.address),
    }


PERSON_COLUMNS = tuple(sorted(columns_of(PersonSaid())))


def said_by(columns: dict[str, Any]) -> PersonSaid:
    """What the register says of a person, from its columns."""
    birth = Birth(columns["birth_earliest"], columns["birth_latest"], columns["birth_precision"], columns["birth_text"])
    rest = {name: columns[name] for name in _FIELDS if name != "birth"}
    return PersonSaid(birth=birth, **rest)
