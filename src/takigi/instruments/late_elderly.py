"""後期高齢者の質問票: fifteen questions and the codes of their answers. The form has no total."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.kernel.code_systems import Code, CodeSystem

SOURCE = "厚生労働省 後期高齢者の質問票（健診項目コード 9N932～9N946 の並び）。文言は様式との照合前"
# The wording was written anew; the numbers and codes were compared with the item codes of the health check.
WORDING_VERIFIED = False


@dataclass(frozen=True)
class Question:
    """質問: its number on the form, its wording, and the answers with their codes."""

    number: int
    key: str
    wording: str
    answers: CodeSystem


def _answers(key: str, *labels: str) -> CodeSystem:
    codes = tuple(Code(str(number), label) for number, label in enumerate(labels, 1))
    return CodeSystem(key, "後期高齢者の質問票の回答", SOURCE, False, codes)


def _yes_no(key: str) -> CodeSystem:
    return _answers(key, "はい", "いいえ")


def _question(number: int, key: str, wording: str, *labels: str) -> Question:
    name = f"late_{key}"
    return Question(number, name, wording, _answers(name, *labels) if labels else _yes_no(name))


QUESTIONS = (
    _question(1, "health", "いまの健康状態はいかがですか", "よい", "まあよい", "ふつう", "あまりよくない", "よくない"),
    _question(2, "satisfaction", "毎日の生活に満足していますか", "満足", "やや満足", "やや不満", "不満"),
    _question(3, "three_meals", "1日3食をきちんと食べていますか"),
    _question(4, "chewing", "半年前とくらべて、固いものが食べにくくなりましたか"),
    _question(5, "choking", "お茶や汁物などでむせることがありますか"),
    _question(6, "weight_loss", "6か月間で2～3キログラム以上、体重が減りましたか"),
    _question(7, "walking_speed", "以前とくらべて、歩く速さが遅くなったと思いますか"),
    _question(8, "fall", "この1年間に転んだことがありますか"),
    _question(9, "exercise", "ウォーキングなどの運動を週に1回以上していますか"),
    _question(10, "memory", "周りの人から、物忘れがあると言われますか"),
    _question(11, "date", "今日が何月何日か、わからないときがありますか"),
    _question(12, "smoking", "たばこを吸いますか", "吸っている", "吸っていない", "やめた"),
    _question(13, "going_out", "週に1回以上は外出していますか"),
    _question(14, "contact", "ふだんから、家族や友人と付き合いがありますか"),
    _question(15, "advice", "体の具合が悪いときに、身近に相談できる人がいますか"),
)
_BY_KEY = {question.key: question for question in QUESTIONS}


def question_of(key: str) -> Question:
    """The question behind a key, or KeyError."""
    return _BY_KEY[key]


def read_answer(key: str, text: str | int | float) -> str:
    """The code of one answer, from a code or its words. Refuses the rest with UnknownCode.

    >>> read_answer("late_smoking", "やめた"), read_answer("late_fall", 1)
    ('3', '1')
    """
    return _BY_KEY[key].answers.read(text)
