"""The public pages of agencies, which are reference data and public whether they ever won or not."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from agencies.directory import DirectoryForm, find
from agencies.models import Agency, AgencyName, NameKind

AGENCIES_A_PAGE = 50


def agencies(request):
    """The directory in Thai order."""
    form = DirectoryForm(request.GET)
    page = Paginator(find(**form.asked()), AGENCIES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "agencies/agencies.html", {"form": form, "page": page})


def agency(request, code):
    """One agency: its names then and now, what it came from and became, and its wins."""
    agency = get_object_or_404(Agency.objects.select_related("parent", "province"), code=code)
    names = AgencyName.objects.filter(agency=agency)
    context = {
        "agency": agency,
        "former_names": names.filter(kind=NameKind.FORMER),
        "abbreviations": names.filter(kind=NameKind.ABBREVIATION),
        "predecessors": agency.precessions.select_related("predecessor"),
        "successors": agency.successions.select_related("successor"),
    }
    return render(request, "agencies/agency.html", context)
