"""数えない指標: the KPIs of casework.md §9 that have no indicator here, and why. What has no record has no number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NotCounted:
    """One KPI, by its number there."""

    number: int
    label: str
    because: str


_NO_STORIES = "成功事例の記録がまだありません"

NOT_COUNTED = (
    NotCounted(
        23,
        "資源カバー率",
        "場所のカードにも住民の記録にも緯度経度がないので、歩いて行ける所に住む人数は数えられません",
    ),
    NotCounted(
        24,
        "記録にかかる時間・二重入力の件数",
        "訪問や連絡にかかった分は残りますが、記録を書くのにかかった時間は残していません",
    ),
    NotCounted(27, "ケアマネジャー研修の理解度の変化", "研修のアンケートの記録がまだありません"),
    NotCounted(28, "成功事例の件数・共有先・閲覧", _NO_STORIES),
    NotCounted(30, "通いの場参加率", "通いの場の出席の記録がまだありません"),
)
