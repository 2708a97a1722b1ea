"""数の言い方: a number as it may be said on a screen. Never a percentage alone below ten people, never a width left out."""

from __future__ import annotations

from fractions import Fraction

from takigi.kernel.few import FEWEST_FOR_A_SHARE
from takigi.statistics.arrays import whole
from takigi.statistics.before_after import Answer, Question, months_needed, power_of_question
from takigi.statistics.proportions import Interval, wilson
from takigi.statistics.rates import poisson_interval
from takigi.statistics.scales import Distribution, PairedChange
from takigi.statistics.sequences import share_sequence

PEOPLE_FOR_A_DECIMAL = 1000


def share_words(x: int, n: int, *, each: str = "人") -> str:
    """A share with its denominator and its width. Below ten people no percentage stands for the share itself.

    each: 件 where records are counted, of which somebody may have several.

    >>> share_words(3, 5)
    '5人中3人（人数が少ないため、本当の割合は23～88%のどこか）'
    >>> share_words(12, 20)
    '20人中12人（60%。本当の割合は39～78%のどこか）'
    >>> share_words(4, 1000)
    '1,000人中4人（0.4%。本当の割合は0.2～1.0%のどこか）'
    """
    x, n = (int(one) for one in whole([x, n], "「n人中x人」の数"))
    interval = wilson(x, n)
    if n == 0:
        return f"対象{'の方' if each == '人' else ''}が0{each}のため、割合はありません"
    people = f"{n:,}{each}中{x:,}{each}"
    digits = 1 if n >= PEOPLE_FOR_A_DECIMAL else 0
    width = f"本当の割合は{percent_range(interval, digits=digits)}のどこか"
    if n < FEWEST_FOR_A_SHARE:
        return f"{people}（{each}数が少ないため、{width}）"
    return f"{people}（{_percent(Fraction(x, n), digits)}%。{width}）"


def percent_range(interval: Interval, *, digits: int = 0) -> str:
    """Both limits in percent."""
    return f"{_percent(float(interval.lower), digits)}～{_percent(float(interval.upper), digits)}%"


def _percent(share: Fraction | float, digits: int) -> str:
    """Rounded as at school: the half goes up, on the exact share and not on its binary neighbour."""
    whole = int(Fraction(share) * 100 * 10**digits + Fraction(1, 2))
    return f"{whole / 10**digits:.{digits}f}"


def count_words(count: int, *, unit: str = "件") -> str:
    """A count of events with its width.

    >>> count_words(3)
    '3件（同じ状態が続いても0.6～8.8件のあいだで変わります）'
    """
    limits = poisson_interval(count)
    return f"{count:,}{unit}（同じ状態が続いても{float(limits.lower):.1f}～{float(limits.upper):.1f}{unit}のあいだで変わります）"


def looks_words(x: int, n: int) -> str:
    """A share that is looked at every month, with the width that allows it."""
    if n == 0:
        return share_words(x, n)
    return f"{n:,}人中{x:,}人（何度見ても誤りにくい幅で{percent_range(share_sequence(x, n))}）"


def question_words(question: Question, *, before_mean: float, after_mean: float) -> tuple[str, ...]:
    """What the question can and cannot notice, said before it is asked."""
    months = {"months_before": question.months_before, "months_after": question.months_after}
    found = power_of_question(before_mean, after_mean, **months, alpha=question.alpha)
    false = power_of_question(before_mean, before_mean, **months, alpha=question.alpha)
    said = [
        f"前の{question.months_before}か月と後の{question.months_after}か月の件数を、1回だけ比べます。",
        f"月{before_mean:g}件が本当に{after_mean:g}件に変わったとき、この問いで気づけるのは100回のうち{100 * found:.0f}回ほどです。",
        f"何も変わっていないのに「違う」と出るのは、100回のうち{100 * false:.0f}回ほどです。",
    ]
    needed = months_needed(before_mean, after_mean, alpha=question.alpha)
    if needed is None:
        said.append(
            "この変化を8割の見込みで確かめるには、20年分あっても足りません。ほかの町と合わせて数えることを考えてください。"
        )
    elif needed > question.months_after:
        said.append(f"8割の見込みで気づくには、前後それぞれ{needed}か月分ほどが要ります。")
    if not question.is_fixed_beforehand:
        said.append(LATE_QUESTION)
    return tuple(said)


LATE_QUESTION = "始まったあとで決めた問いのため、偶然を拾いやすくなっています。参考にとどめてください。"


def answer_words(answer: Answer) -> tuple[str, ...]:
    """The answer of a fixed question: both counts first, no word of effect."""
    said = [
        f"前の{answer.months_before}か月は{answer.before:,}件、後の{answer.months_after}か月は{answer.after:,}件でした。",
        _verdict(answer),
        "前と後の違いだけでは、理由は分かりません。",
    ]
    if not answer.is_fixed_beforehand:
        said.append(LATE_QUESTION)
    return tuple(said)


def _verdict(answer: Answer) -> str:
    if answer.before + answer.after == 0:
        return "どちらも0件のため、比べられません。"
    if answer.is_different:
        return f"偶然だけでは説明しにくい違いです（偶然でこれだけ違う見込みは{_chance(answer.p_value)}）。"
    return (
        f"この件数では、違うとも同じとも言えません（偶然でもこれくらいは違います。見込み{_chance(answer.p_value)}）。"
    )


def _chance(p: float) -> str:
    return "1000回に1回未満" if p < 0.001 else f"100回に{100 * p:.1f}回" if p < 0.1 else f"100回に{100 * p:.0f}回"


def distribution_words(answers: Distribution) -> tuple[str, ...]:
    """A survey question: who answered of those asked, the top answers with their width, then every level."""
    if answers.answered == 0:
        return (f"{answers.asked:,}人にたずね、答えた方はまだいません。",)
    each = "、".join(f"{level}{count:,}人" for level, count in zip(answers.levels, answers.counts, strict=True))
    return (
        f"{answers.asked:,}人にたずね、{answers.answered:,}人が答えました。",
        f"いちばん良い答えは{share_words(answers.top, answers.answered)}です。",
        f"内訳は{each}です。",
    )


def paired_words(change: PairedChange) -> str:
    """Answers of the same people before and after, in people."""
    both = change.up + change.same + change.down
    if both == 0:
        return "前と後の両方に答えた方がいないため、比べられません。"
    told = f"前と後の両方に答えた{both}人のうち、上がった方{change.up}人、同じ方{change.same}人、下がった方{change.down}人です。"
    left = f"片方だけ答えた{change.unpaired}人は含めていません。" if change.unpaired else ""
    unsure = "" if change.sign_p < 0.05 else "上がった方と下がった方の差は、偶然の範囲です。"
    return told + left + unsure
