"""ケースのページの身じたく: each class of information with its content or with the sentence that stands in its place."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.access.write_matrix import Action
from takigi.collaboration.queries.beside import Beside, OwnerLine
from takigi.collaboration.queries.cases import KnownFacts, SharedFile
from takigi.collaboration.queries.help import help_of_case
from takigi.collaboration.queries.reading import SharedHead
from takigi.collaboration.rules.help_requests import HelpState
from takigi.collaboration.rules.words import Precision
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.history_line import Event, HistoryLine
from takigi.components.missing_word import Missing, MissingWord
from takigi.components.notice import Notice, NoticeKind
from takigi.kernel.era_names import in_both_eras
from takigi.meetings.queries.plans import plan_item_of
from takigi.screens.together.beside_tables import (
    involvement_table,
    owed_table,
    referral_table,
    role_table,
    transfer_table,
)
from takigi.screens.together.desk import head_parts
from takigi.screens.together.met_over import meeting_table

UNKNOWN = MissingWord(Missing.NOT_RECORDED)
ANSWER = {True: "あり", False: "なし"}
CONNECTED = {True: "どこかにつながっていた", False: "どこにもつながっていなかった"}


@dataclass(frozen=True)
class Part:
    """情報の区分: its content, or why it is closed."""

    key: str
    label: str
    content: Any
    why_not: str


def dress_case(viewer: Viewer, file: SharedFile) -> dict[str, Any]:
    """Everything the page prints."""
    head, beside = file.head, file.beside
    return head_parts(viewer, head) | {
        "owner": f"{head.owner_agency_name}　{head.owner_name or '担当者はこれから決めます'}",
        "owners": HistoryLine(tuple(_owner(line) for line in beside.owners), "まだ記録がありません。"),
        "notices": _notices(viewer, head, beside, file.facts),
        "parts": _parts(file),
        "roles": role_table(beside) if head.may(Information.ROLE) else "",
        "roles_why_not": head.why_not(Information.ROLE),
        "meetings": meeting_table(viewer, head),
        "owed": owed_table(beside) if beside.owed else "",
        "referrals": referral_table(beside) if beside.referrals else "",
        # Told to whoever may try again, not to whoever could not take it on.
        "bounced": beside.bounced if Action.REQUEST_ROLE in head.actions else 0,
        "involvements": involvement_table(beside, on=viewer.on) if beside.involvements else "",
        "transfers": transfer_table(beside) if beside.transfers else "",
        "deeds": _deeds(head),
        "more": _more(head),
    }


def _owner(line: OwnerLine) -> Event:
    end = f"{in_both_eras(line.ended_on)}まで。" if line.ended_on else "いまの主担当。"
    who = f"{line.agency_name}　{line.staff_name or '担当者はこれから決めます'}"
    return Event(line.from_on, who, f"{end}{line.change.label}。{line.note}")


def _answered(viewer: Viewer, head: SharedHead) -> list[Notice]:
    """What came back to one's own request, until it is settled."""
    if Action.CONSULT_STATION not in head.actions:
        return []
    return [
        Notice(
            f"助けを求めた相談に、{one.station}から答えが届いています。",
            NoticeKind.INFO,
            href=reverse("help_request", args=[one.request_id]),
            link="答えを読む",
        )
        for one in help_of_case(viewer, head)
        if one.state is HelpState.ANSWERED
    ]


def _notices(viewer: Viewer, head: SharedHead, beside: Beside, facts: KnownFacts) -> list[Notice]:
    found = _answered(viewer, head)
    waiting = next((one for one in beside.transfers if one.status.value == "proposed"), None)
    if waiting:
        found.append(
            Notice(
                f"{waiting.to_name}に主担当の移管を提案しています。返事があるまで、主担当は替わりません。",
                NoticeKind.INFO,
                href=reverse("transfer_answer", args=[waiting.transfer_id]),
                link="提案を開く",
            )
        )
    held = next((one for one in beside.transfers if one.status.value == "accepted" and one.to_station), None)
    if held and held.exception_until and beside.owners and beside.owners[0].change.value == "station_exception":
        days = (held.exception_until - viewer.on).days
        until = in_both_eras(held.exception_until)
        told = f"あと{days}日です" if days >= 0 else f"{-days}日過ぎています"
        kind = NoticeKind.WARNING if days <= 14 else NoticeKind.INFO
        found.append(Notice(f"ステーションが例外として主担当です。期限は{until}、{told}。", kind, held.exit_plan))
    if facts.is_order_doubted and Action.RECORD_CASE in head.actions:
        found.append(
            Notice(
                "困りごとの始まり・最初の相談日・受付日の順を確かめてください。",
                NoticeKind.WARNING,
                href=reverse("shared_describe", args=[head.case_id]),
                link="日付を見る",
            )
        )
    return found


def _parts(file: SharedFile) -> list[Part]:
    head, facts = file.head, file.facts
    contents = {
        Information.DEID: facts.summary or UNKNOWN,
        Information.IDENT: _identity(file),
        Information.HH: _household(facts),
        Information.ASSESS: _living(file),
    }
    return [
        Part(one.value, one.label, content if head.may(one) else "", head.why_not(one))
        for one, content in contents.items()
    ]


def _identity(file: SharedFile) -> DefinitionList | str:
    person = file.head.person
    if person is None:
        return ""
    closed = MissingWord(Missing.WITHHELD)
    contact = file.contact
    return DefinitionList(
        (
            Fact("氏名", f"{person.name}（{person.name_kana}）"),
            Fact("生まれた日", BothEraDate(person.birth) if person.birth else UNKNOWN),
            Fact("住所", (contact.address or UNKNOWN) if contact else closed),
            Fact("電話", (contact.phone or UNKNOWN) if contact else closed),
        )
    )


def _household(facts: KnownFacts) -> DefinitionList:
    return DefinitionList(
        (
            Fact("世帯の形", facts.composition.label if facts.composition else UNKNOWN),
            Fact("世帯の事情", "、".join(flag.label for flag in facts.flags) or UNKNOWN),
        )
    )


def _living(file: SharedFile) -> DefinitionList:
    facts = file.facts
    return DefinitionList(
        (
            Fact("言われたこと", f"「{file.reason_text}」" if file.reason_text else UNKNOWN),
            Fact("暮らしと課題", facts.contact_note or UNKNOWN),
            Fact("困りごとの始まり", _began(facts)),
            Fact("最初の相談日", BothEraDate(facts.first_contact_on) if facts.first_contact_on else UNKNOWN),
            Fact("過去の支援", ANSWER[facts.had_support_before] if facts.had_support_before is not None else UNKNOWN),
            Fact(
                "開いたとき",
                CONNECTED[facts.was_connected_at_open] if facts.was_connected_at_open is not None else UNKNOWN,
            ),
        )
    )


def _began(facts: KnownFacts) -> Any:
    day = facts.first_difficulty_on
    if day is None or facts.first_difficulty_precision is None:
        return UNKNOWN
    said = f"（{facts.first_difficulty_source.label}による）" if facts.first_difficulty_source else ""
    return f"{_as_far_as_known(day, facts.first_difficulty_precision)}ごろから{said}"


def _as_far_as_known(day: date, precision: Precision) -> str:
    year = in_both_eras(day).partition("年")[0] + f"年（{day.year}年）"
    if precision is Precision.YEAR:
        return year
    if precision is Precision.HALF:
        return f"{year}の{'前半' if day.month <= 6 else '後半'}"
    return f"{year}{day.month}月"


# Action → url name and the verb; a deed that the matrix closes is simply not offered.
DEEDS = (
    (Action.REQUEST_ROLE, "role_new", "役割を頼む"),
    (Action.CONSULT_STATION, "help_new", "助けを求める"),
    (Action.REQUEST_MEETING, "meeting_ask", "会議を頼む"),
    (Action.REQUEST_ROLE, "referral_new", "ほかの機関につなぐ"),
)
MORE = (
    (Action.RECORD_CASE, "shared_describe", "分かったことを書く"),
    (Action.RECORD_CONSENT, "shared_consent", "同意を記録する"),
    (Action.REQUEST_MEETING, "involvement_new", "ステーションの関わりを始める"),
    (Action.PROPOSE_TRANSFER, "transfer_new", "主担当の移管を提案する"),
    (Action.CHANGE_OWNER_PERSON, "shared_owner", "担当者を替える"),
    (Action.RECORD_CASE, "shared_state", "状態を変える"),
    (Action.CLOSE_CASE, "shared_close", "終結する"),
)


def _deeds(head: SharedHead) -> list[ButtonLink]:
    if not head.is_open:
        return []
    found = [(label, reverse(name, args=[head.case_id])) for action, name, label in DEEDS if action in head.actions]
    return [
        ButtonLink(label, url, ButtonKind.PRIMARY if number == 0 else ButtonKind.PLAIN)
        for number, (label, url) in enumerate(found)
    ]


def _more(head: SharedHead) -> list[tuple[str, str]]:
    found = []
    if head.is_open:
        found += [
            (label, reverse(name, args=[head.case_id]))
            for action, name, label in MORE
            if action in head.actions and (name != "involvement_new" or head.calls_station)
        ]
    if head.may(Information.PLAN) and (item := plan_item_of(head.case_id)):
        found.append(("支援プランを読む", reverse("support_plan", args=[item])))
    if Action.BREAK_GLASS in head.actions and not head.may(Information.IDENT):
        found.append(
            ("命や体に差し迫った危険があるとき（緊急の閲覧）", reverse("shared_emergency", args=[head.case_id]))
        )
    if Action.READ_AUDIT in head.actions:
        found.append(("だれが見たか", reverse("shared_readers", args=[head.case_id])))
    return found


def day_of(moment: Any) -> date:
    """The town's own day of a moment."""
    return localtime(moment).date()
