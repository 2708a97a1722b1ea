"""取り込みの言葉: what the kinds of problems and the facts of a person are called on the screen."""

from collections.abc import Mapping, Sequence
from typing import Any

from takigi.kernel.codes import SEX
from takigi.organisations import queries as organisations
from takigi.people.rules import ResidentStatus

LABEL_OF_CODE: dict[str, str] = {
    "insured_no_missing": "被保険者番号がない",
    "insured_no_unreadable": "被保険者番号が読めない",
    "number_as_power": "番号が指数の形になっている",
    "leading_zeros_lost": "先頭の0が消えている",
    "insurer_no_unreadable": "保険者番号が読めない",
    "other_insurer": "他の保険者の行",
    "name_missing": "氏名がない",
    "outside_characters": "文字化けした字がある",
    "birth_missing": "生年月日が分からない",
    "birth_partial": "生年月日の一部が分からない",
    "birth_in_future": "生年月日が今日より後",
    "birth_too_old": "生年月日が古すぎる",
    "birth_after_application": "生年月日が申請日より後",
    "under_40": "申請日に40歳になっていない",
    "date_unreadable": "日付が読めない",
    "date_incomplete": "日付の月か日がない",
    "date_doubtful": "元号と年が合わない日付",
    "code_unknown": "コードが分からない",
    "status_unknown": "住民の状態が分からない",
    "area_unknown": "地区が分からない",
    "application_in_future": "申請日が今日より後",
    "decision_in_future": "認定日が今日より後",
    "death_in_future": "死亡日が今日より後",
    "change_in_future": "異動日が今日より後",
    "correction_in_future": "訂正日が今日より後",
    "status_in_future": "状態の日が今日より後",
    "application_too_old": "申請日が制度より前",
    "decision_too_old": "認定日が制度より前",
    "validity_too_old": "有効期間が制度より前",
    "decided_before_application": "認定日が申請日より前",
    "application_after_death": "申請日が死亡日より後",
    "validity_reversed": "有効期間の終わりが始まりより前",
    "validity_too_long": "有効期間が長すぎる",
    "validity_far_ahead": "有効期間が1年以上先",
    "validity_start_unusual": "有効期間の始まりがふつうと違う",
    "validity_missing": "有効期間がない",
    "validity_open": "有効期間の終わりがない",
    "level_missing": "要介護状態区分がない",
    "decision_missing": "認定日がない",
    "application_missing": "申請日がない",
    "postal_unreadable": "郵便番号が読めない",
    "formula": "数式が入っている",
    "too_many_cells": "列が多い行",
    "too_few_cells": "列が足りない行",
    "value_without_header": "見出しのない列に値がある",
    "duplicate_row": "同じ行が2回ある",
    "two_people_one_number": "一つの番号に二人いる",
    "two_births_one_number": "一つの番号に生年月日が二つある",
    "same_number_other_person_in_register": "台帳では別の人の番号",
    "birth_differs_from_register": "生年月日が台帳と違う",
    "one_person_two_numbers": "一人に番号が二つあるかもしれない",
    "overlapping_renewal": "更新の有効期間が重なる",
    "overlapping_certification": "有効期間が重なる",
    "contradicting_rows": "同じ申請の結果が食い違う",
    "deleted_before": "前に削除された認定",
    "nothing_to_delete": "削除する認定がない",
    "period_stays_cut": "前の認定の終わりが短いまま",
    "too_many_rows": "一つの番号に行が多すぎる",
}

PERSON_LABELS: dict[str, str] = {
    "name": "氏名",
    "name_kana": "カナ",
    "birth_text": "生年月日",
    "sex": "性別",
    "postal": "郵便番号",
    "address": "住所",
    "phone": "電話",
    "area_id": "圏域",
    "status": "状態",
    "status_on": "状態の日",
}


def changed_values(changes: Sequence[Mapping[str, Any]], municipality_id: int) -> list[dict[str, str]]:
    """The facts of a person as the screen says them; keys and folded copies stay inside. At most one query."""
    wants_areas = any("area_id" in change for change in changes)
    areas = {area.area_id: area.name for area in organisations.areas(municipality_id)} if wants_areas else {}
    return [{key: _said(key, value, areas) for key, value in change.items()} for change in changes]


def _said(key: str, value: Any, areas: Mapping[int, str]) -> str:
    if value in (None, ""):
        return ""
    if key == "area_id":
        return areas.get(value, "")
    if key == "sex":
        return SEX.label(value)
    return ResidentStatus(value).label if key == "status" else str(value)
