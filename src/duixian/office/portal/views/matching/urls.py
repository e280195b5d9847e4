"""The addresses of matching."""

from django.urls import path

from duixian.office.portal.views.matching import firm, rows, runs

urlpatterns = [
    path("", runs.runs, name="matching"),
    path("start/", runs.start_run, name="start-run"),
    path("<int:number>/", runs.run, name="run"),
    path("<int:number>/progress/", runs.progress, name="run-progress"),
    path("<int:number>/rows/", rows.rows, name="run-rows"),
    path("<int:number>/firms/<str:code>/", firm.firm, name="run-firm"),
    path("<int:number>/cancel/", runs.cancel_run, name="cancel-run"),
]
