"""The settings of the site; what differs between machines is read from the environment."""

from datetime import timedelta
from typing import Any

from csp.constants import NONE, SELF

from duixian.office.config.environment import environment
from duixian.office.config.identities import PROVIDER, identity_provider, origin_of

ENVIRONMENT = environment()

SECRET_KEY = ENVIRONMENT.secret
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ROOT_URLCONF = "duixian.office.config.urls"
WSGI_APPLICATION = "duixian.office.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "duixian.office.audit",
    "duixian.office.people",
    "duixian.office.notices",
    "duixian.office.library",
    "duixian.office.registry",
    "duixian.office.matching",
    "duixian.office.self_check",
    "duixian.office.api",
    "duixian.office.portal",
]

MIDDLEWARE = [
    "duixian.office.portal.middleware.arriving.ArrivingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "duixian.office.portal.middleware.acting.ActingMiddleware",
    "duixian.office.portal.middleware.closed.ClosedMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "string_if_invalid": "",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "duixian.office.portal.context.everywhere",
            ],
            "builtins": ["duixian.office.portal.templatetags.figures"],
        },
    }
]

DATABASES = {"default": ENVIRONMENT.database}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}  # type: ignore[assignment]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "sign-in"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "duixian.office.people.signing.typed_name"
AXES_LOCKOUT_CALLABLE = "duixian.office.portal.views.sign_in.locked_out"

SOCIALACCOUNT_ADAPTER = "duixian.office.portal.identities.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS = identity_provider(ENVIRONMENT.oidc)
ACCOUNT_EMAIL_VERIFICATION = "none"

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not ENVIRONMENT.demonstration
CSRF_FAILURE_VIEW = "duixian.office.portal.views.errors.forged"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if ENVIRONMENT.demonstration else 31_536_000
SECURE_SSL_REDIRECT = not ENVIRONMENT.demonstration
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *origin_of(ENVIRONMENT.oidc)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# A self-check asks and keeps at most 2000 answers; its form holds the empty fields, too.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_HOST = ENVIRONMENT.mail.host
EMAIL_PORT = ENVIRONMENT.mail.port
EMAIL_HOST_USER = ENVIRONMENT.mail.user
EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.password
EMAIL_USE_TLS = ENVIRONMENT.mail.scheme == "smtp+starttls"
EMAIL_USE_SSL = ENVIRONMENT.mail.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail.sender
DUIXIAN_MAIL = bool(ENVIRONMENT.mail.host)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"errors": {"class": "logging.StreamHandler", "level": "WARNING"}},
    "root": {"handlers": ["errors"], "level": "WARNING"},
    # What visitors get wrong is their matter; faults of ours are told with all that led there.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
    },
}

DUIXIAN_DATA = ENVIRONMENT.data
DUIXIAN_PROXIES = ENVIRONMENT.proxies
DUIXIAN_UPLOADS = ENVIRONMENT.data / "uploads"
DUIXIAN_IDENTITIES = PROVIDER if ENVIRONMENT.oidc else ""
DUIXIAN_DEMONSTRATION = ENVIRONMENT.demonstration
DUIXIAN_AUDIT_KEY = ENVIRONMENT.audit_key
DUIXIAN_AUDIT_ALGORITHM = ENVIRONMENT.audit_algorithm
DUIXIAN_STAFF_SECOND_FACTOR = not ENVIRONMENT.demonstration
