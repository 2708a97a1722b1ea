"""根拠の言葉: what each grade may say, sentence by sentence, and the sentences that stand beside the numbers."""

import pytest

from takigi.statistics.claims import (
    NOT_PROVEN,
    OUTLOOK,
    Grade,
    NeverShown,
    allowed_wording,
    check_wording,
    people_needed_sentence,
    similar_cases_sentence,
    suppressed_sentence,
)

UNEARNED = [
    "訪問の効果です。",
    "訪問には大きな効果がありました。",
    "訪問が歩行を改善させた。",
    "転倒を減らした取組です。",
    "介護度を軽減させました。",
    "教室のおかげで外出が増えた。",
    "訪問によって改善しました。",
    "早い訪問が自立につながりました。",
    "取組の成果が出ています。",
    "認定率を下げた。",
    "集中支援が効いた。",
    "日曜の健診によって受診率が向上した。",
    "講座の成果で外出がふえた。",
    "訪問が予防に寄与しました。",
]
HONEST = [
    "5人中3人が元の生活に戻りました。",
    "前は月6件、後は月4件でした。理由はまだ分かりません。",
    "前後で改善した方は5人です。",
    "訪問の効果があるかどうかは、まだ分かりません。",
    "効果とまでは言えません。",
    "効果の証明ではありません。",
    "効果を調べる計画を立てました。",
    "効果的な使い方をまとめました。",
    "揺れだけでは説明しにくい動きです。何があったか確かめてください（効果の証明ではありません）",
    "利用者が増えた月と減った月があります。",
    "相談の件数が下がった。",
    "月により件数が増えたり減ったりします。",
]


@pytest.mark.parametrize("grade", [Grade.A, Grade.B, Grade.C])
@pytest.mark.parametrize("text", UNEARNED)
def test_a_claim_that_was_not_earned_is_found(text, grade):
    problems = check_wording(text, grade)
    assert len(problems) == 1
    (problem,) = problems
    assert text[problem.start : problem.end] == problem.words
    assert f"根拠の段階は{grade.value}" in problem.why and problem.instead


@pytest.mark.parametrize("grade", Grade)
@pytest.mark.parametrize("text", HONEST)
def test_a_count_a_question_or_a_denial_is_no_claim(text, grade):
    assert check_wording(text, grade) == ()


@pytest.mark.parametrize("grade", [Grade.D, Grade.E])
@pytest.mark.parametrize("text", UNEARNED)
def test_a_lottery_with_a_protocol_has_earned_the_word(text, grade):
    assert check_wording(text, grade) == ()


def test_an_adjusted_comparison_may_say_it_only_as_it_appears():
    assert check_wording("訪問の効果とみられる差がありました。", Grade.C) == ()
    assert check_wording("訪問が改善させたとみられます。", Grade.C) == ()
    assert len(check_wording("訪問の効果とみられる差がありました。", Grade.B)) == 1
    assert len(check_wording("効果がありました。差はほかにもあるとみられます。", Grade.C)) == 1


def test_every_claim_of_a_text_is_found_in_its_order():
    text = "訪問の効果です。\n教室のおかげで外出が増えた。"
    assert [problem.words for problem in check_wording(text, Grade.B)] == ["効果", "のおかげで"]


def test_a_denial_in_one_sentence_does_not_excuse_the_next():
    assert len(check_wording("効果です。とは言えません。", Grade.A)) == 1


def test_our_own_sentences_are_printable_at_the_lowest_grade():
    sentences = [NOT_PROVEN, OUTLOOK, people_needed_sentence(380), similar_cases_sentence(similar=40, returned=11)]
    sentences += [allowed_wording(grade) for grade in (Grade.D, Grade.E)]
    assert [text for text in sentences[:4] if check_wording(text, Grade.A)] == []


def test_similar_cases_are_counted_and_never_refuse_anybody():
    assert similar_cases_sentence(similar=40, returned=11) == (
        "似た経過の方40人のうち11人が戻りました。年齢だけでは決まりません。申請やサービスを断る理由には使えません。"
    )
    few = similar_cases_sentence(similar=9, returned=9)
    assert "9" not in few and "断る理由には使えません" in few
    with pytest.raises(ValueError, match="合いません"):
        similar_cases_sentence(similar=3, returned=4)


def test_a_hidden_cell_says_why_and_whether_others_hide_with_it():
    assert suppressed_sentence(threshold=10, secondary=True) == (
        "10人未満のため表示しません。差し引きで分からないよう、別の欄も隠しています。"
    )
    assert suppressed_sentence(threshold=20, secondary=False) == "20人未満の欄と、差し引きで分かる欄は表示しません。"


def test_every_grade_says_what_it_allows_and_everything_forbidden_says_so():
    assert len({allowed_wording(grade) for grade in Grade}) == 5
    assert all(rule.label.endswith("。") for rule in NeverShown)
