"""利用者基本情報の枠: who the person is and how the person has lived, on two pages of A4. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from takigi.casework.sheets import BasicSheet, Contact, DayLine, Disabilities, Illness, Income
from takigi.exchange.forms.boxes import (
    PORTRAIT,
    Box,
    Form,
    Grid,
    Heading,
    Look,
    Row,
    heads,
    label,
    labelled,
    row,
    value,
)
from takigi.exchange.forms.persons import consent_rows, name_box, whose
from takigi.exchange.forms.wording import (
    CHOSEN,
    OPEN,
    OUTSOURCED,
    PLAN_KIND,
    SEX,
    YES_NO,
    born,
    day,
    narrow_day,
    one_of,
    period,
    ticks,
)
from takigi.kernel.codes import CARE_LEVEL

TITLE = "利用者基本情報"
CONSULTED_BY = {"01": "来所", "02": "電話", "03": "その他"}
VISIT_COUNT = {"01": "初回", "02": "再来"}
WHEREABOUTS = {"01": "在宅", "02": "入院又は入所中"}
MET = {True: "事業対象者の該当あり", False: "該当なし"}
COURSE = {"01": "治療中", "02": "経過観察中", "03": "その他"}
HOUSE = {"home": "自宅", "rented": "借家", "house": "一戸建て", "flat": "集合住宅"}
# The file has one code for two ticks.
HOUSE_TICKS = {
    "01": ("home",),
    "02": ("rented",),
    "03": ("house",),
    "04": ("flat",),
    "05": ("home", "house"),
    "06": ("home", "flat"),
    "07": ("rented", "house"),
    "08": ("rented", "flat"),
}
CONSENT = "支援に必要な範囲で、この情報を関係する機関に提供することに同意します。"
_FEWEST_HOURS, _FEWEST_ILLNESSES = 6, 3


def basic_form(sheet: BasicSheet) -> Form:
    """利用者基本情報 with the hours of a day, illnesses and family."""
    return Form(
        TITLE,
        (
            Grid(tuple(_reception(sheet))),
            Heading("本人"),
            Grid(tuple(_person(sheet))),
            Heading("来所者・緊急連絡先"),
            _contacts(sheet.visitor, sheet.emergency_contacts),
            Heading("家族構成"),
            Grid((labelled("家族関係等の状況", _family(sheet), height_mm=24),)),
            Heading("介護予防に関する事項"),
            Grid((labelled("今までの生活", sheet.former_life, height_mm=16),)),
            Grid((labelled("現在の生活状況\n（どんな暮らしを送っているか）", sheet.present_life, height_mm=16),)),
            _day(sheet.day),
            Grid(
                (
                    labelled("趣味・楽しみ・特技", sheet.pleasures, height_mm=12),
                    labelled("友人・地域との関係", sheet.neighbours, height_mm=12),
                )
            ),
            Heading("現病歴・既往歴"),
            _illnesses(sheet.illnesses),
            Heading("現在利用しているサービス"),
            Grid(
                (
                    labelled("公的なサービス", sheet.public_services, height_mm=10),
                    labelled("公的でないサービス", sheet.informal_services, height_mm=10),
                )
            ),
            Grid(consent_rows(CONSENT, sheet.consented_on, sheet.consented_by, columns=PORTRAIT), is_kept=True),
        ),
        whose=whose(sheet.person),
    )


def _reception(sheet: BasicSheet) -> Iterator[Row]:
    how = one_of(CONSULTED_BY, sheet.consulted_by) + (
        f"（{sheet.consulted_by_other}）" if sheet.consulted_by_other else ""
    )
    last = sheet.last_consulted_on
    yield row(label("作成担当者"), value(sheet.author, 9), label("相談日"), value(day(sheet.consulted_on), 9))
    yield row(
        label("相談方法"),
        value(how, 9),
        label("相談回数"),
        value(one_of(VISIT_COUNT, sheet.visit_count), 4),
        label("前回", 2),
        Box(last or "", 3),
    )
    yield row(
        label("計画の種類"),
        value(one_of(PLAN_KIND, sheet.plan_kind), 12),
        label("作成"),
        value(one_of(OUTSOURCED, sheet.is_outsourced), 6),
    )


def _person(sheet: BasicSheet) -> Iterator[Row]:
    person = sheet.person
    where = one_of(WHEREABOUTS, sheet.whereabouts) + (f"（{sheet.whereabouts_note}）" if sheet.whereabouts_note else "")
    yield row(label("フリガナ"), value(person.kana, 9), label("被保険者番号", 4), value(person.insured_no, 8))
    yield row(label("氏名"), name_box(person, 9), label("生年月日", 4), value(born(person.birth), 8), height_mm=9)
    yield row(label("住所"), value(person.address, 13), label("性別", 3), value(one_of(SEX, person.sex), 5))
    yield row(label("電話"), value(person.phone, 9), label("ＦＡＸ", 4), value(sheet.fax, 8))
    yield row(label("現況"), value(where, PORTRAIT - 3))
    yield row(
        label("日常生活\n自立度"),
        label("障害高齢者", 4),
        value(sheet.physical_independence, 6),
        label("認知症高齢者", 4),
        value(sheet.dementia_independence, 7),
        height_mm=9,
    )
    yield row(
        label("認定・\n総合事業"),
        label("区分", 2),
        value(_level(sheet.care_level), 4),
        label("有効期間", 3),
        value(period(sheet.valid_from, sheet.valid_until), 12),
        height_mm=9,
    )
    yield row(
        Box("", 3, Look.LABEL, is_continued=True),
        label("前回", 2),
        value(_level(sheet.previous_care_level), 4),
        label("基本チェックリスト", 3),
        value(one_of(MET, sheet.checklist_met), 8),
        value(narrow_day(sheet.checklist_on), 4),
        height_mm=9,
    )
    yield labelled("障害等の認定", _disabilities(sheet.disabilities), label_span=3, height_mm=6.5)
    yield labelled("経済状況", _income(sheet.income), label_span=3, height_mm=6.5)
    yield row(
        label("住居環境"),
        value(ticks(HOUSE, HOUSE_TICKS.get(sheet.housing, ())), 11),
        label("自室の階", 3),
        value(sheet.room_floor, 2),
        label("改修", 2),
        value(one_of(YES_NO, sheet.is_adapted), 3),
    )


def _level(code: str) -> str:
    return CARE_LEVEL.label(code) if code else ""


def _marked(marks: tuple[tuple[str, bool | None], ...]) -> str:
    """Ticks; the sheet says so when somebody has not been asked yet."""
    shown = "　".join(f"{CHOSEN if chosen else OPEN}{word}" for word, chosen in marks)
    unasked = [word for word, chosen in marks if chosen is None]
    return f"{shown}　（{'・'.join(unasked)}は未確認）" if 0 < len(unasked) < len(marks) else shown


def _disabilities(known: Disabilities) -> str:
    marks = (
        ("身障", known.physical),
        ("療育", known.intellectual),
        ("精神", known.mental),
        ("難病", known.rare_disease),
    )
    return _with_remarks(_marked(marks), known.remarks)


def _income(known: Income) -> str:
    marks = (
        ("国民年金", known.national_pension),
        ("厚生年金", known.employee_pension),
        ("障害年金", known.disability_pension),
        ("生活保護", known.public_assistance),
    )
    return _with_remarks(_marked(marks), known.remarks)


def _with_remarks(marks: str, remarks: str) -> str:
    return f"{marks}\n{remarks}" if remarks else marks


def _contacts(visitor: Contact | None, others: tuple[Contact, ...]) -> Grid:
    top = heads(("", 4), ("氏名", 6), ("続柄", 3), ("住所", 6), ("電話", 5))
    named = [("来所者（相談者）", visitor or Contact())]
    named += [(f"緊急連絡先{number}", one) for number, one in enumerate(others or (Contact(), Contact()), start=1)]
    rows = (
        row(label(title, 4), value(one.name, 6), value(one.relation, 3), value(one.address, 6), value(one.phone, 5))
        for title, one in named
    )
    return Grid((top, *rows), heads=1)


def _family(sheet: BasicSheet) -> str:
    picture = f"（家族構成図は別紙：{sheet.family_picture_name}）" if sheet.family_picture_name else ""
    return "\n".join(part for part in (sheet.family_note, picture) if part)


def _day(lines: tuple[DayLine, ...]) -> Grid:
    top = heads(("時間", 3), ("本人", 11), ("介護者・家族", 10))
    shown = lines + (DayLine(),) * max(_FEWEST_HOURS - len(lines), 0)
    rows = (row(Box(one.hour, 3, Look.CENTRED), value(one.person_does, 11), value(one.carer_does, 10)) for one in shown)
    return Grid((top, *rows), heads=1, is_kept=True)


def _illnesses(illnesses: tuple[Illness, ...]) -> Grid:
    top = heads(
        ("年月日", 3), ("病名", 5), ("医療機関・医師名\n（☆は主治医）", 6), ("経過", 4), ("治療中の場合は内容", 6)
    )
    shown = illnesses + (Illness(),) * max(_FEWEST_ILLNESSES - len(illnesses), 0)
    return Grid((top, *(_illness(one) for one in shown)), heads=1)


def _illness(one: Illness) -> Row:
    star = "☆" if one.is_main_doctor else ""
    doctor = "\n".join(part for part in (f"{star}{one.doctor}", one.phone and f"電話 {one.phone}") if part)
    course = one_of(COURSE, one.course).replace("　", "\n")
    return row(
        value(one.since, 3),
        value(one.name, 5),
        value(doctor, 6),
        value(course, 4),
        value(one.treatment, 6),
        height_mm=14,
    )
