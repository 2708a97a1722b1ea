"""凪浜市の機関と職員: many fields, five blocks, a station that coordinates and owns no case. Declarations only."""

from __future__ import annotations

from takigi.demo.offices import AgencyPlan, OfficesPlan, PostPlan, StaffPlan
from takigi.organisations.rules import AgencyKind, Duty, Field, Level, SecrecyType

_CORPORATE, _INDIVIDUAL = SecrecyType.CORPORATE, SecrecyType.INDIVIDUAL
# (area key, written, read): the number of a block is its place here.
BLOCKS = (
    ("hoba", "帆場", "ホバ"),
    ("shiomachi", "汐待", "シオマチ"),
    ("ikari", "錨", "イカリ"),
    ("hata", "機場", "ハタバ"),
    ("ai", "藍屋", "アイヤ"),
)


def _commissioned(
    key: str, name: str, kana: str, kind: AgencyKind, *fields: Field, by: str = "secretariat", block: int | None = None
) -> AgencyPlan:
    """An office run by a corporation for the city."""
    return AgencyPlan(
        key, name, kana, kind, fields, block=block, is_own=False, commissioned_by=by, secrecy_type=_CORPORATE
    )


_CENTRES = tuple(
    AgencyPlan(
        f"centre_{area}",
        f"地域包括支援センター{written}",
        f"チイキホウカツシエンセンター{read}",
        AgencyKind.SUPPORT_CENTRE,
        (Field.ELDERLY, Field.RIGHTS),
        areas=(area,),
        block=block,
        is_own=False,
        commissioned_by="elderly",
        secrecy_type=_CORPORATE,
        office_no=f"99000001{block}{block}",
    )
    for block, (area, written, read) in enumerate(BLOCKS, start=1)
)
_COMMISSIONERS = tuple(
    AgencyPlan(
        f"commissioners_{area}",
        f"{written}地区民生委員の会",
        f"{read}チクミンセイイインノカイ",
        AgencyKind.RESIDENTS,
        (Field.COMMUNITY,),
        areas=(area,),
        block=block,
        is_own=False,
        secrecy_type=_INDIVIDUAL,
    )
    for block, (area, written, read) in enumerate(BLOCKS, start=1)
)

AGENCIES = (
    AgencyPlan("secretariat", "凪浜市 くらし支援課", "ナギハマシ クラシシエンカ", AgencyKind.CITY_SECTION, (Field.POVERTY, Field.COMMUNITY)),
    AgencyPlan("station", "多機関協働ステーションもやい綱", "タキカンキョウドウステーションモヤイヅナ", AgencyKind.COUNCIL, (Field.COMMUNITY, Field.RIGHTS), is_station=True, is_own=False, commissioned_by="secretariat", secrecy_type=_CORPORATE),
    AgencyPlan("insurance", "凪浜市 介護保険課", "ナギハマシ カイゴホケンカ", AgencyKind.CITY_SECTION, (Field.ELDERLY,)),
    AgencyPlan("elderly", "凪浜市 高齢者支援課", "ナギハマシ コウレイシャシエンカ", AgencyKind.CITY_SECTION, (Field.ELDERLY,)),
    *_CENTRES,
    AgencyPlan("disability", "凪浜市 障害福祉課", "ナギハマシ ショウガイフクシカ", AgencyKind.CITY_SECTION, (Field.DISABILITY,)),
    _commissioned("disability_centre", "障害者相談センターうみかぜ道", "ショウガイシャソウダンセンターウミカゼミチ", AgencyKind.DISABILITY, Field.DISABILITY, by="disability"),
    _commissioned("disability_work", "障害のある人のしごと相談ふなで", "ショウガイノアルヒトノシゴトソウダンフナデ", AgencyKind.EMPLOYMENT, Field.DISABILITY, Field.EMPLOYMENT, by="disability"),
    AgencyPlan("child", "凪浜市 こども家庭相談課", "ナギハマシ コドモカテイソウダンカ", AgencyKind.CHILD, (Field.CHILD,)),
    AgencyPlan("schools", "凪浜市 学校教育相談室", "ナギハマシ ガッコウキョウイクソウダンシツ", AgencyKind.EDUCATION, (Field.EDUCATION, Field.CHILD)),
    _commissioned("poverty", "くらしとしごとの相談窓口さんばし", "クラシトシゴトノソウダンマドグチサンバシ", AgencyKind.POVERTY, Field.POVERTY, Field.EMPLOYMENT),
    AgencyPlan("assistance", "凪浜市 生活保護課", "ナギハマシ セイカツホゴカ", AgencyKind.CITY_SECTION, (Field.ASSISTANCE,)),
    AgencyPlan("health", "凪浜市 保健センター", "ナギハマシ ホケンセンター", AgencyKind.CITY_SECTION, (Field.HEALTH, Field.MENTAL)),
    AgencyPlan("hospital", "凪浜市立しおさい坂病院", "ナギハマシリツシオサイザカビョウイン", AgencyKind.MEDICAL, (Field.MEDICAL,), block=1),
    _commissioned("mental_hospital", "みなもの丘こころ病院", "ミナモノオカココロビョウイン", AgencyKind.MEDICAL, Field.MEDICAL, Field.MENTAL, by="", block=4),
    _commissioned("housing", "住まいの相談とまや", "スマイノソウダントマヤ", AgencyKind.NPO, Field.HOUSING, Field.PRIVATE),
    _commissioned("rights", "権利擁護の窓口かいろ", "ケンリヨウゴノマドグチカイロ", AgencyKind.COUNCIL, Field.RIGHTS),
    _commissioned("justice", "立ち直り支援の会みおつくし坂", "タチナオリシエンノカイミオツクシザカ", AgencyKind.JUSTICE, Field.JUSTICE, by=""),
    _commissioned("youth", "若者のしごとば帆づな", "ワカモノノシゴトバホヅナ", AgencyKind.EMPLOYMENT, Field.EMPLOYMENT),
    _commissioned("multicultural", "多文化の窓口なみまくら", "タブンカノマドグチナミマクラ", AgencyKind.NPO, Field.MULTICULTURAL, Field.PRIVATE),
    _commissioned("food", "食を分ける会かまど浜", "ショクヲワケルカイカマドハマ", AgencyKind.NPO, Field.PRIVATE, Field.POVERTY, by=""),
    _commissioned("weaving", "凪浜はたおり工業", "ナギハマハタオリコウギョウ", AgencyKind.COMPANY, Field.COMPANY, Field.EMPLOYMENT, by="", block=4),
    AgencyPlan("disaster", "凪浜市 防災安全課", "ナギハマシ ボウサイアンゼンカ", AgencyKind.CITY_SECTION, (Field.DISASTER,)),
    AgencyPlan("city_hall", "凪浜市 納税水道窓口", "ナギハマシ ノウゼイスイドウマドグチ", AgencyKind.CITY_SECTION, (Field.CITY_HALL,)),
    *_COMMISSIONERS,
    _commissioned("strolling", "通所の教室さんぽ浜", "ツウショノキョウシツサンポハマ", AgencyKind.PROVIDER, Field.ELDERLY),
    AgencyPlan("systems", "凪浜市 情報政策課", "ナギハマシ ジョウホウセイサクカ", AgencyKind.CITY_SECTION, (Field.CITY_HALL,)),
    AgencyPlan("auditors", "凪浜市 監査室", "ナギハマシ カンサシツ", AgencyKind.CITY_SECTION, (Field.CITY_HALL,)),
)  # fmt: skip


def _post(agency: str, duty: Duty = Duty.CASEWORK, level: Level = Level.STAFF) -> tuple[PostPlan, ...]:
    return (PostPlan(agency, duty, level),)


STAFF = (
    StaffPlan("n.saiki", "斎木 泰子", "サイキ ヤスコ", "事務", _post("secretariat", Duty.SECRETARIAT, Level.HEAD)),
    StaffPlan("n.morozumi", "両角 謙介", "モロズミ ケンスケ", "事務", _post("secretariat", Duty.SECRETARIAT), is_shown=True),
    StaffPlan("n.kajiwara", "梶原 小夜", "カジワラ サヨ", "社会福祉士", _post("station", Duty.STATION, Level.SUPERVISOR), is_shown=True),
    StaffPlan("n.ohara", "尾原 隼", "オハラ ハヤト", "精神保健福祉士", _post("station", Duty.STATION)),
    StaffPlan("n.tatsumi", "辰巳 直毅", "タツミ ナオキ", "事務", _post("insurance", Duty.INSURANCE), is_shown=True),
    StaffPlan("n.tomari", "泊里 航平", "トマリ コウヘイ", "理学療法士", _post("strolling", Duty.PROVISION)),
    StaffPlan("n.hakamada", "袴田 由良", "ハカマダ ユラ", "保健師", _post("elderly", Duty.PLANNING, Level.HEAD)),
    StaffPlan("n.shimura", "志村 圭", "シムラ ケイ", "主任介護支援専門員", _post("centre_hoba", level=Level.HEAD)),
    StaffPlan("n.akao", "赤尾 晴乃", "アカオ ハルノ", "保健師", _post("centre_hoba"), is_shown=True),
    StaffPlan("n.numata", "沼田 伸吾", "ヌマタ シンゴ", "社会福祉士", _post("centre_shiomachi", level=Level.SUPERVISOR)),
    StaffPlan("n.komaki", "小牧 千紗", "コマキ チサ", "保健師", _post("centre_ikari")),
    StaffPlan("n.iriya", "入谷 邦明", "イリヤ クニアキ", "社会福祉士", _post("centre_hata")),
    StaffPlan("n.wakui", "涌井 芙美", "ワクイ フミ", "主任介護支援専門員", _post("centre_ai")),
    StaffPlan("n.tanba", "丹波 玲央", "タンバ レオ", "社会福祉士", _post("disability")),
    StaffPlan("n.kuze", "久世 まどか", "クゼ マドカ", "相談支援専門員", _post("disability_centre")),
    StaffPlan("n.sonoda", "園田 匡", "ソノダ タダシ", "就労支援員", _post("disability_work")),
    StaffPlan("n.hazama", "間 百合", "ハザマ ユリ", "社会福祉士", _post("child", level=Level.SUPERVISOR)),
    StaffPlan("n.arisaka", "有坂 澄人", "アリサカ スミト", "スクールソーシャルワーカー", _post("schools")),
    StaffPlan("n.kitazume", "北爪 歩", "キタヅメ アユム", "相談支援員", _post("poverty"), is_shown=True),
    StaffPlan("n.masuko", "益子 恭子", "マスコ キョウコ", "相談支援員", _post("poverty", level=Level.SUPERVISOR)),
    StaffPlan("n.edogawa", "江戸川 実", "エドガワ ミノル", "ケースワーカー", _post("assistance")),
    StaffPlan("n.horikiri", "堀切 文恵", "ホリキリ フミエ", "事務", _post("assistance", level=Level.SUPERVISOR)),
    StaffPlan("n.nezu", "根津 薫子", "ネヅ カオルコ", "保健師", _post("health")),
    StaffPlan("n.terao", "寺尾 嵩", "テラオ タカシ", "医療ソーシャルワーカー", _post("hospital")),
    StaffPlan("n.uematsu", "植松 詩帆", "ウエマツ シホ", "精神保健福祉士", _post("mental_hospital")),
    StaffPlan("n.hirose", "広世 一途", "ヒロセ カズト", "相談員", _post("housing")),
    StaffPlan("n.kanzaki", "神﨑 智沙", "カンザキ チサ", "司法書士", _post("rights")),
    StaffPlan("n.date", "伊達 勇造", "ダテ ユウゾウ", "民生委員", _post("commissioners_hoba")),
    StaffPlan("n.mogi", "茂木 咲枝", "モギ サキエ", "事務（システム担当）", _post("systems", Duty.ADMINISTRATION)),
    StaffPlan("n.kusano", "草野 治樹", "クサノ ハルキ", "事務", _post("auditors", Duty.AUDIT)),
)  # fmt: skip

NAGIHAMA_OFFICES = OfficesPlan(AGENCIES, STAFF)
