"""設定: Django's settings, all of them derived from the installation file."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pylopdf_fonts_jp
from csp.constants import NONE, SELF

from takigi.site.installation import read_installation
from takigi.site.logs import logging_config

ROOT = Path(__file__).resolve().parents[3]
HOME = Path(os.environ.get("TAKIGI_HOME") or ROOT / "data").resolve()
INSTALLATION = read_installation(HOME)
SERVER, SECURITY = INSTALLATION.server, INSTALLATION.security

SECRET_KEY = INSTALLATION.secret("session-key").hex()
AUDIT_KEY = INSTALLATION.secret("audit-key")
# Of it are made the keys under which staff keep unsent visits on their own devices.
DEVICE_KEY = INSTALLATION.secret("device-key")
DEBUG = False
ALLOWED_HOSTS = list(SERVER.hosts)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in SERVER.hosts] if SERVER.https else []

INSTALLED_APPS = [
    # First, so that our pages and words win over those that the libraries bring.
    "takigi.screens",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "takigi.audit",
    "takigi.organisations",
    "takigi.access",
    "takigi.people",
    "takigi.casework",
    "takigi.surveys",
    "takigi.programmes",
    "takigi.resources",
    "takigi.collaboration",
    "takigi.success_cases",
    "takigi.logic_models",
    "takigi.meetings",
    "takigi.evaluation",
    "takigi.custody",
    "takigi.components",
    "takigi.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "takigi.site.sessions.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "takigi.screens.gate.Gate",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "takigi.site.urls"
WSGI_APPLICATION = "takigi.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "takigi.screens.frame.frame",
            ],
        },
    }
]

if INSTALLATION.database.engine == "postgresql":
    _d = INSTALLATION.database
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _d.name,
            "HOST": _d.host,
            "PORT": _d.port,
            "USER": _d.user,
            "PASSWORD": Path(_d.password_file).read_text().strip() if _d.password_file else "",
            "CONN_MAX_AGE": 60,
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "takigi.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # Django's own defaults lose or refuse a third of concurrent writes.
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.Staff"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login_name", "name", "name_kana"), "max_similarity": 0.5},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": SECURITY.password_length},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_ADAPTER = "takigi.site.sign_in.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "takigi.site.sign_in.OidcAdapter"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# A new password ends every session of the account, also the one it was changed in.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# Wrong passwords are counted by axes (site.lockout); `login_failed` counts wrong second-factor codes of an account.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key", "login": None, "reauthenticate": "10/m/user"}
ACCOUNT_FORMS = {
    "login": "takigi.site.sign_in_forms.SignIn",
    "reauthenticate": "takigi.site.sign_in_forms.PasswordAgain",
    "change_password": "takigi.site.sign_in_forms.NewPassword",
}
# A whole town hall stands behind one address, and a passkey cannot be guessed.
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "authenticate": "takigi.site.sign_in_forms.Code",
    "reauthenticate": "takigi.site.sign_in_forms.CodeAgain",
    "activate_totp": "takigi.site.sign_in_forms.FirstCode",
    "add_webauthn": "takigi.site.sign_in_forms.NewPasskey",
    "edit_webauthn": "takigi.site.sign_in_forms.PasskeyName",
}
# Seconds after coming in (or confirming once more) in which the second factor may be changed.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "薪"
# A code typed while it changes, or on a telephone whose clock is half a minute off, still opens (RFC 6238, 5.2: one step).
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_PERIOD = 30
MFA_ADAPTER = "takigi.site.sign_in.MfaAdapter"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SERVER.https
_idp = urlsplit(INSTALLATION.oidc.server_url)
IDENTITY_PROVIDER = [f"{_idp.scheme}://{_idp.netloc}"] if _idp.netloc else []
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "town",
                "name": INSTALLATION.oidc.label,
                "client_id": INSTALLATION.oidc.client_id,
                "secret": Path(INSTALLATION.oidc.secret_file).read_text().strip()
                if INSTALLATION.oidc.secret_file
                else "",
                "settings": {"server_url": INSTALLATION.oidc.server_url},
            }
        ]
        if INSTALLATION.oidc.server_url
        else []
    }
}
AXES_FAILURE_LIMIT = SECURITY.lockout_failures
AXES_COOLOFF_TIME = SECURITY.lockout_minutes / 60
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "takigi.site.lockout.counted_name"
AXES_LOCKOUT_CALLABLE = "takigi.site.lockout.locked_out"
# The audit tells who came and went; axes keeps only what it needs for counting, and no typed words.
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = [
    "csrfmiddlewaretoken",
    "login",
    "username",
    "oldpassword",
    "password1",
    "password2",
    "code",
    "credential",
    "next",
]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

SESSION_COOKIE_AGE = SECURITY.idle_minutes * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SERVER.https
SESSION_COOKIE_NAME = "takigi_session"
CSRF_COOKIE_SECURE = SERVER.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "takigi.screens.errors.csrf_failed"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SERVER.https else None
SECURE_SSL_REDIRECT = SERVER.https
SECURE_HSTS_SECONDS = 31_536_000 if SERVER.https else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A browser also asks this before it follows a form to the town's identity provider.
        "form-action": [SELF, *IDENTITY_PROVIDER],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # files are served from the packages; an empty place keeps it quiet
STATICFILES_DIRS = [("jpfont", Path(pylopdf_fonts_jp.sans_path()).parent)]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
IMPORT_FOLDER = HOME / "imports"
IMPORT_MAX_BYTES = INSTALLATION.imports.max_megabytes * 1024 * 1024
# Snapshots of the facts, and the secret under which people stand in them as numbers.
FACTS_FOLDER = HOME / "facts"
FACTS_KEY = INSTALLATION.secret("facts-key")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Progress of long work: outside the database, because a long transaction hides what it has done so far.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
        "TIMEOUT": 86_400,
    },
    # Counts of today's facts, so that the next change is added to them. Apart: they must not push out the progress above.
    "counts": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache-of-counts",
        "TIMEOUT": 86_400,
        "OPTIONS": {"MAX_ENTRIES": 120},
    },
}
SECOND_FACTOR_REQUIRED = SECURITY.second_factor == "required"
LOGGING_CONFIG = None
logging_config()
