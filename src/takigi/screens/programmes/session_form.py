"""実施の入力: 先週の行動 → できたか → 今週の行動, with the check before it and the minutes."""

from typing import Any

from django import forms

from takigi.instruments.safety import Advice
from takigi.kernel.era_names import in_short_japanese
from takigi.programmes.actions.sessions import SessionEntry
from takigi.programmes.queries.episodes import SessionLine
from takigi.programmes.rules.words import AbsenceReason, ActionDone, Attendance
from takigi.screens.forms import SpokenDateField
from takigi.screens.programmes.forms import DAY, number, radios, words
from takigi.screens.programmes.safety_fields import SafetyForm


class SessionForm(SafetyForm):
    """実施の一回."""

    held_on = SpokenDateField(label="実施した日", help_text=DAY)
    attendance = radios("出欠", Attendance.choices())
    absence_reason = forms.ChoiceField(
        label="休みの理由",
        required=False,
        choices=[("", "—"), *AbsenceReason.choices()],
        help_text="休みのときだけ選びます。",
    )
    absence_note = forms.CharField(label="休みの理由の覚え書き", required=False, max_length=200)
    last_action_done = radios("先週の行動は、できましたか", ActionDone.choices(), required=False)
    next_action = words("今週の行動", rows=2, help_text="本人が次までにすること。例: 朝に家の前を5分歩く")
    safety_note = forms.CharField(label="始める前の覚え書き", required=False, max_length=200)
    interview_minutes = number("面談（分）", 0, 480)
    exercise_minutes = number("運動（分）", 0, 480)
    note = words("覚え書き")
    is_extra = forms.BooleanField(label="同じ日の2回目", required=False)

    def clean(self) -> dict[str, Any]:
        """A check that says stop asks what was done instead."""
        typed = super().clean() or self.cleaned_data
        checked = self.checked()
        stops = checked is not None and checked.advice is Advice.STOP
        if stops and typed.get("attendance") == Attendance.ATTENDED and not typed.get("safety_note"):
            because = "".join(checked.reasons) if checked else ""
            self.add_error("safety_note", f"{because}どうしたかを書いてください（例: 面談だけにした）。")
        return typed

    def entry(self) -> SessionEntry:
        """The session."""
        typed, checked = self.cleaned_data, self.checked()
        came = Attendance(typed["attendance"])
        reason = AbsenceReason(typed["absence_reason"]) if typed["absence_reason"] else None
        return SessionEntry(
            held_on=typed["held_on"],
            attendance=came,
            absence_reason=None if came is Attendance.ATTENDED else reason,
            absence_note=typed["absence_note"],
            is_extra=typed["is_extra"],
            safety=self.safety(),
            safety_advice=checked.advice if checked else None,
            safety_note=typed["safety_note"],
            interview_minutes=typed["interview_minutes"],
            exercise_minutes=typed["exercise_minutes"],
            last_action_done=ActionDone(typed["last_action_done"]) if typed["last_action_done"] else None,
            next_action=typed["next_action"],
            note=typed["note"],
        )


def as_written(line: SessionLine) -> dict[str, Any]:
    """A session as the form's first values."""
    return {
        "held_on": in_short_japanese(line.held_on),
        "attendance": line.attendance.value,
        "absence_reason": line.absence_reason.value if line.absence_reason else "",
        "absence_note": line.absence_note,
        "is_extra": line.is_extra,
        "safety_note": line.safety_note,
        "interview_minutes": line.interview_minutes,
        "exercise_minutes": line.exercise_minutes,
        "last_action_done": line.done.value if line.done else "",
        "next_action": line.next_action,
        "note": line.note,
        **line.safety,
    }
