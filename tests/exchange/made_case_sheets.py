"""見本の記録: what else is printed about the invented person's case."""

from datetime import date, time

from takigi.casework import sheets
from tests.exchange.made_plans import PERSON

EVALUATION = sheets.EvaluationSheet(
    person=PERSON,
    evaluated_on=date(2026, 8, 28),
    author="薪田 一子",
    plan_drawn_up_on=date(2026, 5, 12),
    goals=(
        sheets.EvaluatedGoal(
            goal="杖なしで畑まで歩いて往復できる。",
            period_from=date(2026, 6, 1),
            period_until=date(2026, 8, 31),
            result="8月から週3回、畑まで往復している。",
            is_achieved=True,
            next_policy="体操の会に戻る。",
        ),
        sheets.EvaluatedGoal(
            goal="見守りなしで湯船に入れる。",
            period_from=date(2026, 6, 1),
            period_until=date(2026, 8, 31),
            result="手すりで入れるが、出るときに不安がある。",
            is_achieved=False,
            why_not_person="ひざを曲げると痛い日がある。",
            why_not_author="またぐ台の高さが合っていない。",
            next_policy="台を替えて1か月後に確かめる。",
        ),
    ),
    overall_policy="卒業。月1回の電話で続き具合を聞く。",
    centre_opinion="妥当。",
    decision="end",
    next_services=("general",),
)
NOTES = sheets.NotesSheet(
    person=PERSON,
    author="薪田 一子",
    since=date(2026, 4, 1),
    until=date(2026, 8, 31),
    notes=(
        sheets.NoteLine(
            on=date(2026, 4, 10),
            kind="訪問",
            text="理学療法士と訪問。「そういうやり方もあるんだ」と本人。",
            by="薪田 一子",
            minutes=70,
        ),
        sheets.NoteLine(
            on=date(2026, 5, 15), kind="会議", text="サービス担当者会議。卒業の目印を全員で確かめた。", by="薪田 一子"
        ),
        sheets.NoteLine(
            on=date(2026, 8, 3),
            kind="モニタリング",
            text="次の訪問を1か月延ばす。",
            by="薪田 一子",
            extension_reasons=("状態が安定している。", "事業所から毎月報告がある。"),
        ),
    ),
)
GOAL_PAGE = sheets.GoalPage(
    called="𠮷江さん",
    my_words="もういちど、畑の大根を自分で抜いて、みんなに配りたい。",
    graduation_point="杖なしで、畑まで歩いて行って帰ってくる",
    what_i_do=("毎朝、椅子から10回立つ", "歩いた日は暦に丸をつける"),
    what_family_does=("日曜日に一緒に畑まで歩く",),
    what_professionals_do=("週1回、歩き方をいっしょに確かめる",),
    agreed_on=date(2026, 5, 15),
    next_on=date(2026, 6, 2),
    next_what="はじめての教室",
    contact_name="中央地域包括支援センター",
    contact_phone="0250-00-0002",
)
VISIT = sheets.VisitSheet(
    person=PERSON,
    visited_on=date(2026, 4, 10),
    started_at=time(10, 0),
    ended_at=time(11, 10),
    place="自宅",
    visitors=(
        sheets.Visitor(name="薪田 一子", role="保健師（包括）"),
        sheets.Visitor(name="見本 健", role="理学療法士"),
    ),
    present=("本人", "長女"),
    application_words="「もう年だから。風呂にも入れんようになって」",
    reasons=("転倒・骨折", "風呂"),
    onset_event="転倒して右手首を骨折、手術",
    onset_on="令和8年1月ころ",
    former_life=sheets.FormerLifeWords(
        role="体操の会の世話役",
        pleasures="民謡、漬物",
        going_out="毎日、畑へ",
        housework="すべて自分で",
        outdoor_work="畑 一反、冬は雪かき",
    ),
    lost=(
        sheets.LostActivity(text="畑仕事", since="1月から"),
        sheets.LostActivity(text="湯船につかること", since="2月から"),
    ),
    person_wishes=(sheets.Said(speaker="本人", text="畑の大根を自分で抜きたい。"),),
    family_wishes=(sheets.Said(speaker="長女", text="ひとりで風呂に入れるようになってほしい。"),),
    checklist_on=date(2026, 4, 3),
    checklist_result="該当（運動機能、閉じこもり）",
    checklist_counts=sheets.SixCounts(movement=4, nutrition=0, mouth=1, homebound=2, memory=0, mood=None),
    tests=(
        sheets.TestLine(name="TUG", protocol="通常の速さ、杖なし、右回り", value="14.2秒"),
        sheets.TestLine(name="握力", protocol="左", value="実施できず（痛み）"),
    ),
    home_notes="浴槽の縁が高い（55cm）。玄関の段差に手すりなし。",
    reversible="高い",
    reversible_reason="骨折は治っており、外に出なかったことによる衰えが主。",
    reversible_by="見本 健（理学療法士）",
    options=(
        sheets.OfferedOption(
            option="通所型サービスC", is_explained=True, success_case="畑に戻った80代の方", is_chosen=True
        ),
        sheets.OfferedOption(option="デイサービス", is_explained=True, why_declined="まだ早いと思う。"),
        sheets.OfferedOption(option="通いの場", is_explained=True),
    ),
    reaction="やり方があると分かった",
    reaction_words="「そういうやり方もあるんだ」",
    choice="通所型サービスCに3か月通い、体操の会に戻る",
    next_step="担当者会議の日を決める",
    next_on=date(2026, 4, 20),
)
HANDOVER = sheets.HandoverPack(
    from_whom="薪田 一子（中央地域包括支援センター）",
    to_whom="見本 次子（北地域包括支援センター）",
    handed_over_on=date(2026, 10, 1),
    reason="担当圏域の変更",
    sections=(
        sheets.HandoverSection(
            heading="いまの状況",
            facts=(
                ("利用者名", "髙﨑 𠮷江 様"),
                ("状態", "支援中（通所型サービスC 8回目）"),
                ("次の期限", "令和8年10月15日 モニタリング"),
            ),
        ),
        sheets.HandoverSection(
            heading="残っている用事",
            columns=("期限", "内容", "相手"),
            rows=(("R8.10.5", "手すりの高さの確認", "見本工務店"), ("R8.10.15", "モニタリングの訪問", "本人・長女")),
        ),
        sheets.HandoverSection(heading="引き継ぐ人へ", text="耳が遠いので、電話は長女へ。畑の話から入るとよい。"),
    ),
)
