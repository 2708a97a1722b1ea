"""本人のページの身じたく: the file as facts, history line, tables and ways onward."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import open_case_of
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.ground_line import GroundLine
from takigi.components.history_line import HistoryLine
from takigi.components.missing_word import Missing, MissingWord
from takigi.components.notice import Notice, NoticeKind
from takigi.components.person_name import PersonName
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.codes import SEX
from takigi.kernel.era_names import in_both_eras
from takigi.organisations.queries import names_of_staff
from takigi.organisations.rules import Duty
from takigi.people.queries.files import PersonFile
from takigi.people.queries.powers import powers_of
from takigi.people.rules import ResidentStatus, qualification_lost_on
from takigi.screens.people.certification_lines import certification_table, former_tables
from takigi.screens.people.changes import change_cards, merged_table
from takigi.screens.people.consents import consent_steps, consent_table
from takigi.screens.people.history import history_of
from takigi.screens.people.known_on import KnownOn
from takigi.screens.people.origins import Origins, origins_of
from takigi.screens.people.results import person_table


def dress_person(viewer: Viewer, file: PersonFile, asked: KnownOn) -> dict[str, Any]:
    """Everything the page prints. The title holds no name: titles go into the browser's history."""
    staff = names_of_staff(viewer.municipality_id, _named_staff(file))
    origins = origins_of(viewer, file)
    on = asked.day or viewer.on
    return {
        "heading": file.name,
        "who": PersonName(file.name, file.name_kana, file.birth, viewer.on, is_large=True),
        "tags": _tags(file),
        "ground": GroundLine(file.because),
        "action": _case_way(viewer, file),
        "as_of": in_both_eras(viewer.on),
        "file": file,
        "asked": asked,
        "notice": _known_then(file, asked),
        "facts": person_facts(file, origins),
        "household": person_table(viewer, file.household, "同じ世帯の人") if file.household else "",
        "history": HistoryLine(history_of(file), "まだ認定の記録がありません。台帳を取り込むと、ここに並びます。"),
        "certifications": certification_table(file.certifications, origins, on=on),
        "former_certifications": former_tables(file.certifications, origins),
        "consents": consent_table(viewer, file),
        "consent_steps": consent_steps(file.consents, staff),
        "changes": change_cards(file.changes, staff, origins),
        "merged": merged_table(file.merged),
        "ways": _ways(viewer, file),
    }


def _case_way(viewer: Viewer, file: PersonFile) -> ButtonLink | str:
    """The way into casework: the case that goes on, or a new one."""
    if not viewer.has_duty(Duty.CASEWORK):
        return ""
    case_id = open_case_of(viewer, file.person_id)
    if case_id:
        return ButtonLink("ケースを見る", reverse("case", args=[case_id]), ButtonKind.PRIMARY)
    if file.status is not ResidentStatus.RESIDENT:
        return ""
    return ButtonLink("相談を受け付ける", reverse("case_new_of", args=[file.person_id]), ButtonKind.PRIMARY)


def _known_then(file: PersonFile, asked: KnownOn) -> Notice | str:
    """That the page shows what was known on a day, or why it does not."""
    if asked.error:
        return Notice(asked.error, NoticeKind.WARNING, "いま分かっている内容を出しています。")
    if asked.day is None:
        return ""
    back = reverse("person", args=[file.person_id])
    words = f"{asked.words}に分かっていた認定です。そのあとに分かったことは含みません。"
    return Notice(words, href=back, link="いま分かっていることに戻る")


def _named_staff(file: PersonFile) -> set[int]:
    changed = {change.changed_by for change in file.changes if change.changed_by}
    return changed | {step.recorded_by for line in file.consents for step in line.steps}


def _tags(file: PersonFile) -> list[StatusTag]:
    tags = []
    if file.status is not ResidentStatus.RESIDENT:
        day = f" {in_both_eras(file.status_on)}" if file.status_on else ""
        tags.append(StatusTag(f"{file.status.label}{day}"))
    if file.is_protected:
        tags.append(StatusTag("住所の保護", Tone.ALERT))
    return tags


def person_facts(file: PersonFile, origins: Origins) -> DefinitionList:
    """基本の事実: what is known, in words where it is not, and where it comes from."""
    unknown = MissingWord(Missing.NOT_RECORDED)
    number = Fact("被保険者番号", file.insured_no or f"まだありません（仮番号 {file.temporary_no}）")
    return DefinitionList(
        (
            number,
            Fact("保険者番号", file.insurer_no or unknown),
            Fact("性別", SEX.label(file.sex) if file.sex else unknown),
            *_qualification(file),
            *_location(file),
            Fact("続柄", file.household_role or unknown),
            Fact("元の記録", origins.of_person or "台帳の取り込みのほかで登録"),
        )
    )


def _qualification(file: PersonFile) -> tuple[Fact, ...]:
    """Since when somebody who has left is no longer insured here. Whoever died keeps no such line."""
    if file.status is not ResidentStatus.MOVED_OUT or file.status_on is None or file.is_address_exception:
        return ()
    note = "転出の日の翌日です。その日のうちに次の市町村の住民になったときは、転出の日です。"
    return (Fact("介護保険の資格を失う日", in_both_eras(qualification_lost_on(file.status_on)), note),)


PROTECTED = "保護されています。登録された職員だけが見られます。"
ELSEWHERE = "町の外の施設などにお住まいで、保険者はこの町のままです。圏域ごとの数には入りません。"


def _location(file: PersonFile) -> tuple[Fact, ...]:
    if not file.sees_location:
        return (Fact("住所・圏域・電話", PROTECTED),)
    unknown = MissingWord(Missing.NOT_RECORDED)
    note = "保護されている住所です。口に出さず、印刷しないでください。" if file.is_protected else ""
    postal = f"〒{file.postal} " if file.postal else ""
    return (
        Fact("住所", f"{postal}{file.address}" if file.address else unknown, note),
        Fact("圏域", file.area_name or unknown),
        Fact("電話", file.phone or unknown),
        *((Fact("住所地特例", ELSEWHERE),) if file.is_address_exception else ()),
    )


def _ways(viewer: Viewer, file: PersonFile) -> list[tuple[str, str]]:
    """Links to what else can be done with this person."""
    powers = powers_of(viewer)
    ways = [("本人の情報を変える", reverse("person_change", args=[file.person_id]))] if file.may_change else []
    if powers.may_protect:
        words = "住所の保護を見なおす" if file.is_protected else "住所を保護する"
        ways.append((words, reverse("person_protect", args=[file.person_id])))
    if powers.may_ask_who_read:
        ways.append(("だれが見たかを調べる", reverse("person_readers", args=[file.person_id])))
    if file.merged and powers.may_merge:
        ways.append(("まとめた記録を元に戻す", reverse("merges")))
    return ways
