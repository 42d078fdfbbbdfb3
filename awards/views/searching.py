"""The public search, and what it found as a file."""

from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import render

from awards.search import choices, file
from awards.search.form import SearchForm
from awards.search.search import View
from awardsportal.spreadsheets.exporting import CSV_TYPE

AGENCIES_FOUND = 5
WINNERS_A_PAGE = 30


def search(request):
    """What the words and filters of the address find; where that is nothing, what may have been meant."""
    form = SearchForm(request.GET)
    search = form.search()
    spread, agencies = choices.Spread(search), search.agencies()
    paginator = Paginator(search.winners(), WINNERS_A_PAGE)
    # It need not be counted again.
    paginator.count = spread.total
    context = {
        "form": form,
        "search": search,
        "facets": spread.facets(),
        "chosen": choices.chosen(search),
        "orders": choices.orders(search),
        "views": choices.views(search),
        "is_table": search.view == View.TABLE,
        "page": paginator.get_page(request.GET.get("page")),
        "ceremonies": search.ceremonies(),
        "awards": search.awards(),
        "agencies": agencies[:AGENCIES_FOUND],
        "agencies_count": agencies.count(),
    }
    found = spread.total or any(context[things] for things in ("ceremonies", "awards", "agencies_count"))
    context |= {"found": found, "near": [] if found else search.near()}
    return render(request, "awards/search.html", context)


def search_csv(request):
    """All winners that the same search finds on its page, in the same order, as a file."""
    winners = SearchForm(request.GET).search().winners()
    response = StreamingHttpResponse(file.lines(winners, request.build_absolute_uri), content_type=CSV_TYPE)
    response["Content-Disposition"] = 'attachment; filename="winners.csv"'
    return response
