"""会議の監査記録の文: what happened to a meeting, without a word of what was said about anybody."""

from takigi.access.decide import MeetingPhase
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis
from takigi.meetings.rules.words import Capacity, MeetingKind, MemberKind, Reply
from takigi.screens.audit_log.sentence import Detail, Names, Sentence

MEETINGS = "会議"
BODIES = "会議体と構成員"
WAYS = {"link": "リンクと番号で", "screen": "画面で", "told": "聞き取って"}


def _moved(detail: Detail, names: Names) -> str:
    before = MeetingPhase(detail["from"]).label if detail.get("from") else ""
    return f"{before} → {MeetingPhase(detail['to']).label}"


def _opened(detail: Detail, names: Names) -> str:
    return f"{Information(detail['info']).label}。根拠: {DisclosureBasis(detail['basis']).label}"


def _class(detail: Detail, names: Names) -> str:
    return Information(detail["info"]).label


def _copies(detail: Detail, names: Names) -> str:
    return f"控え {detail['copies']}件"


def _answered(detail: Detail, names: Names) -> str:
    return f"{WAYS[detail['way']]}: {Reply(detail['reply']).label}"


MEETING_SENTENCES = {
    "meetings.meeting_asked": Sentence(MEETINGS, "会議を依頼・計画しました", lambda d, _: MeetingKind(d["kind"]).label),
    "meetings.meeting_moved": Sentence(MEETINGS, "会議の段階を進めました", _moved),
    "meetings.time_set": Sentence(MEETINGS, "会議の日時と場所を決めました"),
    "meetings.item_added": Sentence(MEETINGS, "議題を加えました"),
    "meetings.item_withdrawn": Sentence(MEETINGS, "議題を取り下げました"),
    "meetings.invited": Sentence(MEETINGS, "会議に招きました", lambda d, _: Capacity(d["capacity"]).label),
    "meetings.invitation_withdrawn": Sentence(MEETINGS, "招集を取り消しました"),
    "meetings.answered": Sentence(MEETINGS, "出欠の返事を受け取りました", _answered),
    "meetings.link_given": Sentence(MEETINGS, "返事のリンクと番号をつくりました"),
    "meetings.class_opened": Sentence(MEETINGS, "会議の議題で情報の区分を開きました", _opened),
    "meetings.class_closed": Sentence(MEETINGS, "会議の議題で情報の区分を閉じました", _class),
    "meetings.consent_lost": Sentence(MEETINGS, "同意の取り消しを受けて閉じたことを記録しました", _copies),
    "meetings.recalled": Sentence(MEETINGS, "資料を回収しました", _copies),
    "meetings.given_back": Sentence(MEETINGS, "資料を返しました", _copies),
    "meetings.material_written": Sentence(MEETINGS, "会議の資料を書きました", _class),
    "meetings.material_withdrawn": Sentence(MEETINGS, "会議の資料を取り下げました"),
    "meetings.body_founded": Sentence(BODIES, "会議体を登録しました", lambda d, _: LegalBasis(d["basis"]).label),
    "meetings.body_described": Sentence(BODIES, "会議体の名前や決まりを書きかえました"),
    "meetings.body_ended": Sentence(BODIES, "会議体を終えました"),
    "meetings.member_appointed": Sentence(BODIES, "構成員に加えました", lambda d, _: MemberKind(d["kind"]).label),
    "meetings.member_ended": Sentence(BODIES, "構成員をやめたことを記録しました"),
}
