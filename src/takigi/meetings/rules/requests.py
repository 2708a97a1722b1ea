"""会議を頼むきまり: what our own field tried first, what we will keep doing, what is asked; nobody's name."""

from dataclasses import dataclass, field
from datetime import date

from takigi.collaboration.rules.deidentify import Known, parts_of_names, scan
from takigi.meetings.rules.words import AskType, MeetingsRefused

NO_BY_ITSELF = ("なし", "特になし", "ない", "無し", "とくになし", "未定")


@dataclass(frozen=True)
class ItemWords:
    """議題の言葉. Everything but the case itself names nobody: it is read before anything is opened."""

    heading: str
    purpose: str
    questions: str = ""
    ask_type: AskType | None = None
    what_owner_will_keep: str = ""
    prior_field_discussion_on: date | None = None
    prior_result: str = ""
    deidentified_text: str = ""
    theme_code: str = ""
    second_reason: str = ""
    names_nobody: bool = field(default=False)  # whoever writes has looked at what the machine pointed at

    def told(self) -> tuple[str, ...]:
        """All that is read before the meeting."""
        return (
            self.heading,
            self.purpose,
            self.questions,
            self.what_owner_will_keep,
            self.prior_result,
            self.deidentified_text,
        )


def check_words(words: ItemWords) -> None:
    """A heading and a purpose, for any item."""
    if not words.heading.strip():
        raise MeetingsRefused("議題の題を、名前を書かずに書いてください（例: 80代の親と50代の子の暮らし）。")
    if not words.purpose.strip():
        raise MeetingsRefused("何のために話し合うか（困っていること）を書いてください。")


def check_case_words(words: ItemWords, *, on: date) -> None:
    """An item about a household: what the owner keeps stands first, and a day without a result tells nothing (K9)."""
    kept = words.what_owner_will_keep.strip().rstrip("。")
    if len(kept) < 5 or kept in NO_BY_ITSELF:
        raise MeetingsRefused(
            "主担当が続けることを書いてください（例: 月に一度の訪問と、家族との連絡は続けます）。会議のあとも主担当は変わりません。"
        )
    if words.ask_type is None:
        raise MeetingsRefused("何をお願いしたいかを選んでください。")
    if words.prior_field_discussion_on is not None and words.prior_field_discussion_on > on:
        raise MeetingsRefused("分野の中で話し合った日が今日より後になっています。")
    if not words.prior_result.strip():
        raise MeetingsRefused(
            "自分の分野で先に話し合った結果を書いてください。まだのときは、その理由を書けば依頼できます。"
        )


def check_names_nobody(words: ItemWords, known: Known) -> None:
    """R7: what our own records know is refused; what only looks like a name, until somebody has looked at it."""
    ours = parts_of_names(known.people) | known.places
    certain = {one for one in _found(words, known) if any(name in one for name in ours)}
    if certain:
        raise MeetingsRefused(
            f"「{'」「'.join(sorted(certain))}」は、この世帯の方の名前か、住んでいる所です。"
            "「本人」「長女」「同じブロックの中」のように書き直してください。"
        )
    looks = _found(words, Known())
    if looks and not words.names_nobody:
        raise MeetingsRefused(
            f"「{'」「'.join(sorted(looks))}」は、だれのことか分かることばかもしれません。"
            "書き直すか、見直したうえで「だれのことか分かることばではありません」に印を付けてください。"
        )


def _found(words: ItemWords, known: Known) -> set[str]:
    return {one.words for text in words.told() for one in scan(text, known)}
