"""会議のあいだとそのあとの監査記録の文: attendance, minutes, promises, checks, plans, conferences, lectures, days."""

from takigi.meetings.rules.care_conferences import Profession
from takigi.meetings.rules.follow_ups import OwnerFound
from takigi.meetings.rules.lectures import Initiative, LectureState
from takigi.meetings.rules.support_plans import PlanResult
from takigi.screens.audit_log.sentence import Detail, Names, Sentence

AFTER = "会議の記録と約束"
LECTURES = "出前講座・研修"


def _came(detail: Detail, names: Names) -> str:
    return f"出席 {detail['present']}人、欠席 {detail['absent']}人"


def _checked(detail: Detail, names: Names) -> str:
    return f"{detail['days']}日。主担当: {OwnerFound(detail['owner']).label}"


def _staff(detail: Detail, names: Names) -> str:
    return names.get(f"staff:{detail['staff']}", f"職員 {detail['staff']}")


def _agency(detail: Detail, names: Names) -> str:
    return names.get(f"agency:{detail['agency']}", f"機関 {detail['agency']}")


AFTER_MEETING_SENTENCES = {
    "meetings.attendance_taken": Sentence(AFTER, "出席を取りました", _came),
    "meetings.minutes_finished": Sentence(AFTER, "議事録をまとめました", lambda d, _: f"議題 {d['items']}件"),
    "meetings.record_confirmed": Sentence(
        AFTER, "自分のケースの記録を確かめました", lambda d, _: "合っている" if d["is_right"] else "直しを求めた"
    ),
    "meetings.promise_asked": Sentence(AFTER, "約束を書きました"),
    "meetings.promise_accepted": Sentence(AFTER, "頼みごとを引き受けました"),
    "meetings.promise_declined": Sentence(AFTER, "頼みごとを引き受けられないと答えました"),
    "meetings.promise_kept": Sentence(AFTER, "約束が済んだことを記録しました"),
    "meetings.promise_dropped": Sentence(AFTER, "約束を取りやめました"),
    "meetings.promise_looked_at": Sentence(AFTER, "約束のようすを確かめました"),
    "meetings.promise_handed_on": Sentence(AFTER, "約束を同僚に引き継ぎました", _staff),
    "meetings.promise_moved_along": Sentence(AFTER, "約束が、機関の統合・分割で移りました", _agency),
    "meetings.involvement_checked": Sentence(AFTER, "会議のあとの関わりを確かめました", _checked),
    "meetings.plan_written": Sentence(AFTER, "支援プランの案を書きました"),
    "meetings.plan_decided": Sentence(AFTER, "支援プランを決めました"),
    "meetings.plan_evaluated": Sentence(AFTER, "支援プランを評価しました", lambda d, _: PlanResult(d["result"]).label),
    "meetings.pack_printed": Sentence(AFTER, "会議の資料を印刷しました"),
    "meetings.dates_offered": Sentence(AFTER, "会議の日の候補を出しました", lambda d, _: f"{d['offers']}日"),
    "meetings.date_withdrawn": Sentence(AFTER, "会議の日の候補を取り下げました"),
    "meetings.dates_answered": Sentence(AFTER, "会議の日の候補に答えました"),
    "meetings.date_chosen": Sentence(AFTER, "会議の日を候補から決めました"),
    "meetings.care_case_brought": Sentence(AFTER, "地域ケア個別会議に事例を出しました"),
    "meetings.care_sheet_asked": Sentence(AFTER, "担当に、地域ケア個別会議の事例の用紙を頼みました"),
    "meetings.care_sheet_written": Sentence(AFTER, "事例の用紙を書きました"),
    "meetings.asked_before": Sentence(AFTER, "会議の前に質問しました"),
    "meetings.asked_answered": Sentence(AFTER, "会議の前の質問に答えました"),
    "meetings.care_begun": Sentence(AFTER, "事例の話し合いを始めました"),
    "meetings.care_ended": Sentence(AFTER, "事例の話し合いを終えました"),
    "meetings.advice_noted": Sentence(AFTER, "助言を書きました", lambda d, _: Profession(d["profession"]).label),
    "meetings.lecture_asked": Sentence(
        LECTURES, "出前講座の依頼を記録しました", lambda d, _: Initiative(d["initiative"]).label
    ),
    "meetings.lecture_taken_on": Sentence(LECTURES, "出前講座を引き受けました"),
    "meetings.lecture_refused": Sentence(
        LECTURES, "出前講座を断りました・取りやめました", lambda d, _: LectureState(d["to"]).label
    ),
    "meetings.lecture_held": Sentence(LECTURES, "出前講座を開いたことを記録しました"),
}
