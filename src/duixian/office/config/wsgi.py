"""The way in for a web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duixian.office.config.settings")
application = get_wsgi_application()

gc.set_threshold(100_000, 20, 20)  # rules and pages stay; what a request leaves is swept at times
