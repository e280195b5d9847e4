"""The addresses of policy versions and readings, for staff."""

from django.urls import path

from duixian.office.portal.views.library import interpreting, proposing, reviewing

urlpatterns = [
    path("", reviewing.versions, name="rule-versions"),
    path("propose/", proposing.propose_version, name="propose-version"),
    path("interpretations/", interpreting.interpretations, name="interpretations"),
    path("<int:number>/", reviewing.version, name="rule-version"),
    path("<int:number>/publish/", reviewing.publish_version, name="publish-version"),
    path("<int:number>/return/", reviewing.return_version, name="return-version"),
    path("<int:number>/<str:name>", reviewing.version_file, name="version-file"),
]
