"""名前を伏せる: points at words that may tell who it is. It asks whoever writes; it proves nothing and blocks nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from takigi.kernel.labelled import Labelled


class Tells(Labelled):
    """何から分かるか. The label is the question; see `SUGGESTIONS` for what may be written instead."""

    NAME = "name", "人の名前"
    NUMBER = "number", "電話番号など"
    DATE = "date", "日付"
    AGE = "age", "年齢"
    PLACE = "place", "ブロックより細かい場所"
    ILLNESS = "illness", "めずらしい病名"


SUGGESTIONS: Mapping[Tells, str] = {
    Tells.NAME: "本人・長女・支援者Aのように書けます。",
    Tells.DATE: "「去年の秋」「半年ほど前」のように書けます。",
    Tells.AGE: "「80代」のように書けます。",
    Tells.PLACE: "ブロックの名前までにできます。",
    Tells.NUMBER: "消してください。連絡は、この画面の中でとれます。",
    Tells.ILLNESS: "「進行する病気」のように書けます。",
}


class Reply(Labelled):
    """見つかったことばへの答え."""

    NOBODY = "nobody", "だれかが分かることばではない"
    NEEDED = "needed", "相談に要るので、このまま残す"


@dataclass(frozen=True)
class Check:
    """目で確かめること: what no machine can see."""

    key: str
    says: str


# collaboration.md 9.5: a block, 8050 and a date together can already tell a neighbour who it is.
CHECKLIST = (
    Check("area", "場所は、ブロックより細かく書いていません。"),
    Check("age", "年齢は「80代」のように、幅で書いています。"),
    Check("illness", "めずらしい病名や障害の名前を書いていません。"),
    Check("date", "出来事の日付を、はっきり書いていません。"),
    Check("neighbour", "近所の人や、ほかの機関の人が読んでも、だれのことか分かりません。"),
)


@dataclass(frozen=True)
class Finding:
    """見つかったことば: where it stands and of what kind it is."""

    tells: Tells
    words: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.words)

    @property
    def key(self) -> str:
        """The name of its answer's box: the same as long as the words stay."""
        return f"found-{sha256(f'{self.tells}:{self.words}'.encode()).hexdigest()[:10]}"

    @property
    def suggestion(self) -> str:
        """What may be written instead."""
        return SUGGESTIONS[self.tells]


@dataclass(frozen=True)
class Known:
    """このケースの人と場所の名前: what the text must not say, because our own records say who it is."""

    people: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


_DIGITS = "0-9〇一二三四五六七八九十百"
_ERA = r"(?:明治|大正|昭和|平成|令和|[MTSHRmtshr])"
_PATTERNS: tuple[tuple[Tells, str], ...] = (
    (Tells.NUMBER, r"[\w.+-]+@[\w-]+\.[\w.]+"),
    (Tells.NUMBER, r"(?<![\d-])0\d{1,4}[-(]\d{1,4}[-)]\d{3,4}(?!\d)"),
    (Tells.NUMBER, r"(?<!\d)\d{9,12}(?!\d)"),
    (Tells.DATE, rf"(?:{_ERA}\s?(?:\d{{1,2}}|元)|\d{{4}})(?:年|[./-])\d{{1,2}}(?:月|[./-])\d{{1,2}}日?"),
    (Tells.DATE, rf"(?<![{_DIGITS}])[{_DIGITS}]{{1,3}}月[{_DIGITS}]{{1,3}}日"),
    (Tells.DATE, r"(?<![\d/.-])(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])(?![\d/.]|ほど|程度|くらい|以上|以下)"),
    (Tells.AGE, rf"{_ERA}\s?(?:\d{{1,2}}|元)年(?:\d{{1,2}}月)?(?:生まれ|生)"),
    (Tells.AGE, rf"(?<![{_DIGITS}])[{_DIGITS}]{{1,4}}(?:歳|才)(?!代|以上|未満|以下|くらい|ぐらい|前後)"),
    (Tells.PLACE, rf"[一-龠々ヶァ-ヴーぁ-ん]{{0,6}}[{_DIGITS}]{{1,3}}丁目"),
    (Tells.PLACE, rf"(?<![{_DIGITS}-])[{_DIGITS}]{{1,4}}(?:番地|番\s?\d{{1,3}}号|号室)"),
    (Tells.PLACE, r"[一-龠々ヶ]{1,5}[町字]\s?\d{1,4}(?:-\d{1,4}){0,2}"),
    (Tells.PLACE, r"(?<![\d-])\d{1,4}-\d{1,4}-\d{1,4}(?![\d-])"),
    (
        Tells.PLACE,
        (
            r"[一-龠々ヶァ-ヴーA-Za-zぁ-ん]{1,10}(?:小学校|中学校|高校|高等学校|保育園|保育所|幼稚園|病院|医院|クリニック"
            r"|マンション|アパート|団地|ハイツ|コーポ)"
        ),
    ),
    (
        Tells.ILLNESS,
        r"[一-龠々ァ-ヴー・A-Za-z]{1,12}(?:症候群|ジストロフィー|側索硬化症|変性症|舞踏病)|指定難病[^\s、。]{0,12}",
    ),
)
_RULES = tuple((tells, re.compile(pattern)) for tells, pattern in _PATTERNS)
# Nobody's own: a general word for a place, not the name of one.
_GENERAL = re.compile(
    r"^(?:かかりつけ|市立|市営|公立|総合|救急|大学|近く|地域|地元|精神科|一般|ある|同じ|別|他|賃貸|木造|公営|府営|県営|都営|の)*"
    r"(?:小学校|中学校|高校|高等学校|保育園|保育所|幼稚園|病院|医院|クリニック|マンション|アパート|団地|ハイツ|コーポ)$"
)
_CALLED = re.compile(r"([一-龠々ヶァ-ヴー]{1,6}|[ぁ-ん]{2,5})(さん|さま|様|氏|くん|君|ちゃん|先生)")
_KIN = "祖父祖母父母夫妻兄姉弟妹娘息子孫嫁婿叔伯従姑舅"
_NOBODY = re.compile(
    rf"(?:[{_KIN}]|長[男女]|次[男女]|二[男女]|三[男女]|奥|旦那|皆|みな|みんな|おじい|おばあ|お?かあ|お?とう|お?にい|お?ねえ"
    r"|利用者|患者|本人|家族|職員|相談員|支援員|指導員|専門員|看護師|保健師|福祉士|療法士|薬剤師|ヘルパー|ケアマネ|ケアマネジャー|マネジャー"
    r"|民生委員|児童委員|保護司|委員|主治医|医者|大家|近所|隣|隣人|住民|担任|学校|校長|先生|会長|区長|班長|業者|お子|お客|相手|仲間|友達|知人"
    r"|市役所|役場|包括|社協|担当|担当者|事務局|ステーション|お疲れ|ご苦労|神|仏|同|某|[A-ZＡ-Ｚ])$"
)


def scan(text: str, known: Known = Known()) -> tuple[Finding, ...]:
    """Words that may tell who it is, in the order of the text, each wording once.

    >>> [(one.tells.label, one.words) for one in scan("87歳。長女さんと11月3日に会った")]
    [('年齢', '87歳'), ('日付', '11月3日')]
    >>> scan("80代の本人。去年の秋から、長女さんが相談に来ている")
    ()
    """
    plain = narrowed(text)
    kept: list[Finding] = []
    for one in sorted({*_of_known(plain, known), *_of_called(plain), *_of_patterns(plain)}, key=_order):
        last = kept[-1] if kept else None
        if last is None or one.start >= last.end:
            kept.append(one)
        elif one.end > last.end and one.tells is last.tells:
            # 「山田 ハナ」 and 「ハナさん」 are one name.
            kept[-1] = Finding(last.tells, plain[last.start : one.end], last.start)
    first: dict[str, Finding] = {}
    for one in kept:
        first.setdefault(one.key, one)
    return tuple(first.values())


def _order(one: Finding) -> tuple[int, int, int]:
    return one.start, -len(one.words), list(Tells).index(one.tells)


def narrowed(text: str) -> str:
    """Full-width letters, digits and signs as narrow ones; every place in the text stays what it was."""
    narrow = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    return text.translate(narrow | {0x3000: " ", 0x2212: "-", 0x2010: "-", 0x2011: "-", 0x2013: "-", 0x2015: "-"})


def _of_known(text: str, known: Known) -> Iterator[Finding]:
    for tells, names in ((Tells.NAME, parts_of_names(known.people)), (Tells.PLACE, known.places)):
        for name in sorted(names):
            yield from (Finding(tells, hit[0], hit.start()) for hit in re.finditer(re.escape(narrowed(name)), text))


def parts_of_names(names: Iterable[str]) -> frozenset[str]:
    """Whole names, with and without the space, and their parts; one letter alone says too little.

    >>> sorted(parts_of_names(["山田　ハナ"]))
    ['ハナ', '山田', '山田 ハナ', '山田ハナ']
    """
    parts: set[str] = set()
    for name in names:
        words = narrowed(name).split()
        parts |= {" ".join(words), "".join(words), *words}
    return frozenset(part for part in parts if len(part) > 1)


def _of_called(text: str) -> Iterator[Finding]:
    for hit in _CALLED.finditer(text):
        if not _NOBODY.search(hit[1]) and re.search(r"[一-龠ァ-ヴ]", hit[1]):
            yield Finding(Tells.NAME, hit[0], hit.start())


def _of_patterns(text: str) -> Iterator[Finding]:
    for tells, pattern in _RULES:
        for hit in pattern.finditer(text):
            # 「長男の通うみどり小学校」: what stands before a particle is no part of the name.
            words = re.split("通う|[のはがにをとへでも]", hit[0])[-1] if tells is Tells.PLACE else hit[0]
            if words and not (tells is Tells.PLACE and _GENERAL.match(words)):
                yield Finding(tells, words, hit.end() - len(words))


def of_our_records(findings: Iterable[Finding], known: Known) -> tuple[Finding, ...]:
    """Findings that our own records know as the household's names or places: no answer makes them somebody else's.

    >>> ours = Known(people=frozenset({"山田 ハナ"}))
    >>> [one.words for one in of_our_records(scan("山田さんが、田中さんの紹介で来た", ours), ours)]
    ['山田さん']
    """
    ours = {narrowed(one) for one in parts_of_names(known.people) | known.places}
    return tuple(one for one in findings if any(name in one.words for name in ours))


def in_other_words(findings: Iterable[Finding]) -> str:
    """The refusal of such words, with what can be written instead."""
    words = "」「".join(one.words for one in findings)
    return f"「{words}」は、この世帯の方の名前か、住んでいる所です。「本人」「長女」「同じブロックの中」のように書きなおしてください。"


def unanswered(findings: Iterable[Finding], replies: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings to which nobody has said anything yet."""
    said = {reply.value for reply in Reply}
    return tuple(one for one in findings if replies.get(one.key) not in said)


def unticked(ticked: Iterable[str]) -> tuple[Check, ...]:
    """What has not been looked at with one's own eyes."""
    done = set(ticked)
    return tuple(check for check in CHECKLIST if check.key not in done)
