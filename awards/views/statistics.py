"""The statistics: charts on a page, and each of them as a picture and as a table to download."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.statistics import charts, figures
from awards.statistics.tally import Tally
from awards.streaks import is_incomplete
from awardsportal.shown import plain
from awardsportal.spreadsheets.cells import as_text, harmless
from awardsportal.spreadsheets.exporting import CSV_TYPE, csv_file


@dataclass(frozen=True)
class Chart:
    """A figure with its picture: what it is called, what it counts, and what it says while empty."""

    name: str
    title: Promise
    lead: Promise
    empty: Promise
    count: Callable[[Tally], figures.Figure]
    draw: Callable[[Any], charts.Drawing]
    figure: figures.Figure | None = None

    @property
    def template(self):
        """The template of its picture."""
        return f"awards/statistics/{self.name}.svg"

    @cached_property
    def drawing(self):
        """Where everything stands in its picture."""
        return self.draw(self.figure)

    def of(self, tally):
        """The same with its figure."""
        return replace(self, figure=self.count(tally))


NOTHING = _("No awards have been published yet.")
CHARTS = [
    Chart(
        "awards",
        _("Awards by year"),
        _("All awards of each year, and each award for itself. A star says that winners are missing here."),
        NOTHING,
        figures.by_award,
        charts.by_award,
    ),
    Chart(
        "agencies",
        _("Agencies with the most awards"),
        _("Awards of any kind, those to persons in an office of the agency among them."),
        NOTHING,
        figures.most_awarded,
        charts.bars,
    ),
    Chart(
        "streaks",
        _("The longest streaks"),
        _("The most editions in a row with an award of any kind. A plus says that the streak may be longer."),
        _("No agency has an award from two editions in a row yet."),
        figures.longest_streaks,
        charts.streaks,
    ),
    Chart(
        "ministries",
        _("Awards by ministry"),
        _("The awards of all agencies under a ministry, or supervised by it, as they belong today."),
        NOTHING,
        figures.by_ministry,
        charts.bars,
    ),
    Chart(
        "provinces",
        _("Awards by province"),
        _("The awards of provinces and of local government there. Tiles without a number have none."),
        _("No agency of a province has an award yet."),
        figures.by_province,
        charts.provinces,
    ),
    Chart(
        "survey",
        _("The survey by indicator"),
        _("Which indicators each level did best on, as published: often the order alone, without scores."),
        _("No results of a survey have been published yet."),
        figures.by_indicator,
        charts.survey,
    ),
]


def statistics(request):
    """All charts, each with its table."""
    tally = Tally()
    context = {
        "charts": [chart.of(tally) for chart in CHARTS],
        "is_incomplete": any(map(is_incomplete, tally.editions.ceremonies)),
        "years": [ceremony.year for ceremony in tally.editions.ceremonies],
    }
    return render(request, "awards/statistics.html", context)


def chart_called(name):
    """The chart of this name with its figure; raises Http404 where there is none, or nothing in it."""
    for chart in CHARTS:
        if chart.name == name and (counted := chart.of(Tally())).figure.rows:
            return counted
    raise Http404


def picture(request, name):
    """A chart as a picture that stands alone."""
    chart = chart_called(name)
    said = [chart.lead, f"{gettext('Digital Government Awards')} · {request.get_host()}"]
    context = {"chart": chart, "alone": charts.alone(chart.drawing, said)}
    return render(request, chart.template, context, content_type="image/svg+xml")


def table(request, name):
    """The table of a chart as CSV."""
    figure = chart_called(name).figure
    rows = ([in_file(cell) for cell in row] for row in figure.table)
    file = csv_file(figure.headings, rows)
    return FileResponse(file, as_attachment=True, filename=f"statistics-{name}.csv", content_type=CSV_TYPE)


def in_file(cell):
    """A cell as a file may hold it."""
    return harmless(plain(cell, "name") if isinstance(cell, Model) else as_text(cell))


urlpatterns = [
    path("statistics/", statistics, name="statistics"),
    path("statistics/<slug:name>.svg", picture, name="statistics_svg"),
    path("statistics/<slug:name>.csv", table, name="statistics_csv"),
]
