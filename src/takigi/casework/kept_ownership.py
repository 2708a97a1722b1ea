"""主担当の保全: what the database itself refuses about who has a shared case (I1, I2, I3), whoever writes."""

from dataclasses import replace

from takigi.audit.refusing import Refusal

_WORDS = {
    "{shared}": "(select kind from casework_case where id = new.case_id) = 'multi_agency'",
    "{last}": "(select a.agency_id {before} order by a.from_on desc, a.id desc limit 1)",
    "{before}": "from casework_assignment a where a.case_id = new.case_id",
}


def _said(when: str) -> str:
    for word, sql in _WORDS.items():
        when = when.replace(word, sql)
    return when


_REFUSALS = (
    Refusal(
        "casework_owner_without_gap",
        "casework_assignment",
        "insert",
        "{shared} and exists (select 1 {before}) and new.from_on is distinct from (select max(a.ended_on) {before})",
        "主担当の履歴に、すきまや重なりはつくれません。",
    ),
    Refusal(
        "casework_owner_by_transfer",
        "casework_assignment",
        "insert",
        "{shared} and exists (select 1 {before}) and new.agency_id <> {last} "
        "and (new.change not in ('transfer', 'station_exception', 'reorg') "
        "or (new.change <> 'reorg' and new.transfer_id is null))",
        "主担当の機関が替わるのは、受け入れられた移管によるときだけです。",
    ),
    Refusal(
        "casework_owner_not_station",
        "casework_assignment",
        "insert",
        "{shared} and new.change <> 'station_exception' "
        "and (select g.is_station from organisations_agency g where g.id = new.agency_id) "
        "and (not exists (select 1 {before}) or new.agency_id <> {last})",
        "ステーションが主担当になるのは、期限のある例外のときだけです。",
    ),
    Refusal(
        "casework_owner_kept",
        "casework_assignment",
        "update",
        "{shared} and (new.agency_id <> old.agency_id or new.staff_id is distinct from old.staff_id "
        "or new.from_on <> old.from_on or new.case_id <> old.case_id or new.change <> old.change "
        "or new.transfer_id is distinct from old.transfer_id "
        "or (old.ended_on is not null and new.ended_on is distinct from old.ended_on))",
        "主担当の履歴は書きかえられません。",
    ),
    Refusal(
        "casework_owner_as_recorded",
        "casework_case",
        "update",
        "new.kind = 'multi_agency' and (new.agency_id <> old.agency_id or new.owner_id is distinct from old.owner_id) "
        "and not exists (select 1 from casework_assignment a where a.case_id = new.id and a.ended_on is null "
        "and a.agency_id = new.agency_id and a.staff_id is not distinct from new.owner_id)",
        "主担当は、担当の履歴と同じでなければなりません。",
    ),
    Refusal(
        "casework_kind_kept",
        "casework_case",
        "update",
        "new.kind <> old.kind",
        "ケースの別は変えられません。新しいケースを開いてください。",
    ),
)
REFUSALS = tuple(replace(refusal, when=_said(refusal.when)) for refusal in _REFUSALS)
