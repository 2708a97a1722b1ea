"""列: the columns of every sheet; those of the three template sheets are the programme's own."""

from __future__ import annotations

from collections.abc import Mapping

from takigi.exchange.story_sheets.pages import DETAILS, DOUBTS, KEPT, LINKS, MONITORING, PLAN, SCHEDULE, STORY, Column

PLAN_COLUMNS = (
    Column("audience", ("誰に",), 22),
    Column("activity", ("アクティビティ\nどう働きかける",), 48),
    Column("tactics", ("具体的方策・工夫",), 48),
)
MONITORING_COLUMNS = (
    Column("audience", ("誰に",), 22),
    Column("outcome", ("初期アウトカム\n働きかけた相手の望ましい変化",), 44),
    Column("method", ("モニタリング方法\n次なる改善につなげるため、左記変化を確認する方策",), 52),
)
STORY_COLUMNS = (
    Column("hypothesis", ("仮説", "課題仮説\n（現状・課題・真因）"), 34),
    Column("audience", ("インプット", "誰に"), 18),
    Column("activity", ("アクティビティ\n（行動計画）", "どう働きかける"), 32),
    Column("output", ("アウトプット\n（実績）", "まずどうなって\n【直接の結果】"), 28),
    Column("initial", ("アウトカム（変化・あるべき姿）", "何が変わる（初期）"), 26),
    Column("intermediate", ("アウトカム（変化・あるべき姿）", "何が変わる（中間）"), 26),
    Column("long_term", ("アウトカム（変化・あるべき姿）", "何が変わる（長期）"), 26),
    Column("ideal", ("インパクト", "ありたい姿"), 26),
)
LINK_COLUMNS = (
    Column("key", ("番号",), 8),
    Column("source", ("どこから（番号）",), 10),
    Column("source_words", ("どこから",), 34),
    Column("target", ("どこへ（番号）",), 10),
    Column("target_words", ("どこへ",), 34),
    Column("mechanism", ("なぜそうなるか",), 40),
    Column("strength", ("よりどころ",), 12),
    Column("status", ("状態",), 12),
    Column("importance", ("要か補か",), 10),
    Column("last_reviewed_on", ("最後に見直した日",), 14),
)
DOUBT_COLUMNS = (
    Column("of", ("つながりの番号",), 10),
    Column("sort", ("前提か別の説明か",), 14),
    Column("text", ("ことば",), 44),
    Column("more", ("違っていたらどうなる／根拠",), 34),
    Column("how", ("確かめ方",), 30),
    Column("on", ("確かめる日",), 14),
    Column("state", ("状態／もっともらしさ",), 14),
)
SCHEDULE_COLUMNS = (
    Column("of", ("番号",), 8),
    Column("item", ("実施項目",), 30),
    Column("text", ("内容",), 36),
    Column("starts_on", ("はじめ",), 14),
    Column("ends_on", ("おわり",), 14),
    Column("is_about", ("おおよそ",), 10),
    Column("step", ("段取り",), 10),
    Column("written", ("もとの書き方",), 18),
    Column("note", ("覚え",), 24),
)
DETAIL_COLUMNS = (
    Column("key", ("番号",), 8),
    Column("kind", ("種類",), 14),
    Column("of", ("どの箱",), 34),
    Column("label", ("欄",), 20),
    Column("value", ("内容",), 50),
)
KEPT_COLUMNS = (
    Column("kept", ("書き出したときの全体。直さないでください（表で直したところを見分けるために使います）",), 80),
)
TEMPLATE_COLUMNS: Mapping[str, tuple[Column, ...]] = {
    PLAN: PLAN_COLUMNS,
    MONITORING: MONITORING_COLUMNS,
    STORY: STORY_COLUMNS,
}
REGISTERS: Mapping[str, tuple[Column, ...]] = {
    LINKS: LINK_COLUMNS,
    DOUBTS: DOUBT_COLUMNS,
    SCHEDULE: SCHEDULE_COLUMNS,
    DETAILS: DETAIL_COLUMNS,
    KEPT: KEPT_COLUMNS,
}
