"""つながりの監査記録の文: what happened around a shared case, without a word of what is in it."""

from takigi.access.decide import MeetingPhase
from takigi.access.information import Information
from takigi.casework.rules.ownership import SharedState
from takigi.collaboration.rules.words import Mode, ReferralStatus, TransferStatus
from takigi.people.rules import ConsentPurpose, ConsentState
from takigi.screens.audit_log.sentence import Detail, Names, Sentence

TOGETHER = "つながり"


def _agency(detail: Detail, names: Names) -> str:
    return names.get(f"agency:{detail['agency']}", f"機関 {detail['agency']}")


def _staff(detail: Detail, names: Names) -> str:
    return names.get(f"staff:{detail['staff']}", f"職員 {detail['staff']}")


def _consent(detail: Detail, names: Names) -> str:
    return f"{ConsentPurpose(detail['purpose']).label}: {ConsentState(detail['state']).label}"


def _class(detail: Detail, names: Names) -> str:
    return Information(detail["info"]).label if detail["info"] else "すべて"


TOGETHER_SENTENCES = {
    # the owner
    "casework.shared_case_opened": Sentence(TOGETHER, "{who}の主担当が決まりました", _agency),
    "casework.shared_owner_changed": Sentence(TOGETHER, "{who}の担当者が替わりました", _staff),
    "casework.shared_owner_moved": Sentence(TOGETHER, "{who}の主担当が移りました", _agency),
    "casework.shared_owner_reorganised": Sentence(TOGETHER, "{who}の主担当の機関が改まりました", _agency),
    "casework.shared_case_moved": Sentence(
        TOGETHER, "{who}の状態を変えました", lambda d, _: SharedState(d["to"]).label
    ),
    "casework.shared_case_closed": Sentence(TOGETHER, "{who}を終結しました"),
    # the case
    "collaboration.case_opened": Sentence(TOGETHER, "{who}を多機関のケースとして開きました"),
    "collaboration.case_described": Sentence(TOGETHER, "{who}に分かったことを書きました"),
    "collaboration.case_closed": Sentence(TOGETHER, "{who}の終結を確かめました"),
    "collaboration.case_closed_over_open_items": Sentence(
        TOGETHER, "{who}を、ほかの機関の役割や宿題が残ったまま終結しました", lambda d, _: f"{d['left']}件。{d['note']}"
    ),
    "collaboration.consent_heard": Sentence(TOGETHER, "{who}の同意を記録しました", _consent),
    # asking
    "collaboration.role_requested": Sentence(TOGETHER, "{who}で役割を頼みました", _agency),
    "collaboration.role_accepted": Sentence(TOGETHER, "{who}の役割を引き受けました", _agency),
    "collaboration.role_declined": Sentence(TOGETHER, "{who}の役割を断りました", _agency),
    "collaboration.role_done": Sentence(TOGETHER, "{who}の役割を済ませました"),
    "collaboration.role_withdrawn": Sentence(TOGETHER, "{who}の役割を取り下げました"),
    "collaboration.role_check_set": Sentence(TOGETHER, "{who}の役割を次に確かめる日を決めました"),
    "collaboration.role_handed_on": Sentence(TOGETHER, "{who}の役割を同僚に引き継ぎました", _staff),
    "collaboration.role_moved_along": Sentence(TOGETHER, "{who}の役割が、機関の統合・分割で移りました", _agency),
    "collaboration.referral_sent": Sentence(TOGETHER, "{who}をつなぎました", _agency),
    "collaboration.referral_moved": Sentence(
        TOGETHER, "{who}のつなぎが進みました", lambda d, _: ReferralStatus(d["to"]).label
    ),
    # the station and transfers
    "collaboration.station_involved": Sentence(
        TOGETHER, "{who}にステーションが関わり始めました", lambda d, _: Mode(d["mode"]).label
    ),
    "collaboration.involvement_prolonged": Sentence(TOGETHER, "{who}のステーションの関わりを延ばしました"),
    "collaboration.involvement_ended": Sentence(TOGETHER, "{who}からステーションが離れました"),
    "collaboration.transfer_proposed": Sentence(TOGETHER, "{who}の移管を提案しました", _agency),
    "collaboration.exception_approved": Sentence(TOGETHER, "{who}のステーションへの例外の移管を承認しました"),
    "collaboration.transfer_answered": Sentence(
        TOGETHER, "{who}の移管の提案に答えました", lambda d, _: TransferStatus(d["to"]).label
    ),
    # meetings
    "collaboration.case_put_on_agenda": Sentence(TOGETHER, "{who}を議題にしました"),
    "collaboration.agenda_moved": Sentence(
        TOGETHER, "{who}の議題を進めました", lambda d, _: MeetingPhase(d["phase"]).label
    ),
    "collaboration.seat_placed": Sentence(TOGETHER, "{who}の議題に人を招きました", _staff),
    "collaboration.seat_answered": Sentence(
        TOGETHER, "{who}の議題の招きに答えました", lambda d, _: "承諾" if d["accepts"] else "断り"
    ),
    "collaboration.seat_taken_back": Sentence(TOGETHER, "{who}の議題の席を取り消しました", _staff),
    "collaboration.attendance_marked": Sentence(TOGETHER, "{who}の議題の出席を記しました", _staff),
    "collaboration.class_opened": Sentence(TOGETHER, "{who}の情報を議題に開きました", _class),
    "collaboration.class_recalled": Sentence(TOGETHER, "{who}の情報を議題から閉じました", _class),
    "collaboration.materials_returned": Sentence(TOGETHER, "{who}の資料が返りました", _staff),
}
