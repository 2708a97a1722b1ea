"""計画書の身じたく: the form's boxes in its order, with the proposal on one side and the person's answer on the other."""

from typing import Any

from takigi.casework.sheets.plan import SixChecked
from takigi.components.field import Field
from takigi.screens.casework.plan.boxes import Boxes
from takigi.screens.casework.plan.six import SIX, counted_from, said_of

AREAS = (
    ("movement", "運動・移動"),
    ("daily_life", "日常生活（家庭生活）"),
    ("social_life", "社会参加・対人関係・コミュニケーション"),
    ("health", "健康管理"),
)
STAGES = (
    ("11", "初回"),
    ("12", "紹介"),
    ("21", "継続"),
    ("51", "初回・紹介"),
    ("52", "初回・継続"),
    ("53", "紹介・継続"),
    ("54", "初回・紹介・継続"),
)
KINDS = (("1", "介護予防支援"), ("2", "介護予防ケアマネジメント"))
HAS_ISSUE = (("yes", "あります"), ("no", "ありません"))
NEEDS = (("yes", "要"), ("no", "否"))
ENTRUSTED = (("yes", "委託しています"), ("no", "センターで作ります"))


def dress_plan(boxes: Boxes, checked: SixChecked) -> dict[str, Any]:
    """Every part of the form. `checked`: what the last checklist says to the six counts."""
    return {
        "top": [
            boxes.text("goal_day", "目標とする生活（1日）"),
            boxes.text("goal_year", "目標とする生活（1年）"),
        ],
        "areas": [(label, _area(boxes, f"areas-{key}")) for key, label in AREAS],
        "issues_length": boxes.length("issues"),
        "issues": [_issue(boxes, place) for place in range(boxes.count_of("issues"))],
        "add_issue": boxes.button("課題を増やす", "add:issues"),
        "policies": [
            boxes.text("health_notes", "健康状態について（留意点）", rows=2),
            boxes.text("when_unavailable", "本来の支援ができないときの、妥当な支援に向けた方針", rows=2),
            boxes.text("overall_policy", "総合的な方針"),
            boxes.text("centre_opinion", "地域包括支援センターの意見", rows=2),
        ],
        "six": [
            (
                label,
                boxes.count(f"counts-{key}", f"{label}の該当数", hint=said_of(getattr(checked, key), questions)),
                boxes.choice(f"needs-{key}", f"{label}のプログラム", NEEDS),
            )
            for key, label, questions in SIX
        ],
        "counted_from": counted_from(checked),
        "head": _head(boxes),
    }


def _area(boxes: Boxes, start: str) -> list[Field]:
    return [
        boxes.text(f"{start}-situation", "現在の状況"),
        boxes.text(f"{start}-wish", "本人・家族の意欲・意向"),
        boxes.choice(f"{start}-has_issue", "領域における課題", HAS_ISSUE),
        boxes.text(f"{start}-background", "課題の背景・原因"),
    ]


def _issue(boxes: Boxes, place: int) -> dict[str, Any]:
    path = f"issues-{place}"
    supports = f"{path}-supports"
    return {
        "number": place + 1,
        "issue": boxes.text(f"{path}-issue", "総合的課題"),
        "proposal": boxes.text(
            f"{path}-proposal",
            "目標と具体策の提案",
            rows=5,
            hint="専門職から見た提案。本人の意向は、となりに書きます。",
        ),
        "wish": boxes.text(
            f"{path}-wish", "具体策についての意向（本人・家族）", rows=5, hint="提案への、本人と家族のことば。"
        ),
        "goal": boxes.text(f"{path}-goal", "目標", rows=2),
        "length": boxes.length(supports),
        "supports": [_support(boxes, supports, number) for number in range(boxes.count_of(supports))],
        "add": boxes.button("支援を増やす", f"add:{supports}"),
        "take": boxes.button(f"課題{place + 1}を消す", f"take:{path}"),
    }


def _support(boxes: Boxes, supports: str, place: int) -> dict[str, Any]:
    path = f"{supports}-{place}"
    uses = f"{path}-uses"
    return {
        "number": place + 1,
        "fields": [
            boxes.text(f"{path}-points", "支援のポイント"),
            boxes.text(f"{path}-self_care", "本人のセルフケア、家族の支援、地域のつながり"),
            boxes.text(f"{path}-insured_service", "介護保険サービス、地域支援事業"),
        ],
        "length": boxes.length(uses),
        "uses": [_use(boxes, f"{uses}-{number}") for number in range(boxes.count_of(uses))],
        "add": boxes.button("サービスの行を増やす", f"add:{uses}"),
        "take": boxes.button(f"支援{place + 1}を消す", f"take:{path}"),
    }


def _use(boxes: Boxes, path: str) -> dict[str, Any]:
    return {
        "fields": [
            boxes.line(f"{path}-kind", "サービス種別"),
            boxes.line(f"{path}-office", "事業所"),
            boxes.line(f"{path}-period", "期間"),
        ],
        "take": boxes.button("この行を消す", f"take:{path}"),
    }


def _head(boxes: Boxes) -> list[Field]:
    return [
        boxes.day("drawn_up_on", "計画作成（変更）日"),
        boxes.choice("plan_kind", "計画の種類", KINDS),
        boxes.choice("plan_stage", "区分", STAGES, is_list=True),
        boxes.choice("is_outsourced", "委託", ENTRUSTED),
        boxes.line("author_centre", "計画作成者（センター）"),
        boxes.line("author_cm", "計画作成者（ケアマネジャー）"),
        boxes.line("office_name", "計画作成事業所"),
        boxes.line("office_address", "事業所の住所"),
        boxes.line("office_phone", "事業所の電話"),
        boxes.line("centre_name", "担当地域包括支援センター"),
        boxes.line("ref_no", "整理番号"),
        boxes.day("first_drawn_up_on", "初回作成日"),
    ]
