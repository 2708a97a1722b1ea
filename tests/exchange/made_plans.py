"""見本の本人と計画: an invented person, with the plan and the basic sheet that stand in the files too."""

from datetime import date

from takigi.casework import sheets
from takigi.kernel.eras import PartialDate

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
