"""監査記録の絞り込み: kind, member of staff, day. Everything stays in the address."""

import re
from typing import Any

from django import forms

from takigi.access.grounds import Viewer
from takigi.audit.actions import WHOLE_INSTALLATION
from takigi.organisations.queries import StaffCard
from takigi.screens.audit_log.sentences import SENTENCES
from takigi.screens.forms import SpokenDateField, speak_plainly

# 「{who}の配属を終えました」 is found as 「組織とアカウント: 配属を終えました」.
WHO = re.compile(r"（?\{who\}）?[のをに]?、?")
KINDS = [("", "すべて"), *((kind, f"{one.group}: {WHO.sub('', one.says)}") for kind, one in SENTENCES.items())]


class LogFilter(forms.Form):
    """絞り込み."""

    kind = forms.ChoiceField(label="できごと", choices=KINDS, required=False)
    by = forms.TypedChoiceField(label="だれが", coerce=int, empty_value=None, required=False)
    until = SpokenDateField(label="この日まで", required=False, help_text="例: きのう、R8.11.3")
    door = forms.ChoiceField(
        label="どの記録",
        choices=[("", "この自治体"), (str(WHOLE_INSTALLATION), "知らない名前でのサインイン（設置全体）")],
        required=False,
    )
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, staff: list[StaffCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = [("", "すべて"), *((str(card.staff_id), card.name) for card in staff)]
        speak_plainly(self, today=viewer.on)

    def asked(self) -> dict[str, Any]:
        """What `audit_page` is asked; what cannot be read narrows nothing, and its error stands under the field."""
        self.full_clean()
        typed = self.cleaned_data
        return {
            "before": typed.get("before"),
            "kind": typed.get("kind", ""),
            "by": typed.get("by"),
            "until": typed.get("until"),
            "whole_installation": bool(typed.get("door")),
        }
