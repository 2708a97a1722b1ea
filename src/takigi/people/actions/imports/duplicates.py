"""番号が二つの人: people of a file whom another number of the file or the register seems to name too.

Nothing is merged and nobody kept out: whether they are one person is decided on the duplicates desk.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from takigi.people.ledger.values import Finding
from takigi.people.models import ImportRow, Person, StagedPerson

CODE = "one_person_two_numbers"
_SAME = ("kana_identity", "birth_earliest", "sex")
_TELLING = Q(birth_precision="day") & ~Q(kana_identity="")
# So many that an IN list fits every database.
AT_A_TIME = 500
_ADVICE = "番号を確かめてください。別の番号のまま取り込むと、二人として登録され、重複の確認の画面に出ます。"


def find_second_numbers(batch_id: uuid.UUID) -> list[Finding]:
    """New people with the reading, birth date and sex of somebody else, and no other address; each as a warning."""
    new = StagedPerson.objects.filter(_TELLING, batch_id=batch_id)
    in_register = _in_register(batch_id, new)
    known = {finding.row_no for finding in in_register}
    return in_register + [finding for finding in _within_file(batch_id, new) if finding.row_no not in known]


def _finding(row_no: int, where: str) -> Finding:
    sentence = f"{where}、カナ・生年月日・性別が同じで住所にも違いがなく、被保険者番号だけが違う人がいます。{_ADVICE}"
    return Finding(row_no, "insured_no", CODE, sentence, is_blocking=False)


def _within_file(batch_id: uuid.UUID, new: QuerySet[StagedPerson]) -> list[Finding]:
    groups = new.values_list(*_SAME).annotate(Count("pk")).filter(pk__count__gt=1).order_by()
    readings = iter(sorted({kana for kana, *_ in groups}))
    findings: list[Finding] = []
    while some := list(islice(readings, AT_A_TIME)):
        alike: dict[tuple[object, ...], list[tuple[str, str]]] = defaultdict(list)
        members = new.filter(kana_identity__in=some).values_list(*_SAME, "insured_no", "address_key")
        for *same, number, address in members:
            alike[tuple(same)].append((number, address))
        for group in alike.values():
            findings += _among(batch_id, group)
    return findings


def _among(batch_id: uuid.UUID, group: list[tuple[str, str]]) -> Iterator[Finding]:
    """Of people with one reading, birth date and sex: those who come after somebody with no other address."""
    if len(group) < 2:
        return
    first = dict(_first_rows(batch_id, [number for number, _ in group]))
    in_order = sorted((first[number], address) for number, address in group if number in first)
    for place, (row_no, address) in enumerate(in_order):
        for earlier_no, earlier in in_order[:place]:
            if not address or not earlier or address == earlier:
                yield _finding(row_no, f"{earlier_no}行目に")
                break


def _in_register(batch_id: uuid.UUID, new: QuerySet[StagedPerson]) -> list[Finding]:
    twin = Person.objects.filter(
        municipality_id=OuterRef("municipality_id"),
        birth_earliest=OuterRef("birth_earliest"),
        birth_precision="day",
        kana_identity=OuterRef("kana_identity"),
        sex=OuterRef("sex"),
    ).order_by("pk")
    same_address = twin.filter(Q(address_key="") | Q(address_key=OuterRef("address_key")))
    found = (
        new.exclude(address_key="").filter(pk__in=_having(new, same_address)),
        new.filter(address_key="", pk__in=_having(new, twin)),
    )
    numbers = sorted({number for people in found for number in people.values_list("insured_no", flat=True)})
    return [
        _finding(row_no, "台帳に")
        for start in range(0, len(numbers), AT_A_TIME)
        for _, row_no in _first_rows(batch_id, numbers[start : start + AT_A_TIME])
    ]


def _having(new: QuerySet[StagedPerson], twin: QuerySet[Person]) -> QuerySet[StagedPerson]:
    return new.annotate(twin=Subquery(twin.values("pk")[:1])).filter(twin__isnull=False).values("pk")


def _first_rows(batch_id: uuid.UUID, numbers: Sequence[str]) -> list[tuple[str, int]]:
    """Each number with its first row that is taken in, in the order of the file."""
    rows = ImportRow.objects.filter(batch_id=batch_id, is_importable=True, insured_no__in=numbers)
    return list(rows.values_list("insured_no").annotate(first=Min("row_no")).order_by("first"))
