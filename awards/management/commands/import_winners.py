from awards.resources import WinnerResource
from awardsportal.spreadsheets.commands import ImportCommand


class Command(ImportCommand):
    """Imports winners from a spreadsheet."""

    help = "Imports winners, their categories and ceremony from a CSV or XLSX file, as the admin does."
    resource_class = WinnerResource
