from awards.sheets.findings import FindingResource
from awardsportal.spreadsheets.commands import ImportCommand


class Command(ImportCommand):
    """Imports findings of a survey from a spreadsheet."""

    help = "Imports the findings of a survey and its indicators from a spreadsheet, as the admin does."
    resource_class = FindingResource
