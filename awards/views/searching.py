"""The public search, and what it found as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from agencies.directory import DirectoryForm
from awards.search import beside, choices, file
from awards.search.form import SearchForm
from awards.search.found import Found
from awards.search.programme import Programme
from awards.search.search import View
from awards.search.suggestions import suggestions
from awardsportal.spreadsheets.exporting import CSV_TYPE

WINNERS_A_PAGE = 30


def search(request):
    """What the words and filters of the address find; where that is nothing, what may have been meant."""
    return render(request, "awards/search.html", answer(request.GET))


def answer(query):
    """What the page of a search shows, all of it read."""
    programme = Programme()
    form = SearchForm(query, programme)
    search = form.search()
    found: Any = Found(search, programme)
    context = {
        "form": form,
        "search": search,
        "total": found.count(),
        "is_many": found.is_many,
        "facets": choices.facets(found),
        "chosen": choices.chosen(search),
        "orders": choices.orders(search, found.is_many),
        "views": choices.views(search),
        "is_table": search.view == View.TABLE,
        "page": Paginator(found, WINNERS_A_PAGE).get_page(query.get("page")),
        "ceremonies": beside.ceremonies(found),
        "awards": beside.awards(found),
        "agencies": beside.agencies(found),
    }
    is_found = found.keys or any(context[things] for things in ("ceremonies", "awards"))
    is_found = is_found or context["agencies"].total
    if not is_found:
        parted = beside.parted(found)
        context |= {"parted": parted, "near": [] if parted else beside.near(found)}
    return context | {"is_found": is_found}


def search_csv(request):
    """All winners that the same search finds on its page, in the same order, as a file."""
    programme = Programme()
    winners = Found(SearchForm(request.GET, programme).search(), programme).everything()
    response = StreamingHttpResponse(file.lines(winners, request.build_absolute_uri), content_type=CSV_TYPE)
    response["Content-Disposition"] = 'attachment; filename="winners.csv"'
    return response


def suggestions_json(request):
    """What somebody may mean who has typed so much of it, for the script of the search box."""
    words = DirectoryForm({"q": request.GET.get("q")}).asked().get("q", "")
    found = suggestions(words)
    told = ngettext("%(n)s suggestion", "%(n)s suggestions", len(found)) % {"n": len(found)}
    return JsonResponse({"suggestions": found, "told": told}, json_dumps_params={"ensure_ascii": False})
