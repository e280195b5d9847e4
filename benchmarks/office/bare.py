"""The least that Django does for a page: what anything on this machine can be compared with."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY=__name__)
urlpatterns = [path("", lambda _: HttpResponse("兑现"))]
application = get_wsgi_application()
