from awards.sheets.winners import WinnerResource
from awardsportal.spreadsheets.commands import ImportCommand


class Command(ImportCommand):
    """Imports winners from a spreadsheet."""

    help = "Imports winners, their categories and ceremony from a spreadsheet, as the admin does."
    resource_class = WinnerResource
