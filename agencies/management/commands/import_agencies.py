from agencies.resources import AgencyResource
from awardsportal.spreadsheets.commands import ImportCommand


class Command(ImportCommand):
    """Imports agencies from a spreadsheet."""

    help = "Imports agencies from a spreadsheet, as the admin does."
    resource_class = AgencyResource
