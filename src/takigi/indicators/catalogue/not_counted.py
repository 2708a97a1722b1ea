"""数えない指標: the KPIs of casework.md §9 that have no indicator here, and why. What has no record has no number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NotCounted:
    """One KPI, by its number there."""

    number: int
    label: str
    because: str


_NO_RESOURCES = "地域資源と、生活支援コーディネーターの相談・紹介の記録がまだありません"
_NO_STORIES = "成功事例の記録がまだありません"

NOT_COUNTED = (
    NotCounted(22, "SC相談件数・マッチ成立率・紹介から初参加までの日数", _NO_RESOURCES),
    NotCounted(23, "資源カバー率", _NO_RESOURCES),
    NotCounted(
        24,
        "記録にかかる時間・二重入力の件数",
        "訪問や連絡にかかった分は残りますが、記録を書くのにかかった時間は残していません",
    ),
    NotCounted(26, "不足資源の解消率", _NO_RESOURCES),
    NotCounted(27, "ケアマネジャー研修の理解度の変化", "研修のアンケートの記録がまだありません"),
    NotCounted(28, "成功事例の件数・共有先・閲覧", _NO_STORIES),
    NotCounted(30, "通いの場参加率", "通いの場の出席の記録がまだありません"),
)
