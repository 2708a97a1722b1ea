"""アンケートのきまり: which instruments may be used at all, what the house's own ask, and from how many answers on one is told. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from takigi.kernel.labelled import Labelled

LOWEST, HIGHEST = 1, 5
# Nothing is told of how fewer people than this feel (R16); of what they understood, of fewer than this.
FEWEST_OF_WELLBEING, FEWEST = 10, 5
MOST_SLIPS = 500
LONGEST_WORDS = 400
# Letters and figures that nobody takes for another when copying from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
TOKEN_LENGTH = 12


class SurveyRefused(ValueError):
    """This cannot be done with a survey; the sentence says what is possible."""


class Licence(Labelled):
    """使ってよいか."""

    OWN = "own", "自作"
    FREE_WITH_CITATION = "free_with_citation", "出典を書けば自由に使える"
    PERMISSION_NEEDED = "permission_needed", "許しが要る（まだもらっていない）"
    PERMISSION_OBTAINED = "permission_obtained", "許しをもらった"
    PROHIBITED = "prohibited", "使えない"


LAWFUL = frozenset({Licence.OWN, Licence.FREE_WITH_CITATION, Licence.PERMISSION_OBTAINED})


class Asks(Labelled):
    """何を聞くか. Wellbeing is told of ten and more only."""

    WELLBEING = "wellbeing", "支援者の働きやすさ"
    UNDERSTANDING = "understanding", "理解の段階（前と後）"


class Tenure(Labelled):
    """今の仕事の年数: broad, so that it leads to nobody."""

    UNTIL_3 = "until_3", "3年まで"
    UNTIL_10 = "until_10", "4〜10年"
    OVER_10 = "over_10", "11年以上"


@dataclass(frozen=True)
class Question:
    """One question with a scale from 1 to 5."""

    key: str
    words: str
    low: str
    high: str


@dataclass(frozen=True)
class Shipped:
    """家の尺度: an instrument that comes with the house. `is_validated` False is said wherever it is used."""

    key: str
    name: str
    asks: Asks
    questions: tuple[Question, ...]
    free_words: str = ""
    is_validated: bool = False


_NOT, _VERY = "まったくそう思わない", "とてもそう思う"
PULSE = Shipped(
    "pulse",
    "支援者の6問（未検証の独自項目）",
    Asks.WELLBEING,
    tuple(
        Question(key, words, _NOT, _VERY)
        for key, words in (
            ("someone_to_ask", "仕事で困ったとき、相談できる人や場所があります"),
            ("knows_where", "どこに相談したらよいか、分かります"),
            ("knows_others", "ほかの分野の人の、顔と役割が分かります"),
            ("thinks_together", "ケースをいっしょに考えてくれる人がいます"),
            ("alone", "一人で抱えこんでいると感じます"),
            ("can_explain", "重層的支援体制整備事業の目的を、自分の言葉で言えます"),
        )
    ),
)
GRADES = ("聞いたことがない", "名前は知っている", "だいたい分かる", "分かる", "自分の言葉で説明できる")
BEFORE, AFTER, INTEREST = "before", "after", "interest"
UNDERSTANDING = Shipped(
    "understanding",
    "理解の段階（未検証の独自項目）",
    Asks.UNDERSTANDING,
    (
        Question(BEFORE, "はじまる前は、どのくらい分かっていましたか", GRADES[0], GRADES[-1]),
        Question(AFTER, "いまは、どのくらい分かりますか", GRADES[0], GRADES[-1]),
        Question(INTEREST, "もっと知りたいと思いますか", "思わない", "とても思う"),
    ),
    free_words="見方が変わったことがあれば、書いてください（名前や、だれのことか分かることは書かないでください）",
)
SHIPPED: Mapping[str, Shipped] = {one.key: one for one in (PULSE, UNDERSTANDING)}


def check_may_open(licence: Licence, *, name: str, citation: str = "") -> None:
    """A wave opens for a lawful instrument only; one that asks for a citation has it."""
    if licence not in LAWFUL:
        raise SurveyRefused(
            f"「{name}」は「{licence.label}」なので、まだ使えません。作った方の許しをもらってから記録を直すか、"
            "家の6問を使ってください。"
        )
    if licence is Licence.FREE_WITH_CITATION and not citation.strip():
        raise SurveyRefused(f"「{name}」は、出典を書いてから使ってください。")


def check_days(opens_on: date, closes_on: date) -> None:
    """At least a day, at most a quarter."""
    if closes_on < opens_on:
        raise SurveyRefused("締め切りは、始まりの日か、それより後にしてください。")
    if (closes_on - opens_on).days > 92:
        raise SurveyRefused("アンケートの期間は、3か月までにしてください。")


def check_slips(number: int) -> None:
    """As many slips as people asked."""
    if not 1 <= number <= MOST_SLIPS:
        raise SurveyRefused(f"声をかける人数は、1人から{MOST_SLIPS}人までにしてください。")


def read_answers(told: Mapping[str, object], questions: Iterable[Question]) -> dict[str, int]:
    """The answers to these questions; what was not answered is not there.

    >>> read_answers({"alone": "4", "gone": "2"}, PULSE.questions)
    {'alone': 4}
    """
    found = {}
    for one in questions:
        said = str(told.get(one.key) or "").strip()
        if not said:
            continue
        if said not in {str(grade) for grade in range(LOWEST, HIGHEST + 1)}:
            raise SurveyRefused("答えは、1から5までのどれかを選んでください。")
        found[one.key] = int(said)
    return found


def is_open(opens_on: date, closes_on: date, closed_on: date | None, on: date) -> bool:
    """Whether answers are taken in on a day."""
    return opens_on <= on <= closes_on and closed_on is None


def fewest_for(asks: Asks) -> int:
    """From how many answers on something is told."""
    return FEWEST_OF_WELLBEING if asks is Asks.WELLBEING else FEWEST


@dataclass(frozen=True)
class Spread:
    """One question's answers: how many people chose each grade, from 1 to 5. None: too few to be told."""

    question: Question
    counts: tuple[int, ...] | None
    answered: int


def spread_of(question: Question, answers: Sequence[Mapping[str, int]], *, fewest: int) -> Spread:
    """What was answered to one question, told only when enough people answered it.

    >>> spread_of(PULSE.questions[0], [{"someone_to_ask": 4}] * 9, fewest=10).counts is None
    True
    """
    said = Counter(one[question.key] for one in answers if question.key in one)
    total = sum(said.values())
    counts = tuple(said[grade] for grade in range(LOWEST, HIGHEST + 1))
    return Spread(question, counts if total >= fewest else None, total if total >= fewest else 0)
