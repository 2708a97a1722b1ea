"""まわりの表: who × what × by when × next check, referrals, the station's stay and transfers, in words."""

from datetime import date

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.collaboration.queries.beside import Beside, InvolvementLine, ReferralLine, RoleLine, TransferLine
from takigi.collaboration.rules.words import ReferralStatus, RoleStatus, TransferStatus
from takigi.components.both_era_date import BothEraDate
from takigi.components.empty_state import EmptyState
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tone import Tone

ROLE_TONES = {
    RoleStatus.REQUESTED: Tone.WAITING,
    RoleStatus.ACCEPTED: Tone.ACTIVE,
    RoleStatus.DECLINED: Tone.QUIET,
    RoleStatus.DONE: Tone.DONE,
    RoleStatus.WITHDRAWN: Tone.QUIET,
}
REFERRAL_TONES = {
    ReferralStatus.SENT: Tone.WAITING,
    ReferralStatus.ACCEPTED: Tone.ACTIVE,
    ReferralStatus.REJECTED: Tone.QUIET,
    ReferralStatus.DONE: Tone.DONE,
    ReferralStatus.REVOKED: Tone.QUIET,
}
TRANSFER_TONES = {
    TransferStatus.PROPOSED: Tone.WAITING,
    TransferStatus.ACCEPTED: Tone.DONE,
    TransferStatus.DECLINED: Tone.QUIET,
    TransferStatus.WITHDRAWN: Tone.QUIET,
}


def role_table(beside: Beside) -> Table:
    """だれが × 何を × いつまで × 次の確認."""
    columns = (Column("だれが"), Column("何を"), Column("いつまで"), Column("次の確認"), Column("状態"), Column(""))
    empty = EmptyState("まだ役割はありません", "主担当が「役割を頼む」と、ここに並びます。")
    return Table("役割分担", columns, tuple(_role(one) for one in beside.roles), empty, has_hidden_caption=True)


def _role(one: RoleLine) -> tuple[Cell, ...]:
    who = f"{one.agency_name}　{one.staff_name}" if one.staff_name else one.agency_name
    way: Cell = ""
    if one.may_answer:
        way = Link("返事をする", reverse("role_answer", args=[one.role_id]))
    elif one.may_end:
        way = Link("そのあと", reverse("role_end", args=[one.role_id]))
    return (
        who,
        f"{one.kind.label}：{one.task}" + (f"（{one.told}）" if one.told else ""),
        BothEraDate(one.due_on) if one.due_on else "未定",
        BothEraDate(one.next_check_on) if one.next_check_on else "未定",
        StatusTag(one.status.label, ROLE_TONES[one.status]),
        way,
    )


def owed_table(beside: Beside) -> Table:
    """会議で約束したこと."""
    rows = tuple(
        (
            one.agency_name,
            one.text,
            BothEraDate(one.due_on) if one.due_on else "未定",
            StatusTag("終わった", Tone.DONE) if one.done_on else StatusTag("まだ", Tone.WAITING),
        )
        for one in beside.owed
    )
    columns = (Column("だれが"), Column("何を"), Column("いつまで"), Column("状態"))
    return Table("約束したこと", columns, rows, has_hidden_caption=True)


def referral_table(beside: Beside) -> Table:
    """つなぎ: until it has begun or come back."""
    columns = (Column("どこからどこへ"), Column("何のために"), Column("つないだ日"), Column("状態"), Column(""))
    return Table("つなぎ", columns, tuple(_referral(one) for one in beside.referrals), has_hidden_caption=True)


def _referral(one: ReferralLine) -> tuple[Cell, ...]:
    told = f"（{one.reason}）" if one.reason else ""
    open_yet = one.status in {ReferralStatus.SENT, ReferralStatus.ACCEPTED}
    url = reverse("referral_answer", args=[one.referral_id])
    return (
        f"{one.from_name} → {one.to_name}",
        f"{one.purpose}（{one.warmth.label}）{told}",
        BothEraDate(localtime(one.requested_at).date()),
        StatusTag(one.status.label, REFERRAL_TONES[one.status]),
        Link("返事をする" if one.may_answer else "その後を書く", url) if open_yet else "",
    )


def involvement_table(beside: Beside, *, on: date) -> Table:
    """ステーションの関わり: with an end that has been thought of."""
    columns = (Column("関わり方"), Column("いつから"), Column("終わりの予定"), Column("その後"), Column(""))
    rows = tuple(_involvement(one, on=on) for one in beside.involvements)
    return Table("ステーションの関わり", columns, rows, has_hidden_caption=True)


def _involvement(one: InvolvementLine, *, on: date) -> tuple[Cell, ...]:
    if one.ended_on is not None:
        now = "離れました"
    else:
        now = "関わっています" if one.planned_to >= on else "予定の日を過ぎ、閲覧は閉じています"
    return (
        one.mode.label,
        BothEraDate(one.from_on),
        BothEraDate(one.planned_to),
        one.exit_note or now,
        Link("離れる・延ばす", reverse("involvement_end", args=[one.involvement_id])) if one.may_end else "",
    )


def transfer_table(beside: Beside) -> Table:
    """主担当の移管: proposed and answered."""
    columns = (Column("移す先"), Column("理由"), Column("提案した日"), Column("状態"), Column(""))
    return Table("主担当の移管", columns, tuple(_transfer(one) for one in beside.transfers), has_hidden_caption=True)


def _transfer(one: TransferLine) -> tuple[Cell, ...]:
    waits = one.status is TransferStatus.PROPOSED
    return (
        one.to_name + ("（例外）" if one.to_station else ""),
        f"{one.reason_code.label}：{one.reason}" + (f"（返事: {one.answer_note}）" if one.answer_note else ""),
        BothEraDate(localtime(one.proposed_at).date()),
        StatusTag(one.status.label, TRANSFER_TONES[one.status]),
        Link("提案を開く", reverse("transfer_answer", args=[one.transfer_id])) if waits else "",
    )
