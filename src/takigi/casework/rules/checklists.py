"""基本チェックリストと事業対象者: how it was answered, who may judge, and whether somebody is eligible on a day. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from takigi.casework.rules.checklist_words import AnsweredBy, AnswerWay, Standing
from takigi.casework.rules.settings import TownWay
from takigi.casework.rules.states import CaseRefused
from takigi.instruments.checklist import ChecklistResult, score_checklist
from takigi.instruments.checklist_items import ITEM_KEYS
from takigi.instruments.frailty import CUTOFFS, Cutoffs
from takigi.instruments.scores import Verdict
from takigi.instruments.validity import NO_END, TSU_RULE, eligibility_until

# No answers at all is a blank sheet, not a checklist.
LEAST_ANSWERS = 1
HEIGHT_HIGHEST, WEIGHT_HIGHEST = Decimal(300), Decimal(500)


@dataclass(frozen=True)
class Answers:
    """書かれた答え: points by key as on paper (kcl_bmi: the paper's own mark), height and weight, how and by whom."""

    answered_on: date
    way: AnswerWay
    answered_by: AnsweredBy
    points: Mapping[str, int | None]
    height_cm: Decimal | None = None
    weight_kg: Decimal | None = None

    @property
    def result(self) -> ChecklistResult:
        """What the answers say."""
        return score_checklist(self.points, height_cm=self.height_cm, weight_kg=self.weight_kg)


def check_answers(answers: Answers, *, on: date) -> None:
    """Refuses a blank sheet, a day that has not come, and sizes that no one has. Missing answers are welcome."""
    if answers.answered_on > on:
        raise CaseRefused("答えた日が今日より後になっています。日付を確かめてください。")
    if answers.way is AnswerWay.PROXY and answers.answered_by is AnsweredBy.PERSON:
        raise CaseRefused("代理のときは、だれが答えたかを選んでください。")
    for what, value, highest in (
        ("身長", answers.height_cm, HEIGHT_HIGHEST),
        ("体重", answers.weight_kg, WEIGHT_HIGHEST),
    ):
        if value is not None and not 0 < value < highest:
            raise CaseRefused(f"{what}が{value}と書かれています。数字と単位を確かめてください。")
    unknown = [key for key in answers.points if key not in ITEM_KEYS]
    if unknown:
        raise CaseRefused("このチェックリストにない質問の答えがあります。用紙の版を確かめてください。")
    given = sum(point is not None for point in answers.result.points.values())
    if given < LEAST_ANSWERS:
        raise CaseRefused("答えが一つもありません。分かるところから記録してください。")


def check_eligible(verdict: Verdict, reason: str, *, is_latest: bool) -> None:
    """Only the latest checklist counts; one that reaches no criterion needs the reason why help is needed all the same.

    Not reaching a criterion does not by itself bar anybody from the services.
    """
    if not is_latest:
        raise CaseRefused("この後に、新しいチェックリストがあります。判定には、最後のチェックリストを使います。")
    if verdict is not Verdict.MET and len(reason.strip()) < 5:
        raise CaseRefused(
            "どの基準にも届いていないか、まだ分かりません。それでも必要と判断したときは、そのわけを書いてください。"
        )


def valid_until(judged_on: date, way: TownWay) -> date | None:
    """The last day by the town's number of months; None where the town sets no end (V13)."""
    months = way.number("eligibility_months")
    return eligibility_until(judged_on, TSU_RULE, months=months) if months else eligibility_until(judged_on, NO_END)


@dataclass(frozen=True)
class Times:
    """事業対象者の日付: everything that its standing on a day is read from."""

    judged_on: date
    valid_until: date | None = None
    suspended_from: date | None = None
    suspended_until: date | None = None
    ended_on: date | None = None
    overtaken_on: date | None = None


def standing_on(times: Times, on: date) -> Standing:
    """How it stands on a day. A certification of 要介護 by itself changes nothing: the first day of its services does (V14)."""
    if on < times.judged_on:
        return Standing.NOT_YET
    if times.ended_on is not None and on >= times.ended_on:
        return Standing.ENDED
    if times.valid_until is not None and on > times.valid_until:
        return Standing.EXPIRED
    if times.overtaken_on is not None and on >= times.overtaken_on:
        return Standing.OVERTAKEN
    if times.suspended_from is not None and on >= times.suspended_from:
        is_over = times.suspended_until is not None and on > times.suspended_until
        return Standing.IN_FORCE if is_over else Standing.SUSPENDED
    return Standing.IN_FORCE


def town_cutoffs(way: TownWay) -> Cutoffs:
    """The limits of frailty that the town has set, with the study that has the same ones, or the town as its source."""
    prefrail, frail = way.number("prefrail_from"), way.number("frail_from")
    for known in CUTOFFS:
        if (known.prefrail_from, known.frail_from) == (prefrail, frail):
            return known
    label = f"{frail}点以上をフレイル、{prefrail}点以上をプレフレイル"
    return Cutoffs("town", label, prefrail, frail, "町の決めごと（同じ区切りの研究は、この画面に登録されていません）")
