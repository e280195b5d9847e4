"""The site's settings for tests: this machine only, passwords hashed quickly."""

import os
import tempfile

os.environ["DUIXIAN_DEMONSTRATION"] = "1"
os.environ.setdefault("DUIXIAN_DATA", tempfile.mkdtemp(prefix="duixian-office-"))

from duixian.office.config.settings import *  # noqa: F403 - the environment comes first

STATIC_ROOT = None  # type: ignore[assignment]  # files are served as they lie
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost"]
