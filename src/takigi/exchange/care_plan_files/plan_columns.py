"""UPYOBO・UPYOBO_SUBの項目: 57 and 17 fields of ケアプランデータ連携標準仕様 V4（介護予防）. To be confirmed with one real file. Pure."""

from __future__ import annotations

from takigi.exchange.care_plan_files.columns import Column
from takigi.exchange.care_plan_files.kinds import COUNT, DAY, NUMBER_TEXT, OUTSOURCED, TEXT, YES_NO, one_of

VERSION = Column("CSVバージョン", "version", NUMBER_TEXT)

PLAN = (
    VERSION,
    Column("保険者番号", "person.insurer_no", NUMBER_TEXT),
    Column("被保険者番号", "person.insured_no", NUMBER_TEXT),
    Column("計画作成（変更）日", "drawn_up_on", DAY),
    Column("計画種類", "plan_kind", one_of("1", "2")),
    Column("委託の有無", "is_outsourced", OUTSOURCED),
    Column("整理番号", "ref_no", TEXT),
    Column("利用者名", "person.name", TEXT),
    Column("認定年月日", "certified_on", DAY),
    Column("有効期間開始日", "valid_from", DAY),
    Column("有効期間終了日", "valid_until", DAY),
    Column("計画書区分", "plan_stage", one_of("11", "12", "21", "51", "52", "53", "54")),
    Column("認定状況", "certification_state", one_of("1", "2")),
    Column("要支援状態区分", "support_level", one_of("1", "2", "3")),
    Column("計画作成者（地域包括支援センター）", "author_centre", TEXT),
    Column("計画作成者（ケアマネジャー）", "author_cm", TEXT),
    Column("計画作成事業所名", "office_name", TEXT),
    Column("計画作成事業所住所", "office_address", TEXT),
    Column("計画作成事業所電話", "office_phone", TEXT),
    Column("初回作成日", "first_drawn_up_on", DAY),
    Column("担当地域包括支援センター", "centre_name", TEXT),
    Column("目標とする生活（1日）", "goal_day", TEXT),
    Column("目標とする生活（1年）", "goal_year", TEXT),
    *(
        Column(f"{title}（{what}）", f"areas.{area}.{field}", kind)
        for area, title in (
            ("movement", "運動・移動"),
            ("daily_life", "日常生活"),
            ("social_life", "社会参加"),
            ("health", "健康管理"),
        )
        for field, what, kind in (
            ("situation", "現在の状況", TEXT),
            ("wish", "本人・家族の意欲・意向", TEXT),
            ("has_issue", "課題の有無", YES_NO),
            ("background", "背景・原因", TEXT),
        )
    ),
    Column("健康状態の留意点", "health_notes", TEXT),
    Column("妥当な支援の実施に向けた方針", "when_unavailable", TEXT),
    Column("総合的な方針", "overall_policy", TEXT),
    Column("該当数（運動）", "counts.movement", COUNT),
    Column("該当数（栄養）", "counts.nutrition", COUNT),
    Column("該当数（口腔）", "counts.mouth", COUNT),
    Column("該当数（閉じこもり）", "counts.homebound", COUNT),
    Column("該当数（物忘れ）", "counts.memory", COUNT),
    Column("該当数（うつ）", "counts.mood", COUNT),
    Column("プログラム（運動）", "needs.movement", YES_NO),
    Column("プログラム（栄養）", "needs.nutrition", YES_NO),
    Column("プログラム（口腔）", "needs.mouth", YES_NO),
    Column("プログラム（閉じこもり）", "needs.homebound", YES_NO),
    Column("プログラム（物忘れ）", "needs.memory", YES_NO),
    Column("プログラム（うつ）", "needs.mood", YES_NO),
    Column("地域包括支援センターの意見", "centre_opinion", TEXT),
    Column("同意日", "consented_on", DAY),
    Column("同意者", "consented_by", TEXT),
)

# What one row of the second file says, in the order of its fields.
ISSUE = (
    Column("課題NO", "issue_no", COUNT),
    Column("総合的課題", "issue", TEXT),
    Column("課題に対する目標と具体策の提案", "proposal", TEXT),
    Column("具体策についての意向", "wish", TEXT),
    Column("目標", "goal", TEXT),
)
SUPPORT = (
    Column("支援計画NO", "support_no", COUNT),
    Column("支援のポイント", "points", TEXT),
    Column("セルフケア・家族・インフォーマルサービス", "self_care", TEXT),
    Column("介護保険サービス又は地域支援事業", "insured_service", TEXT),
)
USE = (
    Column("利用サービスNO", "use_no", COUNT),
    Column("サービス種別", "kind", TEXT),
    Column("事業所", "office", TEXT),
    Column("期間", "period", TEXT),
)
KEYS = PLAN[:4]
PLAN_SUB = (*KEYS, *ISSUE, *SUPPORT, *USE)
