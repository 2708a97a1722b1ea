"""UPKIHON・SUB1・SUB2の項目: 71, 7 and 11 fields of 利用者基本情報（介護予防）. To be confirmed with one real file. Pure."""

from __future__ import annotations

from takigi.exchange.care_plan_files.columns import Column
from takigi.exchange.care_plan_files.kinds import (
    BIRTH,
    DAY,
    NUMBER_TEXT,
    OUTSOURCED,
    TEXT,
    YES_NO,
    YES_ZERO,
    coded,
    one_of,
)

# This file's own table: neither 06 事業対象者 nor 11 経過的要介護.
_LEVEL = one_of("01", "12", "13", "21", "22", "23", "24", "25")
_PHYSICAL = coded(
    dict(
        zip(
            ("自立", "J1", "J2", "A1", "A2", "B1", "B2", "C1", "C2"),
            ("01", "11", "12", "21", "22", "31", "32", "41", "42"),
            strict=True,
        )
    )
)
_DEMENTIA = coded(
    {word: f"0{place}" for place, word in enumerate(("自立", "Ⅰ", "Ⅱa", "Ⅱb", "Ⅲa", "Ⅲb", "Ⅳ", "M"), start=1)}
)
CONTACTS = 4

BASIC = (
    Column("CSVバージョン", "version", NUMBER_TEXT),
    Column("保険者番号", "person.insurer_no", NUMBER_TEXT),
    Column("被保険者番号", "person.insured_no", NUMBER_TEXT),
    Column("相談日", "consulted_on", DAY),
    Column("計画種類", "plan_kind", one_of("1", "2")),
    Column("委託の有無", "is_outsourced", OUTSOURCED),
    Column("作成担当者", "author", TEXT),
    Column("相談方法", "consulted_by", one_of("01", "02", "03")),
    Column("相談方法（その他）", "consulted_by_other", TEXT),
    Column("相談回数", "visit_count", one_of("01", "02")),
    Column("前回相談日", "last_consulted_on", DAY),
    Column("本人の現況", "whereabouts", one_of("01", "02")),
    Column("本人の現況の補足", "whereabouts_note", TEXT),
    Column("カナ氏名", "person.kana", TEXT),
    Column("氏名", "person.name", TEXT),
    Column("性別", "person.sex", one_of("1", "2")),
    Column("生年月日", "person.birth", BIRTH),
    Column("住所", "person.address", TEXT),
    Column("電話", "person.phone", TEXT),
    Column("FAX", "fax", TEXT),
    Column("障害高齢者の日常生活自立度", "physical_independence", _PHYSICAL),
    Column("認知症高齢者の日常生活自立度", "dementia_independence", _DEMENTIA),
    Column("要介護状態区分", "care_level", _LEVEL),
    Column("有効期間開始日", "valid_from", DAY),
    Column("有効期間終了日", "valid_until", DAY),
    Column("前回の介護度", "previous_care_level", _LEVEL),
    Column("基本チェックリスト記入結果", "checklist_met", YES_NO),
    Column("基本チェックリスト記入日", "checklist_on", DAY),
    Column("身障", "disabilities.physical", YES_ZERO),
    Column("療育", "disabilities.intellectual", YES_ZERO),
    Column("精神", "disabilities.mental", YES_ZERO),
    Column("難病", "disabilities.rare_disease", YES_ZERO),
    Column("障害等の特記", "disabilities.remarks", TEXT),
    Column("居住形態", "housing", one_of(*(f"0{number}" for number in range(1, 9)))),
    Column("自室の階数", "room_floor", TEXT),
    Column("住宅改修", "is_adapted", YES_NO),
    Column("国民年金", "income.national_pension", YES_ZERO),
    Column("厚生年金", "income.employee_pension", YES_ZERO),
    Column("障害年金", "income.disability_pension", YES_ZERO),
    Column("生活保護", "income.public_assistance", YES_ZERO),
    Column("経済状況の詳細", "income.remarks", TEXT),
    Column("来所者氏名", "visitor.name", TEXT),
    Column("来所者住所", "visitor.address", TEXT),
    Column("来所者電話", "visitor.phone", TEXT),
    Column("来所者続柄", "visitor.relation", TEXT),
    *(
        Column(f"緊急連絡先{place + 1}{title}", f"emergency_contacts.{place}.{name}", TEXT)
        for place in range(CONTACTS)
        for name, title in (("name", "氏名"), ("relation", "続柄"), ("address", "住所"), ("phone", "電話"))
    ),
    Column("家族構成の画像ファイル名", "family_picture_name", TEXT),
    Column("家族関係等の状況", "family_note", TEXT),
    Column("今までの生活", "former_life", TEXT),
    Column("一日の生活・すごし方", "present_life", TEXT),
    Column("趣味・楽しみ・特技", "pleasures", TEXT),
    Column("友人・地域との関係", "neighbours", TEXT),
    Column("公的サービス", "public_services", TEXT),
    Column("非公的サービス", "informal_services", TEXT),
    Column("同意日", "consented_on", DAY),
    Column("同意者", "consented_by", TEXT),
)
KEYS = BASIC[:4]
# As far as the layout could be read: what the receiver insists on.
REQUIRED = (*BASIC[1:5], *BASIC[13:17])

HOUR = (
    Column("時間", "hour", TEXT),
    Column("本人", "person_does", TEXT),
    Column("介護者・家族", "carer_does", TEXT),
)
ILLNESS = (
    Column("年月日", "since", TEXT),
    Column("病名", "name", TEXT),
    Column("医療機関・医師名", "doctor", TEXT),
    Column("主治医フラグ", "is_main_doctor", YES_NO),
    Column("電話", "phone", TEXT),
    Column("経過", "course", one_of("01", "02", "03")),
    Column("治療中の場合の内容", "treatment", TEXT),
)
BASIC_SUB1, BASIC_SUB2 = (*KEYS, *HOUR), (*KEYS, *ILLNESS)
