"""サインインの住所: only the pages of the sign-in library that this house uses."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import TemplateView

urlpatterns = [
    path("signin/", account.login, name="account_login"),
    path("signout/", account.logout, name="account_logout"),
    path("signin/again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signin/second/", mfa.authenticate, name="mfa_authenticate"),
    path("signin/second/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("signin/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("second/", mfa.index, name="mfa_index"),
    path("second/totp/", totp.activate_totp, name="mfa_activate_totp"),
    path("second/totp/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("second/passkeys/new/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("second/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("second/passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("second/passkeys/again/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("second/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
# The town's own identity provider, where installation.toml names one.
stopped = TemplateView.as_view(template_name="socialaccount/authentication_error.html")
town_patterns = [
    path("signin/town/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("signin/town/stopped/", login_not_required(stopped), name="socialaccount_login_cancelled"),
]
if settings.INSTALLATION.oidc.server_url:
    urlpatterns += town_patterns
