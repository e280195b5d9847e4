"""The addresses of the registry."""

from django.urls import path

from duixian.office.portal.views.registry import (
    adjusting,
    correcting,
    crediting,
    entitling,
    firms,
    importing,
    naming_firms,
)

urlpatterns = [
    path("credit/", crediting.credit, name="credit"),
    path("credit/new/", crediting.enter, name="credit-new"),
    path("credit/import/", crediting.read_table, name="credit-import"),
    path("credit/<int:number>/", crediting.record, name="credit-record"),
    path("credit/<int:number>/repair/", crediting.repair, name="credit-repair"),
    path("credit/<int:number>/withdraw/", crediting.withdraw, name="credit-withdraw"),
    path("lists/", naming_firms.lists, name="name-lists"),
    path("lists/import/", naming_firms.read_list, name="name-list-import"),
    path("lists/<int:number>/", naming_firms.one_list, name="name-list"),
    path("lists/<int:number>/aside/", naming_firms.set_aside, name="name-list-aside"),
    path("lists/names/<int:number>/", naming_firms.decide, name="decide-name"),
    path("titles/", entitling.titles, name="titles"),
    path("titles/<int:number>/", entitling.one_title, name="title"),
    path("pipeline/", entitling.candidates, name="pipeline"),
    path("pipeline/new/", entitling.new_candidate, name="pipeline-new"),
    path("databases/", adjusting.overview, name="databases"),
    path("databases/new/", adjusting.new, name="adjustment-new"),
    path("databases/<int:number>/", adjusting.one, name="adjustment"),
    path("databases/<int:number>/settle/", adjusting.settle, name="adjustment-settle"),
    path("databases/<int:number>/drop/", adjusting.drop, name="adjustment-drop"),
    path("databases/<int:number>/propose/", adjusting.propose, name="adjustment-propose"),
    path("databases/<int:number>/judge/", adjusting.judge, name="adjustment-judge"),
    path("", firms.search_firms, name="registry"),
    path("firms/<str:code>/", firms.firm_file, name="firm-file"),
    path("mine/", firms.own_file, name="own-file"),
    path("mine/correct/", correcting.propose, name="propose-correction"),
    path("corrections/", correcting.queue, name="corrections"),
    path("corrections/<int:number>/", correcting.judge, name="judge-correction"),
    path("corrections/<int:number>/evidence/", correcting.evidence, name="correction-evidence"),
    path("imports/", importing.imports, name="imports"),
    path("imports/<int:number>/", importing.look, name="import-look"),
    path("imports/<int:number>/confirm/", importing.confirm, name="import-confirm"),
    path("imports/<int:number>/drop/", importing.drop, name="import-drop"),
]
