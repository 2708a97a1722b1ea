"""利用者基本情報: who the person is, as the sheet and the file UPKIHON ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.kernel.partial_dates import PartialDate


@dataclass(frozen=True, kw_only=True)
class SheetPerson:
    """本人: the head of every sheet. What is not known stays empty and is left blank for the pen."""

    name: str = ""
    kana: str = ""
    insurer_no: str = ""
    """6 digits."""
    insured_no: str = ""
    """10 characters; a text, because it may begin with 0 or H."""
    birth: PartialDate | None = None
    sex: str = ""
    """1 男, 2 女."""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """来所者・緊急連絡先."""

    name: str = ""
    relation: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """一日のすごし方: one line of the grid of hours."""

    hour: str = ""
    person_does: str = ""
    carer_does: str = ""


@dataclass(frozen=True, kw_only=True)
class Illness:
    """現病歴・既往歴."""

    since: str = ""
    """As it was told: 平成20年ころ is a common answer."""
    name: str = ""
    doctor: str = ""
    """医療機関・医師名."""
    is_main_doctor: bool | None = None
    phone: str = ""
    course: str = ""
    """01 治療中, 02 経過観察中, 03 その他."""
    treatment: str = ""


@dataclass(frozen=True, kw_only=True)
class Disabilities:
    """障害等認定. None is 未確認."""

    physical: bool | None = None
    intellectual: bool | None = None
    mental: bool | None = None
    rare_disease: bool | None = None
    remarks: str = ""


@dataclass(frozen=True, kw_only=True)
class Income:
    """経済状況. None is 未確認."""

    national_pension: bool | None = None
    employee_pension: bool | None = None
    disability_pension: bool | None = None
    public_assistance: bool | None = None
    remarks: str = ""


@dataclass(frozen=True, kw_only=True)
class BasicSheet:
    """利用者基本情報: codes are those of UPKIHON, in the order of the form."""

    person: SheetPerson
    fax: str = ""
    consulted_on: date | None = None
    """相談日: the key of the file."""
    author: str = ""
    plan_kind: str = ""
    """1 介護予防支援, 2 介護予防ケアマネジメント."""
    is_outsourced: bool | None = None
    consulted_by: str = ""
    """01 来所, 02 電話, 03 その他."""
    consulted_by_other: str = ""
    visit_count: str = ""
    """01 初回, 02 再来."""
    last_consulted_on: date | None = None
    whereabouts: str = ""
    """01 在宅, 02 入院又は入所中."""
    whereabouts_note: str = ""
    visitor: Contact | None = None
    emergency_contacts: tuple[Contact, ...] = ()
    """All of them are printed; the file has room for four."""
    physical_independence: str = ""
    """障害高齢者の日常生活自立度: 自立, J1 … C2."""
    dementia_independence: str = ""
    """認知症高齢者の日常生活自立度: 自立, Ⅰ, Ⅱa … M."""
    care_level: str = ""
    """A code of kernel CARE_LEVEL: 01, 06, 12, 13, 21–25."""
    valid_from: date | None = None
    valid_until: date | None = None
    previous_care_level: str = ""
    checklist_met: bool | None = None
    checklist_on: date | None = None
    disabilities: Disabilities = Disabilities()
    income: Income = Income()
    housing: str = ""
    """01 自宅, 02 借家, 03 一戸建て, 04 集合, 05 自宅一戸建て, 06 自宅集合, 07 借家一戸建て, 08 借家集合."""
    room_floor: str = ""
    is_adapted: bool | None = None
    """住宅改修."""
    family_picture_name: str = ""
    """File name of the genogram, which travels as a picture of its own."""
    family_note: str = ""
    former_life: str = ""
    present_life: str = ""
    day: tuple[DayLine, ...] = ()
    pleasures: str = ""
    neighbours: str = ""
    """友人・地域との関係."""
    illnesses: tuple[Illness, ...] = ()
    public_services: str = ""
    informal_services: str = ""
    consented_on: date | None = None
    consented_by: str = ""
