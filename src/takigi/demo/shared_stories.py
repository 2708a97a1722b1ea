"""見本の多機関のケース: households that several offices know, who asked whom for what, and what became of it. Pure, invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ask:
    """一つの約束: who was asked for what at the meeting. `answer`: "kept", "going_on", or why it was declined."""

    who: str
    what: str
    answer: str = "kept"


@dataclass(frozen=True)
class Sent:
    """つなぎの一つ: to whom and for what; `why_not` where they could not take it on."""

    to: str
    what: str
    why_not: str = ""


@dataclass(frozen=True)
class Wave:
    """アンケートの一回: how many were asked, and what each who answered put down, one grade for each question."""

    label: str
    days_ago: int
    invited: int
    answers: tuple[str, ...]


@dataclass(frozen=True)
class SharedStory:
    """一つの世帯. Days are counted back from today; logins are those of the offices' lists."""

    owner: str
    opened: int
    block: int
    name: str
    kana: str
    birth: str
    composition: str
    flags: tuple[str, ...]
    waited_months: int
    summary: str
    worry: str
    keeps: str
    tried: str
    first_words: str
    help_asks: tuple[str, ...]
    asks: tuple[Ask, ...] = ()
    issues: tuple[str, ...] = ()
    household: tuple[tuple[str, str, str, int], ...] = ()
    supporters: tuple[tuple[str, str, str], ...] = ()
    was_connected: bool = True
    ending: str = ""
    # Days after the opening: when the person agreed to the sharing, when the talks ended and when they came again; 0: never.
    consented: int = 0
    talked_until: int = 0
    came_again: int = 0
    sent: tuple[Sent, ...] = ()
    # Whether the two who read the first words read them differently.
    reads_two_ways: bool = False

    @property
    def is_met_over(self) -> bool:
        """Whether a meeting was asked for; the young ones are still at the first word."""
        return bool(self.asks)


# kinship, sex, whose name, year of birth · kind, words, bond
SHARED_STORIES = (
    SharedStory(
        "n.akao", 520, 1, "網代 きみえ", "アジロ キミエ", "昭和15年5月3日", "parent_and_grown_child", ("8050",), 180,
        "80代の親と50代の子の世帯。子は長く仕事をはなれ、親の介護と家計が重なっている。",
        "訪問のたびに、子が部屋から出てこない。親が倒れたあとの暮らしが見えない。",
        "月に二度の訪問と、親の通院の付き添いは続けます", "高齢の分野で話し合い、介護の手だては出し合った。子の仕事のことが残った",
        "もう包括だけでは無理なので、そちらで引き取ってほしい", ("partner", "meeting"),
        (Ask("n.kitazume", "子の話を聞きに、包括と一緒に訪問する", "going_on"), Ask("n.nezu", "受診のきっかけを一緒に考える"), Ask("n.hirose", "家の修理の費用を調べる", "この回は人手が出せない")),
        ("isolation", "poverty"), (("self", "female", "網代 きみえ", 1940), ("child", "male", "網代 徹", 1972)),
        (("neighbour", "回覧板を届ける隣の人", "usual"), ("place", "朝市の魚の店", "strong")), was_connected=False, consented=90,
    ),
    SharedStory(
        "n.hazama", 470, 2, "汐見 りさ", "シオミ リサ", "平成3年9月9日", "single_parent", ("young_carer",), 40,
        "ひとり親の世帯。上の子が下の子の世話をし、学校に行けない日がある。",
        "母が夜の仕事で、朝に起こす人がいない。学校からの電話に出ない。",
        "週に一度の電話と、学校との連絡は続けます", "こどもの分野で見立てた。家計と住まいのことが分からない",
        "学校だけでは届かない。一緒に考えてほしい", ("assessment", "meeting"),
        (Ask("n.arisaka", "朝の声かけを担任と分けあう"), Ask("n.masuko", "家計の相談に、家庭相談と一緒に行く", "going_on"), Ask("n.kanzaki", "養育費の手続きを案内する")),
        ("poverty", "housing"), (("self", "female", "汐見 りさ", 1991), ("child", "female", "汐見 さや", 2012), ("child", "male", "汐見 そら", 2017)),
        (("residents", "子ども食堂", "strong"),), consented=30, sent=(Sent("n.hirose", "家賃の安い住まいの相談"),),
    ),
    SharedStory(
        "n.kuze", 430, 3, "錨屋 登", "イカリヤ ノボル", "昭和46年2月2日", "alone", (), 96,
        "50代のひとり暮らし。手帳を持ち、親を見送ってから金銭の管理がむずかしい。",
        "電気が止まりそうになっても、連絡が来ない。",
        "月に一度の面談と、計画の見直しは続けます", "障害の分野で話し合い、日中の場は決まった。お金の管理が残った",
        "お金のことはうちの範囲ではない。引き取ってほしい", ("advice", "meeting"),
        (Ask("n.kanzaki", "金銭管理の手だてを本人に説明する"), Ask("n.komaki", "近所の見守りに声をかける", "going_on")),
        ("budgeting",), (("self", "male", "錨屋 登", 1971),), (("relative", "離れて住むいとこ", "thin"),), talked_until=200, came_again=290,
    ),
    SharedStory(
        "n.iriya", 400, 4, "機下 とよ", "ハタシタ トヨ", "昭和17年11月20日", "three_generations", ("double_care",), 24,
        "三世代の世帯。母が祖母の介護と、学校に行きにくい子のことを一人で抱えている。",
        "母が眠れていない。祖母の夜の声で、子も起きる。",
        "月に二度の訪問と、介護の調整は続けます", "高齢の分野で、夜の手だてを増やした。子のことは聞けていない",
        "子どものことまで手が回らない", ("partner", "meeting"),
        (Ask("n.arisaka", "学校での様子を母に伝える場をつくる"), Ask("n.nezu", "母の休める時間を一緒に探す"), Ask("n.hazama", "子の話を聞く", "going_on")),
        ("family", "truancy"), (("self", "female", "機下 とよ", 1942), ("child", "female", "機下 美保", 1975), ("grandchild", "male", "機下 蓮", 2013)),
        (("neighbour", "向かいの家の人", "usual"),), consented=120,
        sent=(Sent("n.kitazume", "母の仕事の相談", "いま働いている方の窓口ではない"), Sent("n.tanba", "祖母の手帳の相談", "診断の書類がまだない"), Sent("n.uematsu", "母の眠れないことの相談")),
    ),
    SharedStory(
        "n.kitazume", 360, 5, "藍田 守", "アイダ マモル", "昭和53年6月1日", "alone", (), 30,
        "40代のひとり暮らし。仕事が続かず、家賃が遅れている。眠れない日が続く。",
        "受診をすすめても、前にいやな思いをしたと言う。",
        "週に一度の面談と、仕事さがしは続けます", "困窮の分野で家計は見なおした。こころの調子のことが残った",
        "病院につなぎたいが、どこに聞けばよいか", ("advice", "company"),
        (Ask("n.uematsu", "受診の前に、窓口で一度会う"), Ask("n.hirose", "家賃の交渉に同席する"), Ask("n.edogawa", "制度の説明をする", "本人が今は望んでいない")),
        ("poverty", "housing", "unemployed"), (("self", "male", "藍田 守", 1978),), (("work", "短い時間の働き先", "thin"),), ending="transfer:n.edogawa", consented=20, sent=(Sent("n.kanzaki", "借りたお金の整理の相談"),),
    ),
    SharedStory(
        "n.nezu", 330, 1, "帆足 ゆき", "ホアシ ユキ", "昭和58年8月8日", "parent_and_grown_child", (), 60,
        "母と成人の子。子は退院のあと家にいて、母が一人で支えている。",
        "母が倒れたら、だれも家に入れない。",
        "月に一度の訪問と、薬の確かめは続けます", "保健の分野で話し合い、訪問の回数を増やした。昼の居場所がない",
        "保健だけでは昼の居場所がつくれない", ("partner",),
        (Ask("n.kuze", "昼の場の見学に一緒に行く"), Ask("n.akao", "母の介護の申し込みを手伝う", "going_on"), Ask("n.sonoda", "短い時間の仕事の見学")),
        ("mental_health", "family"), (("self", "female", "帆足 ゆき", 1983), ("mother", "female", "帆足 やえ", 1950)), (), talked_until=130,
    ),
    SharedStory(
        "n.edogawa", 300, 2, "汐留 剛", "シオドメ ツヨシ", "昭和34年3月15日", "alone", (), 120,
        "60代のひとり暮らし。家にものがたまり、近所との行き来がない。",
        "家に入れてもらえるのは玄関まで。夏が心配。",
        "月に一度の訪問は続けます", "生活保護の分野では、片づけの手だてが見つからなかった",
        "ごみの家なので、ステーションで見てほしい", ("assessment", "meeting"),
        (Ask("n.date", "朝の散歩の時に声をかける", "going_on"), Ask("n.numata", "介護の申請を一緒に考える"), Ask("n.terao", "けがの手当ての受診に付き添う")),
        ("isolation", "housing"), (("self", "male", "汐留 剛", 1959),), (("neighbour", "魚をくれる釣り仲間", "thin"),), was_connected=False, ending="station", reads_two_ways=True,
    ),
    SharedStory(
        "n.komaki", 240, 3, "錨田 ふさ", "イカリダ フサ", "昭和14年12月30日", "couple", (), 18,
        "80代の夫婦。夫の物忘れが進み、妻の病気が重なっている。",
        "入院の話が出ても、夫を置いて行けないと言う。",
        "週に一度の訪問と、入院の調整は続けます", "高齢の分野で、夜の預け先を探した。入院の間の手続きが残った",
        "病院と一緒に考えたい", ("company", "meeting"),
        (Ask("n.terao", "入院の日取りを夫の預け先と合わせる"), Ask("n.kanzaki", "通帳のことを夫婦と確かめる")),
        ("illness", "family"), (("self", "female", "錨田 ふさ", 1939), ("spouse", "male", "錨田 勇", 1936)), (("relative", "離れて住む長女", "usual"),),
    ),
    SharedStory(
        "n.arisaka", 150, 4, "機織 まい", "ハタオリ マイ", "平成24年4月4日", "single_parent", ("young_carer",), 14,
        "小学生と父の世帯。父が体をこわし、子が家のことをしている。",
        "遅刻が増え、給食だけの日がある。",
        "毎朝の声かけと、担任との話し合いは続けます", "学校の中で話し合い、別室で過ごせるようにした。父のことは分からない",
        "家の中のことには入れない", ("partner", "meeting"),
        (Ask("n.hazama", "父の話を聞きに、学校と一緒に訪問する", "going_on"), Ask("n.kitazume", "父の仕事と家計の相談", "going_on")),
        ("truancy", "illness"), (("self", "female", "機織 まい", 2012), ("father", "male", "機織 学", 1980)), (("residents", "地区の学習の会", "usual"),),
    ),
    SharedStory(
        "n.wakui", 100, 5, "藍沢 清", "アイザワ キヨシ", "昭和20年10月10日", "parent_and_grown_child", ("8050",), 140,
        "80代の父と50代の子。子は働いた期間が短く、父の年金で暮らしている。",
        "父の入所の話を、子が受けとめられない。",
        "月に二度の訪問は続けます", "高齢の分野で話し合ったが、子の手だてがない",
        "子のことは担当がいない", ("partner",),
        (Ask("n.kitazume", "子と一度、場所を決めずに会う", "going_on"),),
        ("isolation",), (("self", "male", "藍沢 清", 1945), ("child", "male", "藍沢 亮", 1974)), (), was_connected=False,
    ),
    SharedStory(
        "n.masuko", 40, 2, "汐路 ほなみ", "シオジ ホナミ", "平成8年7月7日", "single_parent", (), 8,
        "20代の親と幼い子。仕事を失い、家賃の期限が近い。",
        "預ける先がなく、面接に行けない。",
        "週に一度の面談と、家計の見なおしは続けます", "困窮の分野で貸付は決まった。預け先が残った",
        "保育のことはどこに聞けば", ("advice", "partner"),
    ),
    SharedStory(
        "n.akao", 75, 1, "帆崎 たみ", "ホサキ タミ", "昭和18年1月8日", "alone", (), 10,
        "80代のひとり暮らし。通いの場に出なくなり、電話にも出にくい。",
        "家族が遠く、何に困っているかが見えない。",
        "週に一度の電話と訪問は続けます", "高齢の分野で声をかけたが、断られた",
        "まだ何を頼めばよいか分からない", ("advice",),
    ),
)  # fmt: skip
# Meetings of supporters, by block (None: the whole city), so many days ago, with who came: nobody from a school in block 3.
GATHERINGS = (
    (None, 460, ("n.akao", "n.kuze", "n.kitazume", "n.hazama", "n.nezu", "n.uematsu", "n.date")),
    (None, 370, ("n.akao", "n.tanba", "n.masuko", "n.hazama", "n.terao", "n.hirose", "n.arisaka")),
    (None, 280, ("n.numata", "n.kuze", "n.kitazume", "n.edogawa", "n.nezu", "n.sonoda", "n.kanzaki")),
    (None, 190, ("n.komaki", "n.kuze", "n.kitazume", "n.hazama", "n.uematsu", "n.arisaka", "n.date", "n.hirose")),
    (None, 95, ("n.iriya", "n.tanba", "n.masuko", "n.edogawa", "n.nezu", "n.arisaka", "n.terao")),
    (1, 420, ("n.akao", "n.date", "n.terao", "n.nezu")),
    (1, 230, ("n.shimura", "n.date", "n.kitazume", "n.arisaka")),
    (2, 400, ("n.numata", "n.hazama", "n.kitazume")),
    (2, 210, ("n.numata", "n.arisaka", "n.masuko", "n.hirose")),
    (3, 390, ("n.komaki", "n.kuze", "n.kanzaki")),
    (3, 200, ("n.komaki", "n.kuze", "n.kitazume")),
    (4, 380, ("n.iriya", "n.arisaka", "n.uematsu")),
    (4, 185, ("n.iriya", "n.hazama", "n.sonoda", "n.uematsu")),
    (5, 365, ("n.wakui", "n.kitazume", "n.hirose")),
    (5, 175, ("n.wakui", "n.edogawa", "n.kanzaki", "n.tanba")),
)
# who registered it, how long ago, block, signals, what became of it.
LEADS = (
    ("n.date", 210, 1, ("post_piled", "neighbour"), "気になるのは回覧板が止まっていること。", "connected"),
    ("n.hirose", 160, 2, ("arrears",), "窓口で、家賃のほかにも困っている様子。", "connected"),
    ("n.terao", 120, 4, ("no_doctor", "isolated"), "退院のあと、次の受診に来ていない。", "declined"),
    ("n.arisaka", 60, 3, ("no_school",), "きょうだいの姿も見えない。", "checking"),
    ("n.kanzaki", 20, 5, ("family_asked",), "兄のことで、妹から電話があった。", "new"),
)
# who asked, how long ago, topic, people, grades before and after, offered or asked for.
LECTURES = (
    ("n.terao", 350, "重層の事業とは（病院の連携室へ）", 18, (4, 8, 5, 1, 0), (0, 2, 8, 6, 2), "asked_by_agency"),
    ("n.arisaka", 260, "学校から相談するとき", 24, (9, 10, 4, 1, 0), (0, 4, 11, 7, 2), "offered"),
    (
        "n.date",
        150,
        "気になる人に気づいたら（民生委員の会へ）",
        31,
        (3, 12, 12, 4, 0),
        (0, 3, 13, 11, 4),
        "asked_by_agency",
    ),
    ("n.sonoda", 45, "はたらく相談の人たちへ", 12, (2, 5, 4, 1, 0), (0, 1, 4, 5, 2), "asked_by_agency"),
)
# The six questions for supporters.
PULSES = (
    Wave("支援者の6問（はじめ）", 300, 20, ("323242", "434331", "222252", "343332", "533431", "322243", "443322", "231252", "354441", "223142", "432332", "343342", "322231")),
    Wave("支援者の6問（半年後）", 120, 20, ("434333", "545424", "333343", "454433", "544525", "423343", "554433", "342344", "455534", "333253", "443434", "554423", "433343", "544524", "323343")),
)  # fmt: skip
# What people said they understood before and after a gathering.
LEARNED = (
    Wave("つながる集いの前と後", 190, 14, ("23", "24", "13", "33", "34", "45", "55", "23", "12", "34", "24", "44")),
)
