"""部品: every example draws itself, nothing written by people becomes markup, and words carry what colours repeat."""

import re
from datetime import date

import pytest
from django import forms
from django.contrib.messages import constants as levels
from django.contrib.messages.storage.base import Message
from django.template import Context, Template

from takigi.charts.bars import BarsWithCounts
from takigi.charts.portions import Portion
from takigi.charts.sparkline import Sparkline
from takigi.components import base, catalogue
from takigi.components.base import Component
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import Button
from takigi.components.card import Card
from takigi.components.catalogue import GROUPS, gallery_groups
from takigi.components.chart import ChartFigure
from takigi.components.confirm import Confirmation
from takigi.components.count import Count
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.empty_state import EmptyState
from takigi.components.error_summary import ErrorSummary
from takigi.components.field import Choice, Field, FieldKind
from takigi.components.fold_out import FoldOut
from takigi.components.ground_line import GroundLine
from takigi.components.history_line import Event, HistoryLine
from takigi.components.icon import Icon
from takigi.components.missing_word import Missing, MissingWord
from takigi.components.notice import Notice
from takigi.components.pager import Pager
from takigi.components.person_name import PersonName
from takigi.components.progress_bar import ProgressBar
from takigi.components.saved_draft import DraftState, SavedDraft
from takigi.components.side_by_side import Pair, SideBySide
from takigi.components.spark import Spark
from takigi.components.status_tag import StatusTag
from takigi.components.steps import Steps
from takigi.components.table import Column, Link, Table
from takigi.components.tabs import Tab, Tabs
from takigi.components.toolbar import FilterChip, Toolbar
from takigi.components.undo_notice import UndoNotice
from takigi.kernel.eras import PartialDate

KINDS = [kind for kinds in GROUPS.values() for kind in kinds]
TODAY = date(2026, 11, 23)
# A name as somebody might type it who wants to see what happens.
NASTY = "<em onclick='x'>山田</em>\"&"
INLINE = re.compile(r"<script\b|<style\b|\sstyle\s*=|<[^>]*\son[a-z]+\s*=", re.IGNORECASE)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_example_draws_itself_without_anything_inline(kind):
    examples = list(kind.examples())

    assert examples
    for example in examples:
        assert not INLINE.search(str(example))


def test_the_catalogue_forgets_no_component():
    def below(kind):
        return {kind, *(deeper for child in kind.__subclasses__() for deeper in below(child))}

    assert below(Component) - {base.Component} == set(KINDS)


def test_the_gallery_names_each_component_in_japanese():
    specimens = [specimen for group in gallery_groups() for specimen in group.specimens]

    assert [one.name for one in specimens] == [kind.__name__ for kind in KINDS]
    assert [one.purpose for one in specimens if not re.match(r"[^a-z]*$", one.purpose)] == []
    assert set(KINDS) >= catalogue.SMALL


WITH_A_NASTY_NAME = [
    BothEraDate(PartialDate.of(TODAY, NASTY)),
    Button(NASTY, name=NASTY, value=NASTY, attributes={"hx-get": NASTY}),
    Card(NASTY, NASTY),
    ChartFigure(BarsWithCounts(title=NASTY, as_of=TODAY, bars=(Portion(NASTY, 1),), unit=NASTY, notes=(NASTY,))),
    Confirmation(NASTY, (NASTY,), (NASTY,), Button(NASTY), NASTY, hidden=((NASTY, NASTY),)),
    Count(NASTY, 5, 3, TODAY, NASTY, NASTY, NASTY),
    Table(NASTY, (Column(NASTY), Column("")), ((Link(NASTY, NASTY), NASTY),), key=NASTY),
    DefinitionList((Fact(NASTY, NASTY, NASTY),)),
    EmptyState(NASTY, NASTY),
    Field(NASTY, NASTY, value=NASTY, help=NASTY, error=NASTY, attributes={"data-x": NASTY}),
    Field(NASTY, NASTY, FieldKind.TEXTAREA, NASTY),
    Field(NASTY, NASTY, FieldKind.SELECT, NASTY, choices=(Choice(NASTY, NASTY, NASTY),)),
    Field(NASTY, NASTY, FieldKind.RADIO, NASTY, choices=(Choice(NASTY, NASTY, NASTY),)),
    Field(NASTY, NASTY, FieldKind.CHECKBOX, NASTY),
    FoldOut(NASTY, NASTY),
    GroundLine((NASTY,)),
    HistoryLine((Event(TODAY, NASTY, NASTY, StatusTag(NASTY), NASTY), Event(None, NASTY, is_withdrawn=True))),
    HistoryLine((), NASTY),
    Icon("search", NASTY),
    Notice(NASTY, what_now=NASTY, href=NASTY, link=NASTY),
    Pager(2, 9, 3, f"?q={NASTY}", NASTY, NASTY, {"hx-target": NASTY}),
    PersonName(NASTY, NASTY, None, TODAY, NASTY),
    ProgressBar(NASTY, 1, 2, NASTY, NASTY),
    SavedDraft(DraftState.SAVED, NASTY, (NASTY,)),
    SideBySide(NASTY, (NASTY, NASTY), (Pair(NASTY, NASTY, NASTY, NASTY),)),
    Spark(Sparkline(title=NASTY, as_of=TODAY, values=(1, None), periods=NASTY, unit=NASTY, missing=NASTY)),
    StatusTag(NASTY),
    Steps((NASTY,), 1),
    Tabs(NASTY, (Tab(NASTY, NASTY, count=1),)),
    Toolbar((FilterChip(NASTY, NASTY),), NASTY, NASTY),
    UndoNotice(NASTY, NASTY, NASTY, NASTY),
]


@pytest.mark.parametrize(
    "number", range(len(WITH_A_NASTY_NAME)), ids=lambda n: f"{type(WITH_A_NASTY_NAME[n]).__name__}-{n}"
)
def test_markup_in_a_name_is_shown_as_it_was_typed(number):
    drawn = str(WITH_A_NASTY_NAME[number])

    assert "<em" not in drawn
    assert "onclick='" not in drawn


@pytest.mark.parametrize("name", ["style", "onclick", "onload"])
def test_an_attribute_that_the_security_policy_would_block_is_refused(name):
    with pytest.raises(ValueError, match="使えません"):
        str(Button("見る", attributes={name: "x"}))


class LedgerForm(forms.Form):
    """台帳: one field of each kind that a form of Django's may bring."""

    name = forms.CharField(label="氏名", help_text="住民票のとおりに書いてください。")
    born = forms.CharField(label="生年月日", widget=forms.DateInput, required=False)
    area = forms.ChoiceField(label="圏域", choices=[("", "選んでください"), (1, "安田"), ("組", [(2, "水原")])])
    consent = forms.ChoiceField(label="同意", widget=forms.RadioSelect, choices=[("yes", "同意"), ("no", "不同意")])
    roles = forms.MultipleChoiceField(label="だれと", widget=forms.CheckboxSelectMultiple, choices=[("a", "保健師")])
    is_shared = forms.BooleanField(label="共有する", required=False)
    ledger = forms.FileField(label="台帳", required=False)


def test_a_django_field_is_wired_to_its_help_and_its_error():
    drawn = str(Field.of(LedgerForm({})["name"]))

    assert 'aria-describedby="id_name-help id_name-error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert '<label class="field-label" for="id_name">' in drawn
    assert 'id="id_name-error"' in drawn


def test_a_date_is_typed_as_people_say_it_and_the_help_says_so():
    drawn = str(Field.of(LedgerForm()["born"]))

    assert 'type="text"' in drawn
    assert "きのう" in drawn
    assert "任意" in drawn


def test_each_kind_of_django_field_becomes_its_own_kind_of_control():
    kinds = [Field.of(bound).kind for bound in LedgerForm()]

    assert kinds == ["text", "date", "select", "radio", "checkboxes", "checkbox", "file"]


def test_a_choice_keeps_what_was_chosen_and_groups_are_laid_flat():
    bound = LedgerForm({"area": "2", "consent": "no", "roles": ["a"]})

    area, consent, roles = (str(Field.of(bound[name])) for name in ("area", "consent", "roles"))

    assert '<option value="2" selected>水原</option>' in area
    assert re.search(r'value="no" checked', consent)
    assert re.search(r'value="a" checked', roles)


def test_a_group_of_choices_has_a_legend_and_carries_its_own_description():
    drawn = str(Field.of(LedgerForm({})["consent"]))

    assert re.search(r'<fieldset class="field"[^>]*aria-describedby="id_consent-error"', drawn)
    assert '<legend class="field-label">同意' in drawn


def test_a_password_is_never_written_back_into_the_page():
    assert "hatake" not in str(Field("password", "パスワード", FieldKind.PASSWORD, "hatake"))


def test_the_summary_leads_to_each_field_and_is_silent_when_there_is_nothing_to_correct():
    form = LedgerForm({"area": "1", "consent": "yes", "roles": ["a"]})

    assert '<a href="#id_name">氏名: ' in str(ErrorSummary.of(form))
    assert str(ErrorSummary(())) == ""


def test_a_number_says_of_how_many_on_which_day_and_what_it_means():
    drawn = re.sub(r"<[^>]+>", "", str(Count("聞けた方", 1204, 3, TODAY, "その言葉が記録にある方")))

    assert "1,204人中3人" in drawn
    assert "その言葉が記録にある方（令和8年11月23日現在）" in drawn


def test_a_number_that_is_not_there_is_a_word_and_never_zero():
    drawn = str(Count("歩く速さ", 12, Missing.NOT_MEASURED, TODAY, "測った方"))

    assert "未測定" in drawn
    assert "0" not in re.sub(r"<[^>]+>", "", drawn)


def test_an_empty_fact_is_said_in_words():
    assert "まだ記録がありません" in str(DefinitionList((Fact("電話", ""),)))
    assert str(MissingWord(Missing.WITHHELD)).count("秘匿") == 1


def test_an_age_is_that_of_the_day_and_a_range_when_only_the_year_is_known():
    whole = PartialDate.of(date(1939, 5, 2))

    assert "86歳" in str(PersonName("山田", "", whole, date(2026, 4, 30)))
    # By law the year is full on the day before the birthday.
    assert "87歳" in str(PersonName("山田", "", whole, date(2026, 5, 1)))
    assert "95〜96歳" in str(list(PersonName.examples())[1])
    assert "生年月日不詳" in str(PersonName("山田", "", None, TODAY))


@pytest.mark.parametrize(
    ("left", "right", "word"),
    [
        ("山田", "山田", "同じ"),
        ("山田", "山本", "ちがう"),
        ("山田", "", "片方だけ"),
        ("", "", "どちらにもない"),
        (0, 0, "同じ"),
    ],
)
def test_a_difference_is_said_in_a_word(left, right, word):
    assert Pair("氏名", left, right).word == word


def test_the_pager_keeps_the_filters_of_the_address_and_knows_both_ends():
    first, middle, last = (Pager(page, 250, 100, "?q=ヨシノ&page=9&area=1") for page in (1, 2, 3))

    assert middle.next_href == "?q=%E3%83%A8%E3%82%B7%E3%83%8E&area=1&page=3"
    assert (first.previous_href, last.next_href) == ("", "")
    assert (last.first_row, last.last_row) == (201, 250)


def test_a_bar_asks_again_only_while_there_is_something_to_ask():
    running, finished = ProgressBar("読んでいます", 1, 3, "/imports/1/progress/"), ProgressBar("済みました", 0, 0)

    assert 'hx-get="/imports/1/progress/"' in str(running)
    assert "hx-get" not in str(finished)
    assert (running.percent, finished.percent, ProgressBar("?", 5, None).percent) == (33, 100, None)


def test_a_row_with_too_few_cells_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        str(Table("表", (Column("a"), Column("b")), (("x",),)))


def test_a_form_of_a_component_carries_the_token_of_its_page():
    template = Template("{% load takigi %}{% show it %}")

    drawn = template.render(Context({"it": UndoNotice("まとめました。", "/undo/"), "csrf_token": "t0ken"}))

    assert 'name="csrfmiddlewaretoken" value="t0ken"' in drawn


def test_a_message_of_djangos_becomes_a_notice_of_ours():
    template = Template("{% load takigi %}{{ message|notice }}")

    drawn = template.render(Context({"message": Message(levels.SUCCESS, NASTY)}))

    assert 'data-kind="success"' in drawn
    assert "<em" not in drawn


def test_a_card_around_free_text_escapes_its_title():
    template = Template("{% load takigi %}{% card title %}<p>{{ title }}</p>{% endcard %}")

    drawn = template.render(Context({"title": NASTY}))

    assert "<em" not in drawn
    assert "<p>&lt;em" in drawn


def test_a_chart_carries_its_sentences_and_its_numbers_beside_the_picture():
    bars = BarsWithCounts(
        title="聞けた方", as_of=TODAY, bars=(Portion("転倒", 3, 5, 0.23, 0.88),), notes=("少人数です。",)
    )

    drawn = str(ChartFigure(bars))

    assert drawn.count("<svg") == drawn.count('role="img"') == 2
    assert "転倒は5人中3人です（令和8年11月23日現在）。" in drawn
    assert "少人数です。" in drawn
    assert "<td" in drawn.partition("数の表を見る")[2]


def test_a_chart_without_numbers_offers_no_table():
    assert "数の表を見る" not in str(ChartFigure(BarsWithCounts(title="聞けた方", as_of=TODAY, bars=())))


def test_a_draft_says_every_state_in_words_and_shows_one():
    drawn = str(SavedDraft(DraftState.SAVED, "14:32"))

    assert 'data-state="saved" data-shared="false"' in drawn
    assert "<time data-draft-time>14:32</time> 保存済み" in drawn
    assert "送れていません（この端末に保存しています）" in drawn


def test_a_draft_names_who_else_is_writing():
    drawn = str(SavedDraft(DraftState.SAVED, "14:32", ("山田", "佐藤")))

    assert 'data-shared="true"' in drawn
    assert "ほかの人も書いています<span data-draft-others>（山田さん、佐藤さん）" in drawn
