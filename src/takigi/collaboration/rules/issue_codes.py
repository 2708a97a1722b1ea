"""課題と背景: the list of what may be behind a trouble, kept as a table that can be exchanged, and not yet compared with the official one."""

from __future__ import annotations

from datetime import date

from takigi.kernel.code_systems import Code, CodeSystem

# 生活困窮者自立支援の帳票が始まった月. The official list has to be read before a report is made of these.
_SINCE = date(2015, 4, 1)


def _codes(*pairs: tuple[str, str]) -> tuple[Code, ...]:
    return tuple(Code(value, label, since=_SINCE, verified=False) for value, label in pairs)


ISSUES = CodeSystem(
    "issue",
    "課題と背景要因",
    "生活困窮者の自立相談支援の帳票（現物とはまだ照らし合わせていません）",
    False,
    _codes(
        ("illness", "病気"),
        ("injury", "けが"),
        ("disability_certified", "障害（手帳あり）"),
        ("disability_suspected", "障害（疑い）"),
        ("suicide_attempt", "自死企図"),
        ("mental_health", "その他のメンタルヘルス（うつ・不眠・不安・依存など）"),
        ("housing", "住まいが不安定"),
        ("homeless", "ホームレス"),
        ("poverty", "経済的困窮"),
        ("debt", "債務"),
        ("budgeting", "家計の管理"),
        ("unemployed", "就職活動がむずかしい"),
        ("job_keeping", "仕事が続きにくい"),
        ("daily_rhythm", "生活習慣の乱れ"),
        ("isolation", "社会的孤立（ひきこもりを含む）"),
        ("family", "家族関係"),
        ("truancy", "不登校"),
        ("delinquency", "非行"),
        ("left_school", "中学卒業・高校中退"),
        ("single_parent", "ひとり親"),
        ("violence", "DV・虐待"),
        ("foreign", "外国籍"),
        ("offence_past", "刑を終えた人"),
        ("communication", "コミュニケーションが苦手"),
        ("ability", "本人の能力（読み書き・ことば・理解など）"),
        ("disaster", "被災"),
        ("other", "その他"),
    ),
)

# 要配慮個人情報 (個人情報保護法2条3項): shown only where the matrix opens SENS.
SENSITIVE = frozenset(
    {
        "illness",
        "injury",
        "disability_certified",
        "disability_suspected",
        "suicide_attempt",
        "mental_health",
        "violence",
        "delinquency",
        "offence_past",
    }
)
# K26: what should not have come so far before anybody was asked.
CRITICAL = frozenset({"suicide_attempt", "violence", "homeless"})
