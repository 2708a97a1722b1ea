"""移管の保全: what the database itself refuses about transfers, disclosures and the order of days, whoever writes."""

from takigi.audit.refusing import Refusal

_ACCEPTED = (
    "exists (select 1 from collaboration_transfer t where t.id = new.transfer_id and t.case_id = new.case_id "
    "and t.to_agency_id = new.agency_id and t.status = 'accepted' and t.accepted_on = new.from_on "
    "and (new.change = 'transfer' or (t.is_to_station and t.approved_at is not null and t.exception_until is not null)))"
)
_OPENED_ON = "(select c.opened_on from casework_case c where c.id = new.case_id)"
_ORDER = (
    "not new.is_order_doubted and (new.first_difficulty_on > new.first_contact_on "
    f"or new.first_contact_on > {_OPENED_ON} or new.first_difficulty_on > {_OPENED_ON})"
)
# I6 and the note on it: what names anybody is opened only where the law of the meeting allows it, or on consent.

REFUSALS = (
    Refusal(
        "collaboration_owner_by_accepted_transfer",
        "casework_assignment",
        "insert",
        f"new.change in ('transfer', 'station_exception') and not {_ACCEPTED}",
        "主担当の機関が替わるのは、受け入れられた移管によるときだけです。",
    ),
    # I3: ninety days are the law of the house; the town may settle on fewer.
    Refusal(
        "collaboration_exception_ends",
        "collaboration_transfer",
        "update",
        "new.is_to_station and new.status = 'accepted' and {days:new.exception_until,new.accepted_on} > 90",
        "ステーションへの例外の移管は、90日を超えられません。",
    ),
    Refusal(
        "collaboration_exception_ends_at_once",
        "collaboration_transfer",
        "insert",
        "new.is_to_station and new.status = 'accepted' and {days:new.exception_until,new.accepted_on} > 90",
        "ステーションへの例外の移管は、90日を超えられません。",
    ),
    Refusal(
        "collaboration_transfer_kept",
        "collaboration_transfer",
        "update",
        "old.status <> 'proposed' and (new.status <> old.status or new.to_agency_id <> old.to_agency_id "
        "or new.case_id <> old.case_id or new.accepted_on is distinct from old.accepted_on "
        "or new.exception_until is distinct from old.exception_until)",
        "返事の済んだ移管は書きかえられません。新しい移管を提案してください。",
    ),
    Refusal(
        "collaboration_days_in_order",
        "collaboration_sharedcase",
        "insert",
        _ORDER,
        "困りごとの始まり、最初の相談日、受付日の順を確かめてください。",
    ),
    Refusal(
        "collaboration_days_kept_in_order",
        "collaboration_sharedcase",
        "update",
        _ORDER,
        "困りごとの始まり、最初の相談日、受付日の順を確かめてください。",
    ),
    # I5 and I6: what names anybody needs a meeting whose law opens it, or the person's consent.
    Refusal(
        "collaboration_opened_on_a_basis",
        "collaboration_opened",
        "insert",
        "new.info_class <> 'DEID' and new.basis <> 'consent' "
        "and (new.basis not in ('swa_106_6', 'sca_9', 'cwa_25_2', 'lia_council') or new.basis <> (select a.legal_basis from collaboration_caseonagenda a "
        "where a.agenda_item_id = new.agenda_id))",
        "個人が分かる情報を開けるのは、根拠のある会議か、本人の同意があるときだけです。",
    ),
    Refusal(
        "collaboration_opened_only_under_a_law",
        "collaboration_opened",
        "insert",
        "new.info_class <> 'DEID' and (select a.legal_basis from collaboration_caseonagenda a "
        "where a.agenda_item_id = new.agenda_id) = 'none'",
        "法令の根拠のない場では、名前を伏せた概要だけを扱います。",
    ),
)
