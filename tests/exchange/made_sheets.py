"""見本の帳票: sheets of invented people, as they are, empty, with far too much text, and with far too many rows."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time

from takigi.casework import sheets
from takigi.exchange.forms.imprint import Imprint
from takigi.kernel.eras import PartialDate

IMPRINT = Imprint(
    city="薪野市",
    centre="中央地域包括支援センター",
    printed_at=datetime(2026, 11, 23, 9, 5),  # noqa: DTZ001  # the town's own time, as it is printed
    printed_by="見本 花子",
)
PERSON = sheets.SheetPerson(
    name="髙﨑 𠮷江",
    kana="タカサキ ヨシエ",
    insurer_no="152999",
    insured_no="0001234567",
    birth=PartialDate.of(date(1942, 3, 31)),
    sex="2",
    address="薪野市本町一丁目2番3号 見本荘101",
    phone="0250-00-0001",
)
# What is a code, a number or a day stays as it is when texts grow.
KEPT = {
    "insurer_no",
    "insured_no",
    "sex",
    "plan_kind",
    "plan_stage",
    "certification_state",
    "support_level",
    "consulted_by",
    "visit_count",
    "whereabouts",
    "physical_independence",
    "dementia_independence",
    "care_level",
    "previous_care_level",
    "housing",
    "course",
    "decision",
    "next_services",
    "title",
}
LONG = (
    "髙﨑𠮷江さんは、町内の体操の会に二十年つづけて通い、朝は畑、昼は近所の人とお茶、夕方は犬と川べりを歩いていました。"
    "転んで手首を折ってからは「もう年だから」と外に出なくなり、長女が週末に買い物をしています。"
)
UNBROKEN = "https://www.example.jp/" + "abcdefghij0123456789" * 4
VERY_LONG = LONG * 3 + UNBROKEN + "\n" + LONG * 2


# Names and numbers are as long as the register lets them be.
SHORT = {
    "name",
    "kana",
    "phone",
    "fax",
    "ref_no",
    "hour",
    "room_floor",
    "vitals",
    "called",
    "speaker",
    "unit",
    "change",
}
LONG_NAME = "髙﨑𠮷江・マリア・デ・ロス・アンヘレス・フェルナンデス・ゴンサレス abcdefghijklmnopqrstuvwxyz0123456789"

# What only 利用者基本情報 shows of a person; the other forms show the name and the number.
HEAD = {"kana", "address", "phone"}


def is_kept(name, value):
    """Whether the field holds codes, or the days of measuring (which a plan's field of the same name does not)."""
    return name in KEPT or (name == "points" and isinstance(value, tuple))


def stretched(value, text=VERY_LONG):
    """The same sheet with far too much text in every box."""
    if isinstance(value, tuple):
        return tuple(stretched(one, text) for one in value)
    if isinstance(value, str):
        return text
    if not is_dataclass(value) or isinstance(value, PartialDate):
        return value
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    return replace(
        value,
        **{
            name: stretched(part, LONG_NAME if name in SHORT else text)
            for name, part in parts.items()
            if not is_kept(name, part)
        },
    )


def multiplied(value, times=12):
    """The same sheet with every list many times as long."""
    if isinstance(value, tuple):
        return tuple(one if isinstance(one, tuple) else multiplied(one, 3) for one in value) * times
    if not is_dataclass(value) or isinstance(value, PartialDate):
        return value
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    still = {"values", "columns", "person"}
    return replace(
        value,
        **{
            name: multiplied(part, times)
            for name, part in parts.items()
            if name not in still and not is_kept(name, part)
        },
    )


def marked(sheet):
    """The same sheet with a mark of its own at both ends of every text, and the marks."""
    marks = []
    # A unit stands behind numbers only, never behind a word such as 実施せず.
    unseen = {"unit"} if isinstance(sheet, sheets.BasicSheet) else {"unit", *HEAD}

    def mark(value, name=""):
        if is_kept(name, value) or name in unseen:
            return value
        if isinstance(value, tuple):
            return tuple(mark(one) for one in value)
        if isinstance(value, str):
            marks.extend((f"始{len(marks):03}あ", f"終{len(marks):03}ん"))
            return f"{marks[-2]}{LONG if name not in SHORT else ''}{marks[-1]}"
        if not is_dataclass(value) or isinstance(value, PartialDate):
            return value
        return replace(value, **{f.name: mark(getattr(value, f.name), f.name) for f in fields(value)})

    return mark(sheet), marks


PLAN = sheets.PlanSheet(
    person=PERSON,
    drawn_up_on=date(2026, 5, 12),
    plan_kind="2",
    is_outsourced=False,
    ref_no="R8-0042",
    certified_on=date(2026, 4, 20),
    valid_from=date(2026, 3, 26),
    valid_until=date(2026, 9, 30),
    plan_stage="11",
    certification_state="2",
    support_level="1",
    author_centre="薪田 一子（保健師）",
    author_cm="",
    office_name="中央地域包括支援センター",
    office_address="薪野市中町2-1",
    office_phone="0250-00-0002",
    first_drawn_up_on=date(2026, 5, 12),
    centre_name="中央地域包括支援センター",
    goal_day="朝の30分、家の前を杖なしで歩く。",
    goal_year="秋の収穫祭に、畑の大根を自分で持っていく。",
    areas=sheets.FourAreas(
        movement=sheets.PlanArea(
            situation="屋内は伝い歩き。15分続けて歩くと右ひざが痛む。",
            wish="本人：畑まで自分の足で行きたい。\n長女：転ばないか心配。",
            has_issue=True,
            background="手首の骨折のあと2か月外に出ず、足の力が落ちた。",
        ),
        daily_life=sheets.PlanArea(
            situation="調理はできる。浴槽のまたぎが怖く、シャワーだけ。",
            wish="湯船につかりたい。",
            has_issue=True,
            background="手すりがない。片足立ちが3秒。",
        ),
        social_life=sheets.PlanArea(
            situation="体操の会を3か月休んでいる。",
            wish="仲間にまた会いたい。",
            has_issue=True,
            background="会場まで歩く自信がない。",
        ),
        health=sheets.PlanArea(situation="血圧の薬を飲み忘れない。", wish="今のまま。", has_issue=False),
    ),
    issues=(
        sheets.PlanIssue(
            issue="足の力が落ち、畑までの坂道を歩く自信がない。",
            proposal="3か月の通所型サービスCで下肢の力と歩き方を取り戻す。家でできる運動を一緒に決める。",
            wish="本人：週1回なら行ける。終わったら体操の会に戻りたい。\n長女：送り迎えがあると助かる。",
            goal="杖なしで畑（片道15分）まで歩いて往復できる。",
            supports=(
                sheets.PlanSupport(
                    points="痛みのない速さで。坂道は専門職と一緒に確かめてから。",
                    self_care="本人：毎朝の椅子立ち10回。長女：日曜に畑まで一緒に歩く。",
                    insured_service="通所型サービスC（週1回 60分）",
                    uses=(
                        sheets.PlanUse(kind="通所型C", office="見本リハビリセンター", period="R8.6～R8.8"),
                        sheets.PlanUse(kind="訪問（理学療法士）", office="見本病院", period="R8.6 2回"),
                    ),
                ),
                sheets.PlanSupport(
                    points="休まずに続けられるよう、毎週の行動を自分で決める。",
                    self_care="本人：歩いた日を暦に丸をつける。",
                ),
            ),
        ),
        sheets.PlanIssue(
            issue="ひとりで湯船に入れない。",
            proposal="浴室の手すりと、またぐ動作の練習。",
            wish="本人：手すりは付けたい。練習もする。",
            goal="見守りなしで湯船に入れる。",
            supports=(
                sheets.PlanSupport(
                    points="取り付け場所を家で一緒に決める。",
                    self_care="長女：はじめの2週間は声の届く所にいる。",
                    insured_service="介護予防住宅改修",
                    uses=(sheets.PlanUse(kind="住宅改修", office="見本工務店", period="R8.5"),),
                ),
            ),
        ),
    ),
    health_notes="右ひざの痛みが強い日は歩く練習を休む。血圧160以上の日は運動を控える。",
    when_unavailable="なし",
    overall_policy="畑と体操の会という元の生活に、夏の終わりまでに戻る。卒業の目印は「杖なしで畑まで往復」。",
    counts=sheets.SixCounts(movement=4, nutrition=0, mouth=1, homebound=2, memory=0, mood=1),
    needs=sheets.SixNeeds(movement=True, nutrition=False, mouth=False, homebound=True, memory=False, mood=False),
    centre_opinion="妥当な計画と認めます。",
    consented_on=date(2026, 5, 15),
    consented_by="髙﨑 𠮷江",
)
BASIC = sheets.BasicSheet(
    person=PERSON,
    consulted_on=date(2026, 4, 3),
    author="薪田 一子",
    plan_kind="2",
    is_outsourced=False,
    consulted_by="02",
    visit_count="01",
    whereabouts="01",
    visitor=sheets.Contact(name="髙﨑 町子", relation="長女", address="隣町1-1", phone="090-0000-0001"),
    emergency_contacts=(
        sheets.Contact(name="髙﨑 町子", relation="長女", address="隣町1-1", phone="090-0000-0001"),
        sheets.Contact(name="髙﨑 次郎", relation="弟", address="薪野市北町9", phone="0250-00-0009"),
    ),
    physical_independence="J2",
    dementia_independence="自立",
    care_level="12",
    valid_from=date(2026, 3, 26),
    valid_until=date(2026, 9, 30),
    previous_care_level="01",
    checklist_met=True,
    checklist_on=date(2026, 4, 3),
    disabilities=sheets.Disabilities(physical=False, intellectual=False, mental=False, rare_disease=False),
    income=sheets.Income(national_pension=True, remarks="畑の野菜を少し売っていた。"),
    housing="05",
    room_floor="1",
    is_adapted=False,
    family_note="夫は5年前に亡くなった。長女は車で20分。",
    former_life="嫁いでから農業ひとすじ。体操の会の世話役を12年。",
    present_life="朝5時に起き、朝食のあとはテレビ。昼寝が長くなった。",
    day=(
        sheets.DayLine(hour="5:00", person_does="起きる、仏壇に手を合わせる"),
        sheets.DayLine(hour="7:00", person_does="朝食"),
        sheets.DayLine(hour="10:00", person_does="テレビ", carer_does="（日曜）長女が買い物"),
        sheets.DayLine(hour="21:00", person_does="寝る"),
    ),
    pleasures="畑、漬物、民謡",
    neighbours="隣の奥さんが毎日声をかけてくれる。体操の会の仲間。",
    illnesses=(
        sheets.Illness(
            since="令和8年1月", name="右橈骨遠位端骨折", doctor="見本病院 整形外科", is_main_doctor=False, course="02"
        ),
        sheets.Illness(
            since="平成20年ころ",
            name="高血圧",
            doctor="見本医院 見本太郎",
            is_main_doctor=True,
            phone="0250-00-0005",
            course="01",
            treatment="内服（朝1回）",
        ),
    ),
    public_services="なし",
    informal_services="隣の奥さんのごみ出し",
    consented_on=date(2026, 4, 3),
    consented_by="髙﨑 𠮷江",
)
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
MEASURED = (
    sheets.MeasuredLine(
        test="TUG",
        protocol="通常の速さ、杖なし、右回り",
        unit="秒",
        values=("14.2", "11.0", "9.1"),
        change="5.1秒短くなりました。",
        reference="地域在住の元気な高齢者の平均 8.9秒",
    ),
    sheets.MeasuredLine(
        test="開眼片足立ち",
        protocol="左、上限60秒",
        unit="秒",
        values=("3", "実施せず", "12"),
        change="長くなりました。",
    ),
)
POINTS = (("開始時", date(2026, 6, 2)), ("中間", date(2026, 7, 7)), ("終了時", date(2026, 8, 25)))
INDIVIDUAL_PLAN = sheets.IndividualPlanSheet(
    person=PERSON,
    service="通所型サービスC",
    provider="見本リハビリセンター",
    centre="中央地域包括支援センター",
    asked_on=date(2026, 5, 16),
    care_level="要支援１",
    former_life="畑と体操の会",
    goal="杖なしで畑まで往復",
    graduation_point="片道15分を痛みなく歩ける",
    cautions="血圧160以上の日は休む。",
    planned_sessions=12,
    starts_on=date(2026, 6, 2),
    ends_on=date(2026, 8, 25),
    frequency="週1回 60分",
    transport="送迎あり",
    steps=(("1回目", "体力測定、個別計画の確認"), ("2～10回目", "面談と運動"), ("12回目", "まとめ")),
    author="見本 健",
)
SESSIONS = sheets.SessionSheet(
    person=PERSON,
    service="通所型サービスC",
    provider="見本リハビリセンター",
    goal="杖なしで畑まで往復",
    starts_on=date(2026, 6, 2),
    ends_on=date(2026, 8, 25),
    planned_sessions=12,
    sessions=(
        sheets.SessionLine(
            number=1,
            held_on=date(2026, 6, 2),
            is_attended=True,
            vitals="132/78 脈72",
            last_action="",
            next_action="毎朝、椅子から10回立つ",
            interview="畑の話をよくされる。",
            exercise="椅子立ち、片足立ち",
            interview_minutes=20,
            exercise_minutes=40,
            by="見本 健",
        ),
        sheets.SessionLine(number=2, held_on=date(2026, 6, 9), is_attended=False, absence_reason="受診のため"),
        sheets.SessionLine(
            number=3,
            held_on=date(2026, 6, 16),
            is_attended=True,
            vitals="128/74",
            last_action="椅子立ち10回",
            last_action_done="できた（5日）",
            next_action="家の前を10分歩く",
            exercise="歩行、階段",
            interview_minutes=20,
            exercise_minutes=40,
            by="見本 健",
        ),
    ),
)
MEASUREMENTS = sheets.MeasurementSheet(
    person=PERSON,
    service="通所型サービスC",
    provider="見本リハビリセンター",
    points=POINTS,
    lines=MEASURED,
    assessor="見本 健",
    remarks="中間の片足立ちは、ひざの痛みのため実施せず。",
)
END_REPORT = sheets.EndReport(
    person=PERSON,
    service="通所型サービスC",
    provider="見本リハビリセンター",
    reported_on=date(2026, 8, 26),
    author="見本 健",
    starts_on=date(2026, 6, 2),
    ended_on=date(2026, 8, 25),
    planned_sessions=12,
    attended_sessions=11,
    goals=(
        sheets.EndGoal(
            text="杖なしで畑まで往復",
            graduation_point="片道15分を痛みなく歩ける",
            is_achieved=True,
            performance_before=2,
            performance_after=8,
            satisfaction_before=1,
            satisfaction_after=9,
            remark="8月から週3回",
        ),
    ),
    points=POINTS,
    measurements=MEASURED,
    outcome="卒業",
    outcome_reason="目印に届いた。",
    self_plan="毎朝の椅子立ちと、週3回の畑。",
    community_place="本町体操の会（火曜 10時）",
    risk_notes="雪道では杖を使う。",
    opinion="再開時は早めに相談を。",
)
EXTENSION = sheets.ExtensionRequest(
    person=PERSON,
    service="通所型サービスC",
    provider="見本リハビリセンター",
    asked_on=date(2026, 8, 10),
    author="見本 健",
    starts_on=date(2026, 6, 2),
    ends_on=date(2026, 8, 25),
    attended_sessions=8,
    planned_sessions=12,
    new_end_on=date(2026, 9, 29),
    more_sessions=5,
    reason="入院で4回休み、坂道の練習が残っている。",
    expected="坂道を含めて畑まで往復できる。",
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

TYPICAL = {
    "plan": PLAN,
    "basic": BASIC,
    "evaluation": EVALUATION,
    "notes": NOTES,
    "visit": VISIT,
    "individual_plan": INDIVIDUAL_PLAN,
    "sessions": SESSIONS,
    "measurements": MEASUREMENTS,
    "end_report": END_REPORT,
    "extension": EXTENSION,
    "handover": HANDOVER,
}


def empty(sheet):
    """A sheet of the same kind about which nothing is known yet."""
    kind = type(sheet)
    return kind() if kind is sheets.HandoverPack else kind(person=sheets.SheetPerson())
