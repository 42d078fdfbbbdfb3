"""Imports for tests, from the bytes of a file to saved rows; and what the database holds."""

from django.apps import apps
from django.core.files.base import ContentFile
from simple_history.models import HistoricalChanges

from awardsportal.audit.models import Event
from awardsportal.spreadsheets.importing import confirm, preview, receive
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.spreadsheets.files import make_csv


def upload(resource_class, rows, *, by=None, name="ผล.csv"):
    """The record of an upload with these rows."""
    return receive(ContentFile(make_csv(rows), name), resource_class=resource_class, by=by)


def load(resource_class, rows, *, by=None):
    """The record of an import of these rows that was previewed and confirmed."""
    record = upload(resource_class, rows, by=by)
    outcome = preview(record, resource_class).outcome
    assert outcome.problems == []
    return confirm(record, resource_class, by=by, promise=outcome.promise)


def dump():
    """Each table's rows, column by column, but for histories, logs and the records of imports."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if not issubclass(model, HistoricalChanges) and model not in (Event, SpreadsheetImport)
    }
