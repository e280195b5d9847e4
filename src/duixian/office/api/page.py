"""The documentation of the interface: a page of the site, without a script of anybody's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from duixian.office.api.described import forms_in, operations_in


class Page(DocsBase):
    """Shows the same document that programs read at openapi.json."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **place: str) -> HttpResponse:
        """Every operation and every object on one page."""
        document = api.get_openapi_schema()
        shown = {
            "title": document["info"]["title"],
            "told": document["info"]["description"],
            "document": self.get_openapi_url(api, place),
            "operations": list(operations_in(document)),
            "forms": list(forms_in(document)),
        }
        return render(request, "api/page.html", shown)
