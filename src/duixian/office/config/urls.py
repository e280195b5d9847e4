"""All addresses of the site."""

from django.urls import include, path

urlpatterns = [path("", include("duixian.office.portal.urls"))]

handler400 = "duixian.office.portal.views.errors.bad_request"
handler403 = "duixian.office.portal.views.errors.forbidden"
handler404 = "duixian.office.portal.views.errors.not_found"
handler500 = "duixian.office.portal.views.errors.broken"
