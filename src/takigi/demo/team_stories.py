"""見本のストーリーのことば: an invented team's theory as indented text, and what it heard and learned on the way."""

from dataclasses import dataclass

from takigi.logic_models.rules.learning import FactKind, Scheme, UseRole


@dataclass(frozen=True)
class FactTold:
    """薪の一本. `count` of `out_of` where it is a number."""

    text: str
    kind: FactKind
    source: str
    count: int | None = None
    out_of: int | None = None


@dataclass(frozen=True)
class TeamStory:
    """ひとつのチームのストーリー. `uses`: box text, key of the indicator, role. `voices`: for the first sign, in this order."""

    title: str
    theme: str
    scheme: Scheme
    team: str
    motive: str
    unease: tuple[str, ...]
    question: str
    facts: tuple[FactTold, ...]
    outline: str
    uses: tuple[tuple[str, str, UseRole], ...]
    voices: tuple[str, ...]
    did: str
    saw: str
    surprised: str
    change_in_us: str
    next: str


NOBODY_ALONE = TeamStory(
    title="ひとりで抱えない支え手たち",
    theme="包括的相談支援（多機関協働）",
    scheme=Scheme.MULTILAYERED,
    team="凪浜 つながるチーム",
    motive="むずかしい相談が、ひとつの窓口に集まってしまう",
    unease=("会議が終わると、また一人で抱えている", "ほかの分野の顔を知らない"),
    question="会議のあと、だれが関わり続けているのか",
    facts=(
        FactTold(
            "会議の三か月あとに、ほかの機関が関わっていた記録は少なかった", FactKind.PAPER, "去年の会議12件", 3, 12
        ),
        FactTold("「どこに聞けばいいか分からなかった」という声が多い", FactKind.HEARD, "支え手への聞き取り"),
    ),
    outline="""
題: ひとりで抱えない支え手たち
ありたい姿: むずかしいときほど、まわりに人がいる町
誰に: 相談を受けた機関
  現状: 困ると窓口に渡してしまう
    真因: 渡すほかに、頼み方を知らない
  課題: 渡さずに頼めるようにする
  活動: 「いっしょに考える」頼み方を決める
    だれが: 多機関協働の窓口
    結果: 何を続けるかを書いて頼んでくる
      初期: 「いっしょに行ってほしい」と頼まれる
        確かめ方: 頼まれたことばを書く
          待つ合図: いっしょに
          確かめる人: 窓口の相談員
          見直す目安: 「引き取って」が減らない
        中間: 会議のあとも主担当が変わらない
          長期: 困る前に声をかけ合っている
            → むずかしいときほど、まわりに人がいる町: 顔を知っていると早く頼めるから
誰に: 協力する機関
  現状: 呼ばれても役割がはっきりしない
    真因: 会議で役割を決めていない
  活動: 役割・人・日をひとつの表で決める
    結果: 引き受けた役割が表に残る
      初期: 会議のあとに、自分から連絡が来る
        → 会議のあとも主担当が変わらない: 頼れる相手がいるから
誰に: 自分たち
  自分たち: はい
  現状: 相談をすぐ引き取ってしまう
    真因: 助言で返すのが悪いことに思える
  活動: 月に三度、先月のふり返りをする
    結果: 変えたことが毎月ひとつ決まる
      初期: 引き取らずに、いっしょに訪ねるようになる
        → 「いっしょに行ってほしい」と頼まれる: 返し方が変わると頼み方も変わるから
""",
    uses=(),
    voices=("いっしょに来てもらえると助かります", "今度から、先に電話してもいいですか"),
    did="頼み方の紙を一枚にして、三つの機関で使ってみた。",
    saw="「引き取って」と書く人がいなかった。",
    surprised="学校から先に電話が来た。",
    change_in_us="すぐ答えずに、何を続けられるかを聞くようになった。",
    next="協力する機関と、役割の表を試す。",
)

BY_PLAN = {"nagihama": NOBODY_ALONE}
