"""薪拾いの言葉: a finding as a sentence of counts, with what must be thought of while reading it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from takigi.kernel.few import FEWEST_FOR_A_SHARE

NATIONAL_CAUSES = "全国では、転倒・骨折、関節疾患、高齢による衰弱を合わせて52.8%という調査があります。調べ方が違うので、背景として見てください。"


@dataclass(frozen=True)
class Tally:
    """数えたもの: so many of so many, under a name."""

    name: str
    count: int
    out_of: int


@dataclass(frozen=True)
class Finding:
    """見つかったこと: a sentence ready to be piled up as a fact. `text` is empty where there is nothing to tell, and `why_not` says why."""

    key: str
    heading: str
    text: str = ""
    caution: str = ""
    count: int | None = None
    out_of: int | None = None
    told: tuple[Tally, ...] = ()
    why_not: str = ""


def mix(key: str, heading: str, cells: Sequence[Tally], hidden: int, *, period: str, caution: str = "") -> Finding:
    """内わけ, the most frequent first. `hidden`: how many further cells are too small to be told."""
    known = sorted((one for one in cells if one.count), key=lambda one: -one.count)
    if not known:
        return Finding(key, heading, why_not="この期間の台帳に、わかる記録がありません。取り込む列を確かめてください。")
    whole = known[0].out_of
    listed = "、".join(f"{one.name}{one.count:,}件" for one in known)
    beside = "（ほかは少人数のため出しません）" if hidden else ""
    return Finding(key, heading, f"{period}の{whole:,}件のうち、{listed}{beside}。", caution, told=tuple(known))


def share_of(one: Tally) -> str:
    """36件中24件; from ten on with its percentage."""
    plain = f"{one.out_of:,}件中{one.count:,}件"
    return plain if one.out_of < FEWEST_FOR_A_SHARE else f"{plain}（{100 * one.count / one.out_of:.1f}%）"


def not_eligible(known: Tally, visited: Tally, before: Tally, *, period: str) -> Finding:
    """非該当になった方と、関わり."""
    key, heading = "not_eligible", "非該当になった方に、だれかが関わっていたか"
    if not known.out_of:
        return Finding(key, heading, why_not="この期間に非該当と決まった方はいません。")
    text = (
        f"{period}に非該当と決まったのは{known.out_of:,}件。決まる前に個別支援のケースが開いていたのは{known.count:,}件、"
        f"訪問していたのは{visited.count:,}件。前に認定があったのは{before.count:,}件。"
    )
    caution = (
        "非該当は、良くなったこととは限りません。関わりのなかった方に、申請の前に何があったかを聞けるとわかります。"
    )
    return Finding(key, heading, text, caution, known.count, known.out_of, (known, visited, before))


def shared_by_graduates(pairs: Sequence[tuple[str, Tally, Tally]], *, period: str) -> Finding:
    """卒業した方に共通すること, beside those whose course ended otherwise: side by side, and no reason why."""
    key, heading = "graduates", "卒業した方に共通すること"
    if not pairs or not pairs[0][1].out_of:
        return Finding(key, heading, why_not="この期間に卒業した短期集中はありません。")
    lines = [
        f"・{words}: 卒業 {share_of(mine)}" + (f"、ほかの終わり方 {share_of(theirs)}" if theirs.out_of else "")
        for words, mine, theirs in pairs
    ]
    caution = "並べて数えただけです。共通することが卒業の理由とは限りません。元気な方ほど選ばれた可能性も残ります。"
    told = tuple(one for _, mine, theirs in pairs for one in (mine, theirs))
    return Finding(key, heading, "\n".join([f"{period}に終わった短期集中について。", *lines]), caution, told=told)
