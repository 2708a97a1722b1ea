"""利用者基本情報の身じたく: the boxes in the order of the form, folded by subject."""

from dataclasses import dataclass
from typing import Any

from takigi.components.button import Button
from takigi.components.field import Field
from takigi.kernel.codes import CARE_LEVEL
from takigi.screens.casework.plan.boxes import Boxes
from takigi.screens.casework.plan.dress import ENTRUSTED, KINDS

CONSULTED = (("01", "来所"), ("02", "電話"), ("03", "その他"))
TIMES = (("01", "初回"), ("02", "再来"))
WHEREABOUTS = (("01", "在宅"), ("02", "入院・入所中"))
BODY = tuple((word, word) for word in ("自立", "J1", "J2", "A1", "A2", "B1", "B2", "C1", "C2"))
MIND = tuple((word, word) for word in ("自立", "Ⅰ", "Ⅱa", "Ⅱb", "Ⅲa", "Ⅲb", "Ⅳ", "M"))
LEVELS = tuple((code.value, code.label) for code in CARE_LEVEL.codes)
HOUSING = (
    ("01", "自宅"),
    ("02", "借家"),
    ("03", "一戸建て"),
    ("04", "集合住宅"),
    ("05", "自宅・一戸建て"),
    ("06", "自宅・集合住宅"),
    ("07", "借家・一戸建て"),
    ("08", "借家・集合住宅"),
)
COURSE = (("01", "治療中"), ("02", "経過観察中"), ("03", "その他"))
HAVE = (("yes", "あります"), ("no", "ありません"))
MET = (("yes", "該当"), ("no", "該当なし"))
MAIN = (("yes", "主治医"), ("no", "主治医ではない"))


@dataclass(frozen=True)
class Rows:
    """行の並び: fields of each row, the button that takes it out, and the one that adds another."""

    length: Field
    rows: list[tuple[list[Field], Button]]
    add: Button


@dataclass(frozen=True)
class Part:
    """区切り of the sheet."""

    title: str
    key: str
    fields: list[Field]
    lists: tuple[Rows, ...] = ()
    is_open: bool = False

    @property
    def has_errors(self) -> bool:
        """A fold with a mistake in it stands open."""
        return any(one.error for one in self.fields)


def dress_basic(boxes: Boxes) -> list[Part]:
    """The parts of the sheet."""
    return [
        Part("相談のとき", "told", _told(boxes), is_open=True),
        Part("暮らし", "life", _life(boxes), (_day(boxes),), is_open=True),
        Part("認定と自立度", "level", _level(boxes)),
        Part("病気と治療", "health", [], (_illnesses(boxes),)),
        Part("家族と連絡先", "family", _family(boxes), (_contacts(boxes),)),
        Part("住まい・障害・経済", "home", _home(boxes)),
        Part("いま使っているもの", "services", _services(boxes)),
        Part("個人情報の提供への同意", "consent", _consent(boxes)),
    ]


def _rows(boxes: Boxes, path: str, word: str, make: Any) -> Rows:
    rows = [
        (make(f"{path}-{place}"), boxes.button(f"この{word}を消す", f"take:{path}-{place}"))
        for place in range(boxes.count_of(path))
    ]
    return Rows(boxes.length(path), rows, boxes.button(f"{word}を増やす", f"add:{path}"))


def _told(boxes: Boxes) -> list[Field]:
    return [
        boxes.day("consulted_on", "相談日"),
        boxes.line("author", "作成担当者"),
        boxes.choice("plan_kind", "計画の種類", KINDS),
        boxes.choice("is_outsourced", "委託", ENTRUSTED),
        boxes.choice("consulted_by", "相談の方法", CONSULTED),
        boxes.line("consulted_by_other", "その他の内容"),
        boxes.choice("visit_count", "相談の回数", TIMES),
        boxes.day("last_consulted_on", "前回の相談日"),
        boxes.choice("whereabouts", "本人の現況", WHEREABOUTS),
        boxes.line("whereabouts_note", "現況の補足"),
    ]


def _life(boxes: Boxes) -> list[Field]:
    return [
        boxes.text("former_life", "今までの生活"),
        boxes.text("present_life", "現在の生活状況（一日のすごし方）"),
        boxes.text("pleasures", "趣味・楽しみ・特技"),
        boxes.text("neighbours", "友人・地域との関係"),
    ]


def _day(boxes: Boxes) -> Rows:
    def make(path: str) -> list[Field]:
        return [
            boxes.line(f"{path}-hour", "時間", hint="例: 6時"),
            boxes.line(f"{path}-person_does", "本人"),
            boxes.line(f"{path}-carer_does", "介護者・家族"),
        ]

    return _rows(boxes, "day", "時間の行", make)


def _level(boxes: Boxes) -> list[Field]:
    return [
        boxes.choice("care_level", "要介護状態区分", LEVELS, is_list=True),
        boxes.day("valid_from", "有効期間の始まり"),
        boxes.day("valid_until", "有効期間の終わり"),
        boxes.choice("previous_care_level", "前回の介護度", LEVELS, is_list=True),
        boxes.choice("physical_independence", "障害高齢者の日常生活自立度", BODY, is_list=True),
        boxes.choice("dementia_independence", "認知症高齢者の日常生活自立度", MIND, is_list=True),
        boxes.choice("checklist_met", "基本チェックリスト", MET),
        boxes.day("checklist_on", "基本チェックリストの記入日"),
    ]


def _illnesses(boxes: Boxes) -> Rows:
    def make(path: str) -> list[Field]:
        return [
            boxes.line(f"{path}-since", "年月日", hint="聞いたとおりに。例: 平成20年ころ"),
            boxes.line(f"{path}-name", "病名"),
            boxes.line(f"{path}-doctor", "医療機関・医師"),
            boxes.choice(f"{path}-is_main_doctor", "主治医か", MAIN),
            boxes.line(f"{path}-phone", "電話"),
            boxes.choice(f"{path}-course", "経過", COURSE),
            boxes.text(f"{path}-treatment", "治療中の内容", rows=2),
        ]

    return _rows(boxes, "illnesses", "病気", make)


def _contact(boxes: Boxes, path: str) -> list[Field]:
    return [
        boxes.line(f"{path}-name", "氏名"),
        boxes.line(f"{path}-relation", "続柄"),
        boxes.line(f"{path}-address", "住所"),
        boxes.line(f"{path}-phone", "電話"),
    ]


def _family(boxes: Boxes) -> list[Field]:
    return [
        boxes.text("family_note", "家族関係などの状況"),
        boxes.line("visitor-name", "来所者・相談者の氏名"),
        boxes.line("visitor-relation", "来所者の続柄"),
        boxes.line("visitor-address", "来所者の住所"),
        boxes.line("visitor-phone", "来所者の電話"),
        boxes.line("fax", "本人のFAX"),
    ]


def _contacts(boxes: Boxes) -> Rows:
    return _rows(boxes, "emergency_contacts", "緊急連絡先", lambda path: _contact(boxes, path))


def _home(boxes: Boxes) -> list[Field]:
    marks = (
        ("disabilities-physical", "身体障害者手帳"),
        ("disabilities-intellectual", "療育手帳"),
        ("disabilities-mental", "精神障害者保健福祉手帳"),
        ("disabilities-rare_disease", "難病"),
        ("income-national_pension", "国民年金"),
        ("income-employee_pension", "厚生年金"),
        ("income-disability_pension", "障害年金"),
        ("income-public_assistance", "生活保護"),
    )
    return [
        boxes.choice("housing", "居住形態", HOUSING, is_list=True),
        boxes.line("room_floor", "自室の階"),
        boxes.choice("is_adapted", "住宅改修", HAVE),
        *(boxes.choice(name, label, HAVE) for name, label in marks),
        boxes.line("disabilities-remarks", "障害等認定の特記"),
        boxes.line("income-remarks", "経済状況の詳細"),
    ]


def _services(boxes: Boxes) -> list[Field]:
    return [
        boxes.text("public_services", "公的サービス"),
        boxes.text("informal_services", "非公的サービス（家族・近所・ボランティア）"),
    ]


def _consent(boxes: Boxes) -> list[Field]:
    return [boxes.day("consented_on", "同意日"), boxes.line("consented_by", "同意した人")]
