"""入力の頁の身じたく: heading, ground, the verb that sends the form, and the way back."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import Button, ButtonKind
from takigi.components.ground_line import GroundLine
from takigi.people.queries.files import PersonFile, Protection
from takigi.people.queries.search import PersonCard
from takigi.screens.people.forms import PersonForm
from takigi.screens.people.results import person_table


def new_person_page(viewer: Viewer, form: PersonForm, same: tuple[PersonCard, ...]) -> dict[str, Any]:
    """本人を登録する. With likely namesakes, the verb says that this is somebody else."""
    if same:
        save = Button("別の人として登録する", ButtonKind.PRIMARY, name="is_another", value="yes")
    else:
        save = Button("登録する", ButtonKind.PRIMARY)
    return {
        "heading": "本人を登録する",
        "form": form,
        "save": save,
        "back": (reverse("people"), "やめて戻る"),
        "same": person_table(viewer, same, "同じ人かもしれない人") if same else "",
    }


def change_page(file: PersonFile, form: Any) -> dict[str, Any]:
    """本人の情報を変える."""
    return {
        **_about(file.person_id, file.name, file.because),
        "heading": "本人の情報を変える",
        "form": form,
        "save": Button("変える", ButtonKind.PRIMARY),
        "note": "" if file.sees_location else "住所・圏域・電話は保護されているため、ここでは変えられません。",
    }


def protection_page(it: Protection, form: Any, ending: Any) -> dict[str, Any]:
    """住所の保護."""
    return {
        **_about(it.person_id, it.name, it.because),
        "heading": "住所の保護",
        "it": it,
        "form": form,
        "ending": ending,
        "save": Button("見られる職員を決めなおす" if it.is_protected else "住所を保護する", ButtonKind.PRIMARY),
        "end": Button("保護を終える", ButtonKind.DANGER, name="end", value="yes"),
    }


def consent_page(file: PersonFile, form: Any, *, heading: str, purpose: str) -> dict[str, Any]:
    """同意の一歩を記録する."""
    return {
        **_about(file.person_id, file.name, file.because),
        "heading": heading,
        "purpose": purpose,
        "form": form,
        "save": Button("記録する", ButtonKind.PRIMARY),
    }


def emergency_page(form: Any) -> dict[str, Any]:
    """緊急に開く."""
    return {
        "heading": "緊急に本人の記録を開く",
        "form": form,
        "save": Button("理由を残して開く", ButtonKind.DANGER),
        "back": (reverse("people"), "やめて戻る"),
    }


def _about(person_id: Any, name: str, because: tuple[str, ...]) -> dict[str, Any]:
    return {
        "person_name": name,
        "ground": GroundLine(because),
        "back": (reverse("person", args=[person_id]), "本人のページへ戻る"),
    }
