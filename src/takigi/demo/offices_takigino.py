"""薪野市の機関と職員: two centres run by the city itself, one coordinator for the whole town. Declarations only."""

from __future__ import annotations

from datetime import date

from takigi.demo.offices import AgencyPlan, OfficesPlan, PostPlan, StaffPlan
from takigi.organisations.rules import AgencyKind, Duty, Field, Level, SecrecyType

_CORPORATE, _INDIVIDUAL = SecrecyType.CORPORATE, SecrecyType.INDIVIDUAL

AGENCIES = (
    AgencyPlan("insurance", "薪野市 介護保険係", "タキギノシ カイゴホケンガカリ", AgencyKind.CITY_SECTION, (Field.ELDERLY,)),
    AgencyPlan("planning", "薪野市 高齢者支援係", "タキギノシ コウレイシャシエンガカリ", AgencyKind.CITY_SECTION, (Field.ELDERLY,)),
    AgencyPlan("kita", "地域包括支援センターきた", "チイキホウカツシエンセンターキタ", AgencyKind.SUPPORT_CENTRE, (Field.ELDERLY, Field.RIGHTS), areas=("shibakura", "tsurumori"), office_no="9900000011"),
    AgencyPlan("minami", "地域包括支援センターみなみ", "チイキホウカツシエンセンターミナミ", AgencyKind.SUPPORT_CENTRE, (Field.ELDERLY, Field.RIGHTS), areas=("hasahara", "karise"), office_no="9900000029"),
    AgencyPlan("council", "薪野市社会福祉協議会", "タキギノシシャカイフクシキョウギカイ", AgencyKind.COUNCIL, (Field.COMMUNITY, Field.RIGHTS), is_own=False, commissioned_by="planning", secrecy_type=_CORPORATE),
    AgencyPlan("hospital", "薪野市立ゆきげ病院", "タキギノシリツユキゲビョウイン", AgencyKind.MEDICAL, (Field.MEDICAL,), commissioned_by="planning"),
    AgencyPlan("nursing", "訪問看護おきび", "ホウモンカンゴオキビ", AgencyKind.MEDICAL, (Field.MEDICAL, Field.HEALTH), is_own=False, secrecy_type=_CORPORATE, office_no="9960000018"),
    AgencyPlan("irori", "居宅介護支援いろりばた", "キョタクカイゴシエンイロリバタ", AgencyKind.PROVIDER, (Field.ELDERLY,), is_own=False, commissioned_by="kita", secrecy_type=_CORPORATE, office_no="9970000016"),
    AgencyPlan("hasakake", "居宅介護支援はさかけ", "キョタクカイゴシエンハサカケ", AgencyKind.PROVIDER, (Field.ELDERLY,), is_own=False, commissioned_by="minami", secrecy_type=_CORPORATE, office_no="9970000024"),
    AgencyPlan("hodabi", "通所リハほだび", "ツウショリハホダビ", AgencyKind.PROVIDER, (Field.ELDERLY,), is_own=False, commissioned_by="planning", secrecy_type=_CORPORATE, office_no="9970000032"),
    AgencyPlan("health", "薪野市 健康づくり係", "タキギノシ ケンコウヅクリガカリ", AgencyKind.CITY_SECTION, (Field.HEALTH,)),
    AgencyPlan("welfare", "薪野市 生活支援係", "タキギノシ セイカツシエンガカリ", AgencyKind.CITY_SECTION, (Field.POVERTY, Field.ASSISTANCE)),
    AgencyPlan("disability", "障害者相談室こもれび道", "ショウガイシャソウダンシツコモレビミチ", AgencyKind.DISABILITY, (Field.DISABILITY,), is_own=False, commissioned_by="welfare", secrecy_type=_CORPORATE),
    AgencyPlan("child", "薪野市 こども相談係", "タキギノシ コドモソウダンガカリ", AgencyKind.CHILD, (Field.CHILD,)),
    AgencyPlan("commissioners", "薪野市民生委員の会", "タキギノシミンセイイインノカイ", AgencyKind.RESIDENTS, (Field.COMMUNITY,), is_own=False, secrecy_type=_INDIVIDUAL),
    AgencyPlan("systems", "薪野市 情報システム係", "タキギノシ ジョウホウシステムガカリ", AgencyKind.CITY_SECTION, (Field.CITY_HALL,)),
    AgencyPlan("auditors", "薪野市 監査の事務局", "タキギノシ カンサノジムキョク", AgencyKind.CITY_SECTION, (Field.CITY_HALL,)),
    AgencyPlan("evaluators", "地域のくらし評価室", "チイキノクラシヒョウカシツ", AgencyKind.OTHER, (Field.ELDERLY,), is_own=False, commissioned_by="planning", secrecy_type=_CORPORATE),
)  # fmt: skip


def _post(agency: str, duty: Duty = Duty.CASEWORK, level: Level = Level.STAFF) -> tuple[PostPlan, ...]:
    return (PostPlan(agency, duty, level),)


STAFF = (
    StaffPlan("t.hoshina", "保科 千景", "ホシナ チカゲ", "保健師", _post("kita"), is_shown=True),
    StaffPlan("t.utsugi", "卯木 理恵子", "ウツギ リエコ", "保健師・主任介護支援専門員", _post("kita", level=Level.HEAD), is_shown=True),
    StaffPlan("t.kuwagata", "鍬形 大吾", "クワガタ ダイゴ", "社会福祉士", _post("kita", level=Level.SUPERVISOR)),
    StaffPlan("t.makabe", "真壁 泰成", "マカベ ヤスナリ", "理学療法士", _post("kita")),
    # Moved from one centre to the other in April: the old post ended that day and gives no access any more.
    StaffPlan("t.shirahata", "白旗 みのり", "シラハタ ミノリ", "社会福祉士", (PostPlan("minami", Duty.CASEWORK, ended_on=date(2026, 4, 1)), PostPlan("kita", Duty.CASEWORK, from_on=date(2026, 4, 1)))),
    StaffPlan("t.otowa", "音羽 志津", "オトワ シヅ", "保健師・主任介護支援専門員", _post("minami", level=Level.HEAD)),
    StaffPlan("t.nagumo", "南雲 陽一郎", "ナグモ ヨウイチロウ", "社会福祉士", _post("minami", level=Level.SUPERVISOR), is_shown=True),
    StaffPlan("t.habuki", "羽吹 優衣", "ハブキ ユイ", "保健師", _post("minami")),
    StaffPlan("t.tomaru", "都丸 佳織", "トマル カオリ", "主任介護支援専門員", _post("minami")),
    StaffPlan("t.kasuga", "春日 征一", "カスガ セイイチ", "事務", _post("insurance", Duty.INSURANCE), is_shown=True),
    StaffPlan("t.yomoda", "四方田 葉子", "ヨモダ ヨウコ", "事務", _post("insurance", Duty.INSURANCE, Level.SUPERVISOR)),
    StaffPlan("t.minamoto", "皆本 広海", "ミナモト ヒロミ", "保健師", (PostPlan("planning", Duty.PLANNING, Level.HEAD), PostPlan("planning", Duty.SECRETARIAT, Level.HEAD)), is_shown=True),
    StaffPlan("t.ikegaya", "池ヶ谷 早月", "イケガヤ サツキ", "事務", _post("planning", Duty.SECRETARIAT)),
    StaffPlan("t.tsukioka", "月岡 あずさ", "ツキオカ アズサ", "生活支援コーディネーター", _post("council", Duty.COORDINATION), is_shown=True),
    StaffPlan("t.enami", "江波 昌平", "エナミ ショウヘイ", "社会福祉士", _post("council", level=Level.SUPERVISOR)),
    StaffPlan("t.kurumada", "車田 亮介", "クルマダ リョウスケ", "作業療法士", _post("hospital", Duty.PROVISION)),
    StaffPlan("t.aikawa", "藍川 すみれ", "アイカワ スミレ", "医療ソーシャルワーカー", _post("hospital")),
    StaffPlan("t.dobashi", "土橋 亜弓", "ドバシ アユミ", "看護師", _post("nursing", Duty.PROVISION)),
    StaffPlan("t.ninomiya", "二ノ宮 剛士", "ニノミヤ ツヨシ", "介護支援専門員", _post("irori")),
    StaffPlan("t.sakaki", "榊 ふみ香", "サカキ フミカ", "介護支援専門員", _post("hasakake")),
    StaffPlan("t.onodera", "小野寺 拓実", "オノデラ タクミ", "理学療法士", _post("hodabi", Duty.PROVISION)),
    StaffPlan("t.hirabayashi", "平林 知世", "ヒラバヤシ トモヨ", "保健師", _post("health")),
    StaffPlan("t.urushi", "漆原 敬介", "ウルシハラ ケイスケ", "事務", _post("welfare")),
    StaffPlan("t.kadokura", "門倉 悠生", "カドクラ ユウキ", "相談支援専門員", _post("disability")),
    StaffPlan("t.serizawa", "芹沢 真帆", "セリザワ マホ", "社会福祉士", _post("child")),
    StaffPlan("t.negoro", "根来 トシ江", "ネゴロ トシエ", "民生委員", _post("commissioners")),
    StaffPlan("t.kirihara", "桐原 修也", "キリハラ シュウヤ", "事務（システム担当）", _post("systems", Duty.ADMINISTRATION), is_shown=True),
    StaffPlan("t.usami", "宇佐美 公康", "ウサミ キミヤス", "事務", _post("auditors", Duty.AUDIT)),
    StaffPlan("t.hidaka", "日高 亮子", "ヒダカ リョウコ", "研究員", _post("evaluators", Duty.EVALUATION)),
)  # fmt: skip

TAKIGINO_OFFICES = OfficesPlan(AGENCIES, STAFF)
