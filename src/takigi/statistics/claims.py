"""根拠のはしご: which words a number has earned, and the sentences that must stand beside it."""

import re
from dataclasses import dataclass

from takigi.kernel.labelled import Labelled


class Grade(Labelled):
    """根拠の段階 (evidence.md 5.1), from a bare count to a lottery."""

    A = "A", "数えただけ"
    B = "B", "前と後を比べた"
    C = "C", "似た方・似た地域と比べ、違いを調整した"
    D = "D", "始める順番の違いや抽選の順番を、先に決めた計画で比べた"
    E = "E", "くじで分けて比べた"


# 効果 in all its disguises: a result that is said to come from what was done.
CLAIM = re.compile(
    r"効果(?!的な(?:使い方|進め方))|効いた|効き目|成果が(?:出|で|あが|上が)|"
    r"(?:改善|向上|減少|軽減|予防|抑制)(?:さ)?せた|(?:減ら|増や|治|防い|延ば|下げ|上げ|良く|よく)(?:し)?(?:した|た|だ)(?!い)|"
    r"(?:の)?おかげで|(?:に|が)つなが(?:った|りました)|(?:改善|回復|軽減|自立)させ(?:た|ました)|"
    r"(?:によって|により|(?<!前後)で)(?:改善|減少|向上|回復)し(?:た|ました)|"
    r"(?:によって|により)、?[^、。！？\n]{1,14}(?:(?:改善|減少|増加|向上|回復)し(?:た|ました)|(?:増え|ふえ|減っ|へっ|上がっ|下がっ)た(?!り))|"
    r"の成果(?:で|により|によって)|(?:改善|向上|減少|増加|予防)に(?:貢献|寄与)し|功を奏し|(?:が|を|は)証明(?:され|し)(?:た|ました)"
)
# Words after which 効果 is asked about or denied, not claimed.
NOT_A_CLAIM = re.compile(
    r"^[^。！？\n]{0,24}?(?:とまでは言え|とは言え|とは限|かどうか|ではありません|の証明ではな|を示すものではな|は分か(?:りません|らない)|"
    r"を確かめ|を調べ|の有無|があるか|を検証|を測)"
)
SOFTENED = re.compile(r"^[^。！？\n]{0,24}?とみられ")


@dataclass(frozen=True)
class WordingProblem:
    """言いすぎ: the words found, where they stand (start, end in characters), why, and what may be written instead."""

    start: int
    end: int
    words: str
    why: str
    instead: str


_INSTEAD = {
    Grade.A: "数だけを書いてください（例:「5人中3人が元の生活に戻りました」）。",
    Grade.B: "前と後の数を並べて書いてください（例:「前は月6件、後は月4件でした。理由はまだ分かりません」）。",
    Grade.C: "「〜の効果とみられる」と書き、何をそろえて比べたかを添えてください。",
    Grade.D: "",
    Grade.E: "",
}


def check_wording(text: str, grade: Grade) -> tuple[WordingProblem, ...]:
    """Every claim in the text that the grade does not earn, in order; empty when the text may be printed.

    Grades A and B may not say 効果 nor its disguises; C only with 「〜とみられる」 in the same sentence; D and E may. A sentence that
    asks or denies (「効果があるかを調べる」「効果とまでは言えません」) claims nothing. It reads letters, not meaning: who publishes
    still reads the text.
    """
    if grade in {Grade.D, Grade.E}:
        return ()
    problems = []
    for found in CLAIM.finditer(text):
        rest = text[found.start() :]
        if NOT_A_CLAIM.match(rest) or (grade is Grade.C and SOFTENED.match(rest)):
            continue
        why = f"根拠の段階は{grade.value}（{grade.label}）のため、「{found.group()}」とは書けません。"
        problems.append(WordingProblem(found.start(), found.end(), found.group(), why, _INSTEAD[grade]))
    return tuple(problems)


def allowed_wording(grade: Grade) -> str:
    """What the page says beside the grade."""
    return {
        Grade.A: "数えただけの記録です。「効果」という言葉は使えません。",
        Grade.B: "前と後を比べただけの記録です。「効果」という言葉は使えません。",
        Grade.C: "似た方・似た地域と比べて調整した結果です。「効果」は「〜とみられる」を添えたときだけ使えます。",
        Grade.D: "先に決めた計画で、始まる順番の違いを比べた結果です。「効果」という言葉を使えます。",
        Grade.E: "くじで分けて比べた結果です。「効果」という言葉を使えます。",
    }[grade]


NOT_PROVEN = "この方法では「訪問したから良くなった」とまでは言えません。元気な方ほど選ばれた可能性が残ります。"
OUTLOOK = "いまの傾向が続いた場合の見通しです。予測ではありません。"


def people_needed_sentence(people: int) -> str:
    """How many records would settle it (evidence.md 5); the number comes from `effects.trial.people_needed`."""
    return f"はっきりさせるには、およそ{people:,}人分の記録が必要です。"


def similar_cases_sentence(*, similar: int, returned: int, smallest: int = 10) -> str:
    """What past cases say to staff and family: counts of people, never a probability of this one (evidence.md 6, 10)."""
    if not 0 <= returned <= similar:
        raise ValueError(f"似た経過の方{similar}人のうち{returned}人、という数は合いません。")
    if similar < smallest:
        return f"似た経過の方がまだ{smallest}人に満たないため、数は示しません。申請やサービスを断る理由には使えません。"
    return (
        f"似た経過の方{similar}人のうち{returned}人が戻りました。"
        "年齢だけでは決まりません。申請やサービスを断る理由には使えません。"
    )


def suppressed_sentence(*, threshold: int, secondary: bool) -> str:
    """Why cells are empty, in the words of the rule in force. Without further cells it does not say that every empty one is small:
    18 people in two cells of under ten would then be nine and nine.
    """
    if secondary:
        return f"{threshold}人未満のため表示しません。差し引きで分からないよう、別の欄も隠しています。"
    return f"{threshold}人未満の欄と、差し引きで分かる欄は表示しません。"


class NeverShown(Labelled):
    """見せてはならないもの (evidence.md 10), each with the words in which a page refuses it."""

    EFFECT_UNEARNED = "effect_unearned", "数えただけ、前後を比べただけの数を「効果」と呼ぶことはできません。"
    MERGED_METHODS = "merged_methods", "方法の違う結果を1つの数にまとめることはできません。方法ごとに並べて示します。"
    BARE_FORECAST = "bare_forecast", "幅と元になった日付のない見通しは示しません。"
    PERCENT_UNDER_TEN = "percent_under_ten", "10人未満の割合は、％だけでは示しません。「○人中○人」と示します。"
    OVERLAPPING_RANKS = "overlapping_ranks", "幅が重なる地区どうしに順位は付けません。"
    CONSTANT_LIMITS = "constant_limits", "動きのない系列や12点に満たない系列の線は、仮の線と断らずには示しません。"
    REBASE_WITHOUT_LOG = "rebase_without_log", "線を引き直すときは、だれが、いつ、なぜを残してください。"
    ONE_PERSON_SCORE = "one_person_score", "ひとりの方についての確率や判定は示しません。"
    DELAYING_ORDER = "delaying_order", "申請を遅らせたり、断ったりするための順番は作れません。"
    UNSIGNED_SCORE = "unsigned_score", "点数は、決める職員の名前と判断の記録があるときだけ示します。"
    SMALL_CELL = "small_cell", "少人数の欄と、差し引きで分かる欄は表示しません。"
    UNAPPROVED_TEXT = "unapproved_text", "2人の承認がない文章は公開できません。"
    RANKED_STAFF = "ranked_staff", "職員やチームの順位は作れません。感情の点数も付けません。"
