"""The public pages of agencies, which are reference data and public whether they ever won or not."""

from functools import wraps

from django.core.paginator import Paginator
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from agencies.directory import FullDirectoryForm
from agencies.lineage import kept
from agencies.models import Agency, NameKind
from agencies.story import Story

AGENCIES_A_PAGE = 50


def agencies(request):
    """The directory, or the part of it that the address asks for."""
    form = FullDirectoryForm(request.GET)
    directory = form.directory()
    page = Paginator(directory, AGENCIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "letters": directory.letters(),
        "letter": directory.letter,
        "page": page,
        "near": directory.near(),
    }
    return render(request, "agencies/agencies.html", context)


def of_agency(view):
    """The view of an agency by its code; the address of a merged duplicate leads on to the agency kept."""

    @wraps(view)
    def view_by_code(request, code):
        agencies = Agency.with_merged.select_related("parent", "province").prefetch_related("names")
        agency = get_object_or_404(agencies, code=code)
        if agency.merged_into_id:
            address = reverse(request.resolver_match.view_name, args=[kept(agency).code])
            query = request.META["QUERY_STRING"]
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        return view(request, agency)

    return view_by_code


@of_agency
def agency(request, agency):
    """One agency: what it is today, its names then and now, its line, and its wins."""
    story = Story(agency)
    context = {
        "agency": agency,
        "line": story.line,
        "abbreviations": [name for name in agency.names.all() if name.kind == NameKind.ABBREVIATION],
        "former_names": agency.former_names(),
        "ending": story.ending(),
        "events": story.events(),
    }
    return render(request, "agencies/agency.html", context)
