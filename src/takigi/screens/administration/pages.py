"""管理の頁: which pages of the desk are this viewer's, in the order of their use."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.access.pages import Page, opens
from takigi.components.tabs import Tab, Tabs
from takigi.custody.queries.powers import may_keep
from takigi.organisations.rules import Duty


@dataclass(frozen=True)
class AdministrationPage:
    """One page of the desk. `page` None: open to every member of staff. `duties`: who is offered it on the desk."""

    label: str
    url_name: str
    says: str
    page: Page | None = None
    duties: frozenset[Duty] = frozenset()
    # Where posts and not duties alone decide.
    asks: Callable[[Viewer], bool] | None = None

    def is_for(self, viewer: Viewer) -> bool:
        """Whether the desk offers it; the page itself asks its own policy all the same."""
        if self.asks is not None:
            return self.asks(viewer)
        if self.page is not None:
            return opens(viewer, self.page)
        return not self.duties or any(viewer.has_duty(duty) for duty in self.duties)


INSURANCE_AND_CENTRES = frozenset({Duty.INSURANCE})
# The page itself weighs posts and records: supervisors of centres come to it from the record.
ASKING = frozenset({Duty.AUDIT})
PAGES = (
    AdministrationPage("取り込み", "imports", "受給者台帳を取り込み、結果を確かめます。", None, INSURANCE_AND_CENTRES),
    AdministrationPage(
        "重なりの確認", "duplicates", "同じ人かもしれない記録を並べて確かめます。", None, INSURANCE_AND_CENTRES
    ),
    AdministrationPage("職員", "staff", "だれがどこで何の職務に就いているかを見て、変えます。", Page.STAFF),
    AdministrationPage("機関", "agencies", "センター、役所の課、事業所と、その担当圏域の名簿です。"),
    AdministrationPage(
        "保守の時間", "maintenance", "アカウントや機関を変えるときに、理由を書いて始めます。", Page.ACCOUNTS
    ),
    AdministrationPage("町の決めごと", "settings", "だれが何を見られるかのうち、町が決めることです。"),
    AdministrationPage(
        "緊急の閲覧", "emergencies", "緊急に開かれた記録の理由を確かめ、ふりかえります。", Page.EMERGENCIES
    ),
    AdministrationPage(
        "だれが見たか", "find_readers", "ある世帯の記録を、ある月にだれが何を根拠に見たかを調べます。", None, ASKING
    ),
    AdministrationPage("監査記録", "audit_log", "だれがいつ何をし、何を見たかの記録です。", Page.AUDIT_LOG),
    AdministrationPage("開示・訂正", "record_requests", "本人から受けた、記録の開示と訂正の請求です。", asks=may_keep),
    AdministrationPage(
        "保存と廃棄", "retention", "記録を何年保存し、いつ、だれとだれが廃棄したかです。", asks=may_keep
    ),
    AdministrationPage("守秘の確認", "oaths", "だれがいつどの文を確かめたかの台帳です。"),
    AdministrationPage("閲覧の表", "access_matrix", "どの立場の人が、どの情報を、どんなときに見られるかの表です。"),
    AdministrationPage("根拠の法令", "legal_bases", "会議で情報を分かち合う根拠と、守秘の決まりです。"),
)


def pages_of(viewer: Viewer) -> list[tuple[AdministrationPage, str]]:
    """The viewer's pages with their addresses."""
    return [(page, reverse(page.url_name)) for page in PAGES if page.is_for(viewer)]


def tabs(viewer: Viewer, current: str) -> Tabs:
    """The desk's pages as a line above each of them."""
    return Tabs("管理", tuple(Tab(page.label, url, page.url_name == current) for page, url in pages_of(viewer)))
