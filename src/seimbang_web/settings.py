"""
Settings of the web application, from the environment; one file for all places.

``SEIMBANG_MODE``: ``demo`` (generated people, plain HTTP on this machine, the default),
``test``, or ``office`` (real people: HTTPS, secret from a file, no demo users).
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

import dj_database_url
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

HERE = Path(__file__).resolve().parent
MODE = os.environ.get("SEIMBANG_MODE", "demo")
if MODE not in ("demo", "test", "office"):
    raise ImproperlyConfigured(
        f"Expected SEIMBANG_MODE to be demo, test or office, got {MODE!r}."
    )
OFFICE = MODE == "office"
STATE = Path(os.environ.get("SEIMBANG_STATE", "out/web")).resolve()


def _held(name: str, words: str, make: Callable[[], str]) -> str:
    """
    Return what the file of the variable ``name`` holds; the demo makes it once.

    :raises ImproperlyConfigured: when an office has none, or others can read it.
    """
    named = os.environ.get(name)
    file = Path(named) if named else STATE / words
    if not file.exists():
        if OFFICE:
            raise ImproperlyConfigured(
                f"Expected the file of {name}, readable by this user only (mode 0600)."
            )
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w") as out:
            out.write(make())
    if OFFICE and file.stat().st_mode & 0o077:
        raise ImproperlyConfigured(f"Others can read {file}: chmod 600.")
    return file.read_text().strip()


SECRET_KEY = (
    "test-" * 10
    if MODE == "test"
    else _held("SEIMBANG_SECRET_FILE", "secret", lambda: secrets.token_urlsafe(50))
)
# opens what people tell in confidence; kept apart from the backups of the database
SEIMBANG_CONFIDENCE_KEY = (
    "dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtMTI="
    if MODE == "test"
    else _held(
        "SEIMBANG_CONFIDENCE_FILE", "confidence", lambda: Fernet.generate_key().decode()
    )
)
DEBUG = False
_hosts = os.environ.get("SEIMBANG_HOSTS", "")
ALLOWED_HOSTS = _hosts.split(",") if _hosts else ["127.0.0.1", "localhost", "[::1]"]
if MODE == "test":
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "seimbang_web.lib",
    "seimbang_web.audit",
    "seimbang_web.accounts",
    "seimbang_web.organisation",
    "seimbang_web.institution",
    "seimbang_web.jobs",
    "seimbang_web.regulations",
    "seimbang_web.documents",
    "seimbang_web.workloads",
    "seimbang_web.inventory",
    "seimbang_web.imports",
    "seimbang_web.plans",
    "seimbang_web.comparison",
    "seimbang_web.desk",
    "seimbang_web.cards",
    "seimbang_web.cases",
    "seimbang_web.wishes",
    "seimbang_web.outreach",
    "seimbang_web.proposals",
    "seimbang_web.decisions",
    "seimbang_web.follow_up",
    "seimbang_web.home",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "seimbang_web.lib.middleware.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "seimbang_web.lib.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "seimbang_web.accounts.middleware.seen",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "seimbang_web.lib.middleware.core_language",
    "seimbang_web.institution.context.clock_of_the_office",
    "seimbang_web.accounts.middleware.rights",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "seimbang_web.urls"
WSGI_APPLICATION = "seimbang_web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "seimbang_web.lib.context.page",
                "seimbang_web.institution.context.office",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.contrib.humanize.templatetags.humanize",
                "seimbang_web.lib.templatetags.seimbang",
            ],
        },
    }
]
FORM_RENDERER = "seimbang_web.lib.form.Renderer"

# --- the database -----------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{STATE / 'seimbang.sqlite3'}"
    )
}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    if OFFICE:
        raise ImproperlyConfigured(
            "Expected DATABASE_URL to name a PostgreSQL database: SQLite is for the "
            "demo only."
        )
    STATE.mkdir(parents=True, exist_ok=True)
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"
        ),
    }
else:
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
    _database["OPTIONS"] = {"options": "-c lock_timeout=5s -c statement_timeout=60s"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- words and clocks -------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = os.environ.get("SEIMBANG_TIME_ZONE", "Asia/Jakarta")
LOCALE_PATHS = [HERE / "locale"]
FORMAT_MODULE_PATH = ["seimbang_web.formats"]

# --- who may come in --------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["seimbang_web.accounts.hashing.Argon2"]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validation}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_validation}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_validation}.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "seimbang_web.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False  # signed in until the browser closes, 12 h at most
ACCOUNT_RATE_LIMITS = {  # one office stands behind one address; names: axes, below
    "login": "600/m/ip",
    "login_failed": "300/m/ip",
    "reauthenticate": "20/m/user",
}
ACCOUNT_FORMS = {
    "login": "seimbang_web.accounts.signing.Login",
    "reauthenticate": "seimbang_web.accounts.signing.Again",
    "change_password": "seimbang_web.accounts.signing.ChangePassword",
}
MFA_FORMS = {
    "authenticate": "seimbang_web.accounts.signing.Factor",
    "reauthenticate": "seimbang_web.accounts.signing.FactorAgain",
    "activate_totp": "seimbang_web.accounts.signing.Enrol",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Seimbang"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "seimbang_web.accounts.lockout.locked"
AXES_CLIENT_IP_CALLABLE = "seimbang_web.accounts.lockout.address"
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SEIMBANG_PROXIES", "0"))
AXES_ENABLED = True
USERSESSIONS_TRACK_ACTIVITY = True

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = OFFICE
SESSION_COOKIE_NAME = "__Host-sid" if OFFICE else "sid"
CSRF_COOKIE_SECURE = OFFICE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-csrf" if OFFICE else "csrf"
CSRF_FAILURE_VIEW = "seimbang_web.lib.refusal.csrf_failure"

# --- what browsers are told -------------------------------------------------------
SECURE_SSL_REDIRECT = OFFICE
SECURE_HSTS_SECONDS = 31_536_000 if OFFICE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = OFFICE
SECURE_HSTS_PRELOAD = OFFICE
if os.environ.get("SEIMBANG_PROXIES", "0") != "0":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
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
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
LARGEST_UPLOAD = 20 * 2**20  # bytes; of files to import

STATIC_URL = "static/"
STATIC_ROOT = STATE / "static"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if MODE == "test"
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = MODE == "test"
MEDIA_ROOT = STATE / "media"
if MODE == "test":
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# --- the product ------------------------------------------------------------------
# the demo's today; offices have a clock
SEIMBANG_DAY = os.environ.get("SEIMBANG_DAY", None if OFFICE else "2026-01-01")
SEIMBANG_DEMO = not OFFICE
# how people reach the pages from outside; printed beside the QR of letters
SEIMBANG_ADDRESS = os.environ.get(
    "SEIMBANG_ADDRESS", f"https://{ALLOWED_HOSTS[0]}" if OFFICE else "http://127.0.0.1"
)
# roles that see others' files sign in with two factors; the demo leaves it out
SEIMBANG_SECOND_FACTOR = OFFICE or os.environ.get("SEIMBANG_SECOND_FACTOR") == "on"
# file with the account at BSrE's e-Sign service; none: letters are signed by hand
SEIMBANG_BSRE = os.environ.get("SEIMBANG_BSRE", "")
