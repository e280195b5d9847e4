"""The addresses of messages."""

from django.urls import path

from duixian.office.portal.views.notices import inbox

urlpatterns = [
    path("", inbox.inbox, name="messages"),
    path("settings/", inbox.settings_of_firm, name="message-settings"),
    path("<int:number>/", inbox.message, name="message"),
]
