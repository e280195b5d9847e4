"""The addresses of matching."""

from django.urls import path

from duixian.office.portal.views.matching import automatic, comparing, exporting, firm, rows, runs

urlpatterns = [
    path("", runs.runs, name="matching"),
    path("start/", runs.start_run, name="start-run"),
    path("<int:number>/", runs.run, name="run"),
    path("<int:number>/progress/", runs.progress, name="run-progress"),
    path("<int:number>/rows/", rows.rows, name="run-rows"),
    path("<int:number>/rows.xlsx", exporting.rows_xlsx, name="run-rows-xlsx"),
    path("<int:number>/rows.parquet", exporting.rows_parquet, name="run-rows-parquet"),
    path("<int:number>/summary.xlsx", exporting.summary_xlsx, name="run-summary-xlsx"),
    path("<int:number>/automatic/", automatic.automatic, name="run-automatic"),
    path("<int:number>/automatic.xlsx", automatic.automatic_xlsx, name="run-automatic-xlsx"),
    path("<int:number>/compare/", comparing.compare, name="compare-runs"),
    path("<int:number>/firms/<str:code>/", firm.firm, name="run-firm"),
    path("<int:number>/announce/", runs.announce_run, name="announce-run"),
    path("<int:number>/cancel/", runs.cancel_run, name="cancel-run"),
]
