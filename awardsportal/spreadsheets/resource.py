"""A sheet as rows of a model: django-import-export's engine, told what it leaves open.

The engine walks the rows, finds or makes each instance, and counts. Here each cell is read once, every
problem of every row is kept with its cell, unchanged rows are skipped, and what is left is written in bulk
with history, only if there is no problem at all.
"""

import logging

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import RowResult
from simple_history.utils import bulk_create_with_history, bulk_update_with_history
from tablib import Dataset

from awardsportal.thai.text import clean

from .cells import as_text, as_typed
from .columns import heading_key, match_headings
from .constraints import broken_constraints
from .outcomes import Change, Outcome, Problem, RowOutcome

logger = logging.getLogger(__name__)
BATCH = 500
KINDS = {
    RowResult.IMPORT_TYPE_NEW: "new",
    RowResult.IMPORT_TYPE_UPDATE: "changed",
    RowResult.IMPORT_TYPE_SKIP: "unchanged",
}


class Reading:
    """One row while it is read: its cells, the values they gave, and what is wrong."""

    def __init__(self, number, cells):
        self.number, self.cells = number, cells
        self.values, self.problems, self.changes = {}, {}, []

    def get(self, name):
        """The value of a column, None where the cell is empty or was refused, or the sheet lacks it."""
        return self.values.get(name)

    def problem(self, name, message):
        """Pin a problem to the cell of a column; the first one of a cell counts."""
        self.problems.setdefault(name, str(message))


class SheetResource(Resource):
    """A model's rows as a sheet. Subclasses declare Columns and say how a row finds its instance."""

    kind = ""
    update_fields = ()

    class Meta:
        use_bulk = True
        batch_size = None
        skip_diff = True
        instance_loader_class = BaseInstanceLoader

    def __init__(self, *, record=None, by=None, progress=None):
        super().__init__()
        self.record, self.by, self.progress = record, by, progress
        self.readings, self.headings, self.outcome = [], {}, Outcome()
        self.saving = False

    # What a subclass says

    def prepare(self):
        """Look up what the rows need, once for all of them."""

    def resolve(self, reading):
        """Find what a row refers to, into `reading.values`."""

    def find(self, reading):
        """The instance that a row is about, or None for a new one."""

    def assign(self, instance, reading):
        """Put a row's values into its instance."""

    def check(self, instance, reading):
        """Note what is wrong with a row that changes something, beyond what its model says."""

    def others(self):
        """The rows of other models that the sheet makes or fills, as outcomes."""
        return []

    def save_others(self):
        """Save the others, before the rows themselves."""

    def name_of(self, instance, reading):
        """What a row is called on the preview."""
        return str(instance)

    # What the views call

    @classmethod
    def knows(cls, heading):
        """Whether a text is the heading of one of the columns."""
        key = heading_key(heading)
        return any(key in column.keys for column in cls.fields.values())

    def load(self, table, *, dry_run):
        """Import a table, or only say what would come of it; nothing is saved when anything is wrong."""
        self.saving = not dry_run
        found = match_headings(table.headings, self.fields)
        self.outcome = Outcome(unread=found.unread)
        self.outcome.problems = [Problem(None, heading, "", message) for heading, message in found.problems]
        if found.problems:
            return self.outcome
        self.headings = {name: table.headings[place] for name, place in found.places.items()}
        self.readings = [self.read(row, found.places) for row in table.rows]
        self.prepare()
        dataset = Dataset(headers=[self.fields[name].column_name for name in found.places])
        for reading in self.readings:
            dataset.append(list(reading.cells.values()))
        result = self.import_data(
            dataset, dry_run=dry_run, use_transactions=True, rollback_on_validation_errors=True
        )
        self.outcome.problems += [Problem(None, "", "", str(error.error)) for error in result.base_errors]
        return self.outcome

    def read(self, row, places):
        """A row with its cells read, each by its column."""
        cells = {name: as_typed(row.cells[place]) for name, place in places.items()}
        reading = Reading(row.number, cells)
        for name, value in cells.items():
            self.read_cell(reading, name, value)
        return reading

    def read_cell(self, reading, name, value):
        """Read one cell; an empty one says nothing, and only a mark such as "-" empties a field."""
        column = self.fields[name]
        blank = not as_text(value).strip()
        try:
            read = column.widget.clean(value)
        except ValueError as error:
            reading.problem(name, error)
            return
        if column.required and read in (None, ""):
            reading.problem(name, _("This cell must not be empty."))
        if not blank:
            reading.values[name] = read
        if echo := column.widget.echo(read):
            self.echo(name, value, echo)

    def echo(self, name, typed, read):
        """Say on the preview how a value was read."""
        self.outcome.echoes.setdefault((self.headings[name], clean(as_text(typed))), read)

    # What the engine calls

    def import_row(self, row, instance_loader, **kwargs):
        """Import one row and keep what became of it."""
        reading = self.reading = self.readings[kwargs["row_number"] - 1]
        result = super().import_row(row, instance_loader, **kwargs)
        for error in result.errors:
            logger.error("row %s cannot be imported", reading.number, exc_info=error.error)
            reading.problem("", _("This row cannot be read. Please report it with the file."))
        kind = "error" if reading.problems else KINDS[result.import_type]
        self.outcome.rows.append(RowOutcome(reading.number, kind, self.label, reading.changes))
        self.outcome.problems += [self.pinned(reading, *problem) for problem in reading.problems.items()]
        if self.progress:
            self.progress(len(self.outcome.rows), len(self.readings))
        return result

    def pinned(self, reading, name, message):
        """A problem at its cell, by the heading that the file itself has."""
        column = self.headings.get(name) or (self.fields[name].column_name if name in self.fields else "")
        return Problem(reading.number, column, as_text(reading.cells.get(name))[:200], message)

    def before_import_row(self, row, **kwargs):
        """Find what the row refers to."""
        self.label = ""
        self.resolve(self.reading)

    def get_or_init_instance(self, instance_loader, row):
        """The instance that the row is about, and whether it is new."""
        instance = self.find(self.reading) or self._meta.model()
        return instance, instance._state.adding

    def import_instance(self, instance, row, **kwargs):
        """Put the row into its instance, and note what that changes."""
        before = self.shown(instance)
        self.assign(instance, self.reading)
        after = self.shown(instance)
        self.label = self.name_of(instance, self.reading)
        self.reading.changes = [
            Change(heading, before[name], after[name])
            for name, heading in self.headings.items()
            if before[name] != after[name]
        ]

    def shown(self, instance):
        """What the sheet's columns show of an instance."""
        return {name: self.fields[name].export(instance) for name in self.headings}

    def skip_row(self, instance, original, row, import_validation_errors=None):
        """Leave a row alone that changes nothing."""
        return not self.reading.problems and not self.reading.changes and not instance._state.adding

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Check a row that changes something; raise what is wrong with it."""
        self.check(instance, self.reading)
        self.check_model(instance, self.reading)
        if self.reading.problems:
            raise ValidationError(list(self.reading.problems.values()))

    def check_model(self, instance, reading, only=None):
        """Note what the model says against an instance, or one field of it, at the column that fills it."""
        columns = {attribute: name for name, column in self.fields.items() for attribute in column.fills}
        for attribute, message in model_problems(instance):
            if only in (None, attribute):
                reading.problem(columns.get(attribute, ""), message)

    def bulk_create(self, using_transactions, dry_run, raise_errors, batch_size=None, result=None):
        """Save what the rows refer to and the new rows, with history, unless anything is wrong."""
        self.outcome.also = list(self.others())
        if self.saving and not self.outcome.problems:
            self.save_others()
            self.create(self.create_instances)
        self.create_instances.clear()

    def create(self, instances):
        """Save new rows with history."""
        if instances:
            bulk_create_with_history(instances, self._meta.model, batch_size=BATCH, **self.traced)

    def bulk_update(self, using_transactions, dry_run, raise_errors, batch_size=None, result=None):
        """Save the changed rows with history, unless anything is wrong."""
        if self.saving and not self.outcome.problems and self.update_instances:
            bulk_update_with_history(
                self.update_instances, self._meta.model, self.update_fields, batch_size=BATCH, **self.traced
            )
        self.update_instances.clear()

    @property
    def traced(self):
        """Who and what the history of a bulk write names."""
        return {"default_user": self.by, "custom_historical_attrs": {"spreadsheet_import": self.record}}

    def trace(self, instance):
        """The instance, its next save or deletion marked with who and what its history names."""
        instance._history_user, instance.changed_by_import = self.by, self.record
        return instance


def model_problems(instance):
    """What the model says against an instance, as (field, message); its relations are looked up elsewhere."""
    relations = {field.name for field in instance._meta.concrete_fields if field.is_relation}
    for validate in (lambda: instance.clean_fields(exclude=relations), instance.clean):
        try:
            validate()
        except ValidationError as error:
            messages = error.message_dict
            yield from ((name, text) for name, texts in messages.items() for text in texts)
    yield from broken_constraints(instance)
