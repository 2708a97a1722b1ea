"""つながりの入力: every form speaks plainly, knows its today, and turns what was typed into what the action wants."""

from typing import Any

from django import forms

from takigi.casework.rules.ownership import SharedState
from takigi.casework.rules.states import Route
from takigi.collaboration.actions.cases import Known, NewShared
from takigi.collaboration.actions.roles import Asked
from takigi.collaboration.actions.transfers import Proposal
from takigi.collaboration.queries.cases import KnownFacts
from takigi.collaboration.queries.choices import AgencyChoice
from takigi.collaboration.rules.deidentify import scan
from takigi.collaboration.rules.words import (
    Composition,
    HouseholdFlag,
    Mode,
    Precision,
    RoleKind,
    Source,
    TransferReason,
    Warmth,
)
from takigi.people.actions.persons import PersonDetails
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField

NOT_KNOWN = ("", "分からない・まだ聞いていない")
YES_NO = (NOT_KNOWN, ("yes", "はい"), ("no", "いいえ"))
READ_YES_NO = {"yes": True, "no": False}


def long_text(label: str, **more: Any) -> forms.CharField:
    """Several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4}), **more)


def agency_choices(agencies: list[AgencyChoice]) -> list[tuple[str, str]]:
    """機関の名（分野）."""
    return [
        (str(one.agency_id), f"{one.name}（{'・'.join(one.fields)}）" if one.fields else one.name) for one in agencies
    ]


class KnownForm(CaseForm):
    """分かっていること: whatever is not known stays empty."""

    summary = long_text(
        "名前を伏せた概要",
        required=False,
        help_text="頼む相手やステーションに見えるのは、これだけです。氏名・町名・日付・めずらしい病名を書きません。年齢は「80代」のように書きます。",
    )
    summary_looked_at = forms.BooleanField(
        label="概要を見直しました。だれのことか分かることばではありません", required=False
    )
    contact_note = long_text("暮らしと課題", required=False, help_text="主担当と、本人の同意がある機関だけが読みます。")
    composition = forms.ChoiceField(label="世帯の形", required=False, choices=[NOT_KNOWN, *Composition.choices()])
    flags = forms.MultipleChoiceField(
        label="世帯の事情", required=False, choices=HouseholdFlag.choices(), widget=forms.CheckboxSelectMultiple
    )
    first_difficulty_on = SpokenDateField(
        label="困りごとはいつごろから",
        required=False,
        help_text="だいたいでかまいません。その月・半年・年の、はじめの日を書きます。例: R6.4.1",
    )
    first_difficulty_precision = forms.ChoiceField(
        label="どこまで分かるか", required=False, choices=[NOT_KNOWN, *Precision.choices()]
    )
    first_difficulty_source = forms.ChoiceField(
        label="だれが言ったか", required=False, choices=[NOT_KNOWN, *Source.choices()]
    )
    first_contact_on = SpokenDateField(
        label="はじめて相談があった日", required=False, help_text="どこの機関でもかまいません。"
    )
    had_support_before = forms.ChoiceField(label="前にも支援を受けていたか", required=False, choices=YES_NO)
    was_connected_at_open = forms.ChoiceField(
        label="ケースを開いたとき、どこかの支援につながっていたか", required=False, choices=YES_NO
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # Asked only where there is something to look at.
        if not (self.is_bound and scan(str(self.data.get("summary", "")))):
            del self.fields["summary_looked_at"]

    def known(self, block: int | None = None) -> Known:
        """As the action wants it."""
        typed = self.cleaned_data
        return Known(
            summary=typed["summary"],
            is_summary_looked_at=typed.get("summary_looked_at", False),
            contact_note=typed["contact_note"],
            composition=Composition(typed["composition"]) if typed["composition"] else None,
            flags=tuple(HouseholdFlag(one) for one in typed["flags"]),
            block=block,
            first_difficulty_on=typed["first_difficulty_on"] or None,
            first_difficulty_precision=(
                Precision(typed["first_difficulty_precision"]) if typed["first_difficulty_precision"] else None
            ),
            first_difficulty_source=(
                Source(typed["first_difficulty_source"]) if typed["first_difficulty_source"] else None
            ),
            first_contact_on=typed["first_contact_on"] or None,
            had_support_before=READ_YES_NO.get(typed["had_support_before"]),
            was_connected_at_open=READ_YES_NO.get(typed["was_connected_at_open"]),
        )

    @staticmethod
    def told(facts: KnownFacts) -> dict[str, Any]:
        """What is known already, for the open form."""
        words = {True: "yes", False: "no", None: ""}
        return {
            "summary": facts.summary,
            "contact_note": facts.contact_note,
            "composition": facts.composition or "",
            "flags": [flag.value for flag in facts.flags],
            "first_difficulty_on": facts.first_difficulty_on,
            "first_difficulty_precision": facts.first_difficulty_precision or "",
            "first_difficulty_source": facts.first_difficulty_source or "",
            "first_contact_on": facts.first_contact_on,
            "had_support_before": words[facts.had_support_before],
            "was_connected_at_open": words[facts.was_connected_at_open],
        }


class NewCaseForm(KnownForm):
    """多機関のケースを開く: who came, and what is known so far."""

    agency = forms.ChoiceField(label="主担当になる機関", choices=())
    name = forms.CharField(label="世帯のだれを通して知ったか（氏名）", max_length=60, required=False)
    name_kana = forms.CharField(label="カナ", max_length=60, required=False)
    birth = forms.CharField(
        label="生まれた日", required=False, max_length=40, help_text="分かるところまで。例: 昭和15年4月1日、S15、不詳"
    )
    phone = forms.CharField(label="電話", required=False, max_length=20)
    address = forms.CharField(label="住所", required=False, max_length=200)
    route = forms.ChoiceField(label="つながった経路", choices=Route.choices())
    opened_on = SpokenDateField(label="受付日", initial="今日")
    reason_text = long_text("言われたこと（そのままのことば）", required=False)
    field_order = (
        "agency", "name", "name_kana", "birth", "phone", "address", "route", "opened_on", "reason_text", "summary"
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: list[tuple[int, str]], is_known: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = [(str(pk), name) for pk, name in agencies]
        if is_known:
            for name in ("name", "name_kana", "birth", "phone", "address"):
                del self.fields[name]
        else:
            self.fields["name"].required = True

    def new(self, person_id: Any) -> NewShared:
        """As the action wants it; `person_id` when somebody of the register was chosen."""
        typed = self.cleaned_data
        person = None
        if "name" in self.fields:
            person = PersonDetails(
                name=typed["name"],
                name_kana=typed["name_kana"],
                birth=typed["birth"],
                phone=typed["phone"],
                address=typed["address"],
            )
        return NewShared(
            agency_id=int(typed["agency"]),
            route=Route(typed["route"]),
            opened_on=typed["opened_on"],
            person_id=person_id,
            person=person,
            reason_text=typed["reason_text"],
            known=self.known(),
        )


class RoleForm(CaseForm):
    """役割を頼む: which agency, what, by when. "Take it over" is not among the kinds."""

    agency = forms.ChoiceField(label="どの機関に", choices=())
    kind = forms.ChoiceField(label="どんな役割を", choices=RoleKind.choices())
    task = forms.CharField(
        label="何を頼みたいか", max_length=200, help_text="名前は書きません。例: 月に一度の訪問に一緒に行ってほしい"
    )
    due_on = SpokenDateField(label="いつまでに", required=False, help_text="例: 30日後、12/20")
    next_check_on = SpokenDateField(label="次に確かめる日", required=False)

    def __init__(self, *args: Any, agencies: list[AgencyChoice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = agency_choices(agencies)

    def asked(self) -> Asked:
        """As the action wants it."""
        typed = self.cleaned_data
        return Asked(
            agency_id=int(typed["agency"]),
            kind=RoleKind(typed["kind"]),
            task=typed["task"],
            due_on=typed["due_on"] or None,
            next_check_on=typed["next_check_on"] or None,
        )


def whoever(people: list[tuple[int, str]]) -> list[tuple[str, str]]:
    """The one who answers, unless somebody else is named."""
    return [("", "頼まれた人、または返事をする人"), *((str(pk), name) for pk, name in people)]


class AnswerRoleForm(CaseForm):
    """役割に答える: accepted, or declined with a reason and whatever could be done instead."""

    answer = forms.ChoiceField(
        label="返事", choices=(("accept", "引き受ける"), ("decline", "断る")), widget=forms.RadioSelect
    )
    staff = forms.ChoiceField(label="引き受けるときは、だれがするか", required=False, choices=())
    reason = long_text(
        "断るときは、そのわけ",
        required=False,
        help_text="責めるためのものではありません。町に何が足りないかを知るために、まとめて読まれます。",
    )
    suggestion = forms.CharField(
        label="代わりにできそうなこと・人", required=False, max_length=300, help_text="例: 民生委員の○○地区に聞けます"
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["staff"].choices = whoever(people)


class EndRoleForm(CaseForm):
    """役割を済みにする・取り下げる."""

    answer = forms.ChoiceField(
        label="どうなりましたか",
        choices=(
            ("go_on", "続ける（次に確かめる日を決める）"),
            ("done", "済んだ"),
            ("withdraw", "取り下げる（頼まない・続けられない）"),
        ),
        widget=forms.RadioSelect,
    )
    next_check_on = SpokenDateField(
        label="続けるときは、次に確かめる日",
        required=False,
        help_text="例: 30日後、12/20。空のままなら、日を決めません。",
    )
    note = long_text("ひとこと", required=False, help_text="取り下げるときは、そのわけを書きます。")


class ReferralForm(CaseForm):
    """ほかの機関につなぐ. The owner stays."""

    agency = forms.ChoiceField(label="どの機関に", choices=())
    purpose = forms.CharField(label="何のために", max_length=300, help_text="名前は書きません。例: 家計の相談")
    warmth = forms.ChoiceField(label="どうつなぐか", choices=Warmth.choices(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, agencies: list[AgencyChoice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = agency_choices(agencies)


REFERRAL_ANSWERS = {
    "accept": "受け入れる",
    "reject": "受け入れられない",
    "start": "始まった",
    "revoke": "取り下げる",
}


class AnswerReferralForm(CaseForm):
    """つなぎのその後: only what is possible from where it stands."""

    answer = forms.ChoiceField(label="どうなりましたか", choices=(), widget=forms.RadioSelect)
    staff = forms.ChoiceField(label="受け入れるときは、だれがするか", required=False, choices=())
    started_on = SpokenDateField(label="始まったときは、その日", required=False)
    reason = long_text("受け入れられない・取り下げるときは、そのわけ", required=False)

    def __init__(self, *args: Any, ways: list[str], people: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["answer"].choices = [(way, REFERRAL_ANSWERS[way]) for way in ways]
        self.fields["staff"].choices = whoever(people)
        if "accept" not in ways:
            del self.fields["staff"]
        if "start" not in ways:
            del self.fields["started_on"]


class InvolvementForm(CaseForm):
    """ステーションの関わり: in which way, and until when."""

    mode = forms.ChoiceField(
        label="どう関わるか",
        choices=[(one.value, one.label) for one in Mode if one is not Mode.CONSULTED],
        widget=forms.RadioSelect,
    )
    planned_to = SpokenDateField(
        label="終わりの予定", help_text="この日を過ぎると、ステーションの閲覧は閉じます。あとで決めなおせます。"
    )


class EndInvolvementForm(CaseForm):
    """離れる・延ばす."""

    answer = forms.ChoiceField(
        label="どうしますか",
        choices=(("end", "離れる"), ("prolong", "終わりの予定を決めなおす")),
        widget=forms.RadioSelect,
    )
    planned_to = SpokenDateField(label="延ばすときは、新しい終わりの予定", required=False)
    note = long_text("どう離れたか・なぜ延ばすか", help_text="だれが続けるかも書きます。")


class TransferForm(CaseForm):
    """主担当の移管を提案する."""

    agency = forms.ChoiceField(label="どの機関に", choices=())
    reason_code = forms.ChoiceField(label="理由", choices=TransferReason.choices())
    reason = long_text("理由のことば", help_text="次の担当が読みます。")
    subject_informed_on = SpokenDateField(label="本人に説明した日", required=False)
    not_informed_reason = forms.CharField(label="まだ説明していないときは、そのわけ", required=False, max_length=300)
    exception_until = SpokenDateField(
        label="ステーションに移すときだけ: いつまで", required=False, help_text="例外です。90日以内の日を書きます。"
    )
    exit_plan = long_text("ステーションに移すときだけ: どの機関に、どうやって戻すか", required=False)

    def __init__(self, *args: Any, agencies: list[AgencyChoice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].choices = agency_choices(agencies)

    def proposal(self) -> Proposal:
        """As the action wants it."""
        typed = self.cleaned_data
        return Proposal(
            to_agency_id=int(typed["agency"]),
            reason_code=TransferReason(typed["reason_code"]),
            reason=typed["reason"],
            subject_informed_on=typed["subject_informed_on"] or None,
            not_informed_reason=typed["not_informed_reason"],
            exception_until=typed["exception_until"] or None,
            exit_plan=typed["exit_plan"],
        )


class AnswerTransferForm(CaseForm):
    """移管に答える: accepted with a new owner, declined, or taken back; and the secretariat's approval."""

    answer = forms.ChoiceField(label="返事", choices=(), widget=forms.RadioSelect)
    staff = forms.ChoiceField(label="受け入れるときは、新しい担当者", required=False, choices=())
    note = long_text("ひとこと", required=False, help_text="受け入れない・取り下げるときは、そのわけを書きます。")

    def __init__(self, *args: Any, ways: list[tuple[str, str]], people: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["answer"].choices = ways
        self.fields["staff"].choices = [("", "選んでください"), *((str(pk), name) for pk, name in people)]
        if "accept" not in dict(ways):
            del self.fields["staff"]


class OwnerForm(CaseForm):
    """担当者を替える, inside the agency."""

    staff = forms.ChoiceField(label="次の担当者", choices=())
    on = SpokenDateField(label="いつから", initial="今日")
    note = long_text("次の人に伝えること", help_text="いまの約束、気をつけること、次の予定")

    def __init__(self, *args: Any, people: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["staff"].choices = [(str(pk), name) for pk, name in people]


class StateForm(CaseForm):
    """状態を変える: 支援中と見守り."""

    to = forms.ChoiceField(label="状態", choices=SharedState.own_choices(), widget=forms.RadioSelect)
    note = forms.CharField(label="ひとこと", required=False, max_length=300)


class CloseForm(CaseForm):
    """終結する."""

    on = SpokenDateField(label="終結の日", initial="今日")
    note = long_text("どう終わったか")
    open_items_note = long_text(
        "ほかの機関の役割や宿題が残っているときは、どうするか",
        required=False,
        help_text="残っていなければ空のままにします。",
    )


class EmergencyForm(CaseForm):
    """緊急の閲覧."""

    reason = long_text("なぜ、いま見る必要があるか", help_text="命・体・財産への差し迫った危険を書きます。10文字以上。")
