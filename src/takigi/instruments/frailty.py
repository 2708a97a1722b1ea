"""フレイルの区分: classes from the checklist's total and from the five J-CHS signs, each with the source of its limits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from takigi.instruments.scores import Score
from takigi.kernel.labelled import Labelled


class FrailtyClass(Labelled):
    """フレイルの区分."""

    ROBUST = "robust", "健常"
    PREFRAIL = "prefrail", "プレフレイル"
    FRAIL = "frail", "フレイル"


@dataclass(frozen=True)
class Cutoffs:
    """区切り: from how many points someone counts as prefrail and as frail, and who says so."""

    key: str
    label: str
    prefrail_from: int
    frail_from: int
    source: str

    def class_of(self, points: int) -> FrailtyClass:
        if points >= self.frail_from:
            return FrailtyClass.FRAIL
        return FrailtyClass.PREFRAIL if points >= self.prefrail_from else FrailtyClass.ROBUST


SATAKE_2016 = Cutoffs(
    key="satake_2016",
    label="8点以上をフレイル、4～7点をプレフレイル",
    prefrail_from=4,
    frail_from=8,
    source="Satake ら 2016（外来164人。8点以上: 感度89.5%、特異度80.7%。4点以上: 70.3%、78.3%）",
)
SEVEN_OR_MORE = Cutoffs(
    key="seven_or_more",
    label="7点以上をフレイル、4～6点をプレフレイル",
    prefrail_from=4,
    frail_from=7,
    source="BMC Geriatrics 2022, 10.1186/s12877-022-03177-2（1,306人、7点以上でAUC 0.861）。4点の区切りは Satake ら 2016",
)
CUTOFFS = (SATAKE_2016, SEVEN_OR_MORE)


@dataclass(frozen=True)
class FrailtyRange:
    """区分の幅: the lightest and the heaviest class that the missing answers still allow."""

    lightest: FrailtyClass
    heaviest: FrailtyClass
    score: Score
    source: str

    @property
    def settled(self) -> FrailtyClass | None:
        """The class when it is certain, else None."""
        return self.lightest if self.lightest is self.heaviest else None

    @property
    def in_words(self) -> str:
        if self.settled is not None:
            return f"{self.settled.label}（{self.score.in_words}）"
        return f"{self.lightest.label}～{self.heaviest.label}（{self.score.in_words}、未回答あり）"


def frailty_class(total: Score, cutoffs: Cutoffs = SATAKE_2016) -> FrailtyRange:
    """The class from the checklist's total of 25 questions, as a range while answers are missing.

    >>> frailty_class(Score(7, 7)).settled, frailty_class(Score(7, 8)).settled
    (<FrailtyClass.PREFRAIL: 'prefrail'>, None)
    """
    return FrailtyRange(cutoffs.class_of(total.low), cutoffs.class_of(total.high), total, cutoffs.source)


@dataclass(frozen=True)
class JchsVersion:
    """J-CHS の版: the limits of one edition. A result keeps the key of the edition that it was counted by."""

    key: str
    label: str
    grip_below_kg: tuple[tuple[str, Decimal], ...]
    gait_below_mps: Decimal
    weight_loss: str
    source: str

    def grip_limit(self, sex: str) -> Decimal | None:
        """The limit for 1 男 or 2 女; None when the sex is not known."""
        return dict(self.grip_below_kg).get(sex)


JCHS_2020 = JchsVersion(
    key="jchs_2020",
    label="J-CHS 2020年改定版",
    grip_below_kg=(("1", Decimal(28)), ("2", Decimal(18))),
    gait_below_mps=Decimal("1.0"),
    weight_loss="6か月で2kg以上の意図しない体重減少（基本チェックリスト No.11）",
    source="2020年改定 日本版CHS基準（J-CHS基準）",
)
JCHS_OLD = JchsVersion(
    key="jchs_old",
    label="J-CHS 改定前",
    grip_below_kg=(("1", Decimal(26)), ("2", Decimal(17))),
    gait_below_mps=Decimal("1.0"),
    weight_loss="6か月で2～3kg以上の体重減少（基本チェックリスト No.11）",
    source="日本版CHS基準（2020年の改定前）",
)
JCHS_CUTOFFS = Cutoffs("jchs", "3つ以上をフレイル、1～2つをプレフレイル", 1, 3, "日本版CHS基準")


@dataclass(frozen=True)
class JchsResult:
    """J-CHS の結果: the five signs, None where one is not known, and the class they allow."""

    version: JchsVersion
    weight_loss: bool | None
    weak_grip: bool | None
    fatigue: bool | None
    slow_gait: bool | None
    inactive: bool | None

    @property
    def signs(self) -> tuple[bool | None, ...]:
        return (self.weight_loss, self.weak_grip, self.fatigue, self.slow_gait, self.inactive)

    @property
    def frailty(self) -> FrailtyRange:
        score = Score.of(None if sign is None else int(sign) for sign in self.signs)
        return frailty_class(score, JCHS_CUTOFFS)


def jchs(
    *,
    sex: str,
    weight_loss: bool | None,
    grip_kg: Decimal | None,
    fatigue: bool | None,
    gait_usual_mps: Decimal | None,
    exercises_weekly: bool | None,
    version: JchsVersion = JCHS_2020,
) -> JchsResult:
    """The five signs of J-CHS. Limits are "below": a grip of exactly 28 kg is no sign.

    `exercises_weekly` is light exercise or regular sport at least once a week; the sign is neither of them.
    """
    limit = version.grip_limit(sex)
    return JchsResult(
        version=version,
        weight_loss=weight_loss,
        weak_grip=None if grip_kg is None or limit is None else grip_kg < limit,
        fatigue=fatigue,
        slow_gait=None if gait_usual_mps is None else gait_usual_mps < version.gait_below_mps,
        inactive=None if exercises_weekly is None else not exercises_weekly,
    )
