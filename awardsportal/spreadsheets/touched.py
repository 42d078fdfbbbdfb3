"""What an import did, as the history has it."""

from dataclasses import dataclass
from itertools import islice

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst

from awardsportal.history import ImportTrace
from awardsportal.staff.history import changes_between


@dataclass
class Touched:
    """One row that an import made, changed or deleted."""

    what: str
    name: str
    kind: str
    address: str
    changes: list


KINDS = {"+": "new", "~": "changed", "-": "deleted"}


def touched_rows(record, limit):
    """The rows that an import touched, model by model, at most so many."""
    return list(islice(_touched(record), limit))


def _touched(record):
    for model in apps.get_models():
        if issubclass(model, ImportTrace):
            for version in (
                model._default_manager.filter(spreadsheet_import=record).order_by("history_id").iterator()
            ):
                yield _as_row(version)


def _as_row(version):
    before = version.prev_record if version.history_type == "~" else None
    return Touched(
        what=capfirst(version.instance_type._meta.verbose_name),
        name=str(version.instance),
        kind=KINDS[version.history_type],
        address="" if version.history_type == "-" else _address(version),
        changes=changes_between(before, version) if before else [],
    )


def _address(version):
    options = version.instance_type._meta
    try:
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[version.instance.pk])
    except NoReverseMatch:
        return ""
