"""The addresses of the pages."""

from django.urls import include, path

from duixian.office.portal.views import (
    account,
    home,
    identities,
    people,
    self_check,
    sign_in,
    tokens,
)
from duixian.office.portal.views.audit.log import audit_log
from duixian.office.portal.views.policies import catalogue, policy, standards, versions

urlpatterns = [
    path("", home.home, name="home"),
    path("check/", self_check.self_check, name="self-check"),
    path("check/discard/", self_check.self_check_discard, name="self-check-discard"),
    path("check/report.pdf", self_check.self_check_paper, name="self-check-paper"),
    path("registry/", include("duixian.office.portal.views.registry.urls")),
    path("rules/", include("duixian.office.portal.views.library.urls")),
    path("messages/", include("duixian.office.portal.views.notices.urls")),
    path("matching/", include("duixian.office.portal.views.matching.urls")),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/second/", sign_in.second_factor, name="second-factor"),
    path("sign-in/second/code.svg", sign_in.second_factor_code, name="second-factor-code"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/act-as/", account.act_as, name="act-as"),
    path("account/password/", account.password, name="password"),
    path("account/sessions/", account.end_sessions, name="end-sessions"),
    path("account/hand-over/", account.hand_over_post, name="hand-over"),
    path("account/hand-over/<int:number>/recall/", account.recall_post, name="recall-post"),
    path("account/identity/", identities.unbind, name="unbind-identity"),
    path("audit/", audit_log, name="audit-log"),
    path("people/", people.people, name="people"),
    path("people/<int:number>/", people.one_person, name="person"),
    path("people/<int:number>/reset/", people.reset, name="reset-person"),
    path("people/<int:number>/open/", people.open_or_close, name="open-person"),
    path("people/<int:number>/hand-over/", people.hand_over_for, name="hand-over-for"),
    path("people/hand-overs/<int:number>/recall/", people.recall_for, name="recall-for"),
    path("people/posts/<int:number>/end/", people.end_post, name="end-post"),
    path("oidc/<str:provider_id>/", identities.begin, name="openid_connect_login"),
    path("oidc/<str:provider_id>/back/", identities.back, name="openid_connect_callback"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<int:number>/revoke/", tokens.revoke, name="revoke-token"),
    path("policies/", catalogue.catalogue, name="policies"),
    path("policies/standards/", standards.standards, name="standards"),
    path("policies/standards.xlsx", standards.standards_xlsx, name="standards-xlsx"),
    path("policies/standards.docx", standards.standards_docx, name="standards-docx"),
    path("policies/<str:number>/", policy.policy, name="policy"),
    path("policies/<str:number>/measures/<str:code>/", policy.measure, name="measure"),
    path("policies/<str:number>/versions/", versions.versions, name="policy-versions"),
    path("policies/<str:number>/text/", versions.official_text, name="policy-text"),
]
