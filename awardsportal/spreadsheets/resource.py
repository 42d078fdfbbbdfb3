"""A sheet as rows of a model.

django-import-export gives the columns, their widgets and the export. Its way of importing, one row after
another with all that a form does, is too slow for a sheet and says too little. So here a sheet is read column
by column, each different cell once; every problem of every row is kept with its cell; rows that change
nothing are passed over, and the others are written in bulk with their history.
"""

import gc
from functools import wraps

from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource

from awardsportal.bulk import insert, overwrite
from awardsportal.fields import with_derived
from awardsportal.history import keep_versions
from awardsportal.thai.text import clean, fold

from .cells import as_text, as_typed
from .headings import heading_key, match_headings, nameless
from .instances import field_validator, model_problems, twin
from .outcomes import Change, Decision, Outcome, Problem, Question, RowOutcome
from .read_rows import Cell, Reading, Told

ROWS_AT_ONCE = 2000


def without_collecting(action):
    """The action without a search for garbage: of a hundred thousand rows none is, and looking takes long."""

    @wraps(action)
    def act(*args, **kwargs):
        gc.disable()
        try:
            return action(*args, **kwargs)
        finally:
            gc.enable()

    return act


class SheetResource(Resource):
    """A model's rows as a sheet. Subclasses declare Columns and say how a row finds its instance."""

    kind = ""
    update_fields: tuple[str, ...] = ()

    class Meta:
        instance_loader_class = BaseInstanceLoader

    def __init__(self, *, record=None, by=None, progress=None):
        super().__init__()
        self.record, self.by, self.progress = record, by, progress
        self.saving = False
        self.written = 0
        self.blank = self._meta.model()
        fields = self.blank._meta.concrete_fields
        self.given_anew = [field for field in fields if field.has_default() and callable(field.default)]

    # What a subclass says

    def prepare(self):
        """Look up what the rows need, once for all of them."""

    def resolve(self, reading):
        """Find what a row refers to, and keep it on the reading."""

    def find(self, reading):
        """The instance that a row is about, or None for a new one."""

    def assign(self, instance, reading):
        """Put a row's values into its instance."""

    def check(self, instance, reading):
        """Note what is wrong with a row that changes something, beyond what its model says."""

    def look_again(self):
        """Look at all rows together, when each has been looked at."""

    def absent(self):
        """The rows that the portal has and a sheet of this extent should have, as outcomes."""
        return []

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

    @without_collecting
    def load(self, table, *, to_save=False):
        """What would come of a table; to save it afterwards, what it changes is locked."""
        self.saving = to_save
        mapping = self.record.mapping if self.record else {}
        found = match_headings(table.headings, self.fields, mapping, filled=nameless(table))
        if found.problems:
            return Outcome(problems=of_headings(found.problems), unread=found.unread)
        self.places = found.places
        self.headings = {name: table.headings[place] for name, place in found.places.items()}
        outcome = self.outcome_of(table.rows)
        left_out = []
        while outcome.problems and self.record and self.record.leaves_out_errors:
            left_out += outcome.problems
            refused = {problem.row for problem in outcome.problems}
            outcome = self.outcome_of([row for row in table.rows if row.number not in refused])
        outcome.left_out, outcome.unread = left_out, found.unread
        outcome.problems += of_headings(found.questions)
        return outcome

    def outcome_of(self, rows):
        """What would come of these rows."""
        self.outcome = Outcome()
        self.questions, self.made, self.changed = {}, [], []
        self.readings = [Reading(row) for row in rows]
        for name, place in self.places.items():
            self.read_column(name, place)
        self.prepare()
        for done, reading in enumerate(self.readings, 1):
            self.outcome.rows.append(self.row_outcome(reading))
            if self.progress:
                # Saving takes about as long again.
                self.progress(done, 2 * len(self.readings))
        self.outcome.rows += self.absent()
        self.look_again()
        self.outcome.questions = list(self.questions.values())
        self.outcome.also = list(self.others())
        for reading in self.readings:
            if reading.problems:
                self.outcome.problems += [self.pinned(reading, *each) for each in reading.problems.items()]
            self.outcome.warnings += [self.pinned(reading, *each) for each in reading.warnings]
        return self.outcome

    # Reading

    def read_column(self, name, place):
        """Read a column, each different cell once; an empty one says nothing, but a mark like "-" empties."""
        column, validate, seen = self.fields[name], self.validator(name), {}
        for reading in self.readings:
            typed = as_typed(reading.cells[place])
            key = typed if type(typed) is str else (type(typed), typed)
            cell = seen.get(key)
            if cell is None:
                cell = seen[key] = Cell(column, typed, validate)
                if cell.echo and not cell.problem:
                    self.echo(name, typed, cell.echo)
                if cell.odd:
                    # Once: the same oddity in a thousand rows is one thing to look at.
                    reading.warn(name, cell.odd)
            if cell.problem:
                reading.problem(name, cell.problem)
            elif cell.told:
                reading.values[name] = cell.value

    def validator(self, name):
        """The function that refuses, with a ValidationError, what a column's own fields cannot hold."""
        column = self.fields[name]
        own = {field.name for field in self._meta.model._meta.concrete_fields if not field.is_relation}
        if "__" in column.attribute or not own.issuperset(column.fills):
            return lambda value: None
        validators = [field_validator(self._meta.model, each) for each in column.fills]

        def validate(value):
            parts = value if len(validators) > 1 else [value]
            for each, part in zip(validators, parts, strict=True):
                each(part)

        return validate

    def echo(self, name, typed, read):
        """Say on the preview how a value was read, unless that is what was typed."""
        text = clean(as_text(typed))
        if text != read:
            self.outcome.echoes.setdefault((self.headings[name], text), read)

    # Each row

    def row_outcome(self, reading):
        """What becomes of a row."""
        self.resolve(reading)
        instance = self.find(reading) or twin(self.blank)
        is_new = instance._state.adding
        before = None if is_new else twin(instance)
        self.assign(instance, reading)
        if not is_new:
            reading.changes = self.changes_between(before, instance)
        if is_new or reading.changes:
            self.check(instance, reading)
            self.check_model(instance, reading)
        name = self.name_of(instance, reading)
        if reading.problems:
            return RowOutcome(reading.number, "error", name, [])
        if is_new:
            self.made.append(reading)
            return RowOutcome(reading.number, "new", name, Told(self, reading), self.keys_of(instance))
        if reading.changes:
            self.changed.append(instance)
        return RowOutcome(
            reading.number, "changed" if reading.changes else "unchanged", name, reading.changes
        )

    def keys_of(self, instance):
        """The keys of what an instance refers to."""
        relations = (field for field in instance._meta.concrete_fields if field.is_relation)
        return tuple(getattr(instance, field.attname) for field in relations)

    def changes_between(self, before, after):
        """What the sheet's columns show differently of an instance."""
        same_relations = before._state.fields_cache == after._state.fields_cache
        if same_relations and before.__dict__ == {**after.__dict__, "_state": before._state}:
            return []
        shown = (
            (self.fields[name].export(before), self.fields[name].export(after), heading)
            for name, heading in self.headings.items()
        )
        return [Change(heading, old, new) for old, new, heading in shown if old != new]

    def check_model(self, instance, reading):
        """Note what the model says against an instance as a whole, each at its column."""
        self.note(model_problems(instance), reading)

    def note(self, problems, reading):
        """Pin problems of fields to the columns that fill them."""
        for attribute, message in problems:
            reading.problem(self.column_of.get(attribute, ""), message)

    @property
    def column_of(self):
        """The column that fills each field."""
        return {attribute: name for name, column in self.fields.items() for attribute in column.fills}

    def pinned(self, reading, name, message):
        """A problem or warning at its cell, by the heading that the file itself has."""
        place = self.places.get(name)
        heading = self.headings.get(name) or (self.fields[name].column_name if name in self.fields else "")
        value = "" if place is None else as_text(as_typed(reading.cells[place]))
        asks = (name, fold(value)) in self.questions
        return Problem(reading.number, heading, value[:200], message, place, asks)

    # Decisions

    def decided(self, name, text):
        """What the user decided that a text in a column stands for, or None."""
        decisions = self.record.decisions if self.record else {}
        return decisions.get(name, {}).get(fold(text))

    def tell_decision(self, name, text, label):
        """Say on the preview what the user decided that a text stands for."""
        self.outcome.decisions.append(Decision(name, self.headings[name], text, label))

    def ask(self, reading, name, message, proposals, new=None):
        """Ask what the text in a row's cell stands for, once for all rows; until then it is a problem."""
        reading.problem(name, message)
        text = reading.get(name)
        question = self.questions.get((name, fold(text)))
        if question is None:
            question = Question(name, self.headings[name], text, [], proposals, new)
            self.questions[name, fold(text)] = question
        question.rows.append(reading.number)

    # Saving

    @without_collecting
    def save(self):
        """Save what the rows refer to, the new rows and the changed ones, with history."""
        self.save_others()
        self.write(self.made, "+", self.built)
        self.write(self.changed, "~")

    def built(self, reading):
        """A new row's instance, made once more: a hundred thousand of them are not kept in memory."""
        instance = self.find(reading) or self.fresh()
        self.assign(instance, reading)
        return instance

    def fresh(self):
        """A new instance with its own defaults; Django's way of making one takes many times as long."""
        instance = twin(self.blank)
        for field in self.given_anew:
            setattr(instance, field.attname, field.get_default())
        return instance

    def write(self, rows, kind, instance=lambda row: row):
        """Write rows and their versions: "+" new ones, "~" changed ones."""
        model = self._meta.model
        for start in range(0, len(rows), ROWS_AT_ONCE):
            some = [instance(row) for row in rows[start : start + ROWS_AT_ONCE]]
            if kind == "+":
                insert(model, some)
            else:
                overwrite(model, some, with_derived(model, self.update_fields))
            keep_versions(model, [each.pk for each in some], kind, by=self.by, record=self.record)
            self.written += len(some)
            if self.progress:
                self.progress(len(self.readings) + self.written, 2 * len(self.readings))

    def trace(self, instance):
        """The instance, its next save or deletion marked with who and what its history names."""
        instance._history_user, instance.changed_by_import = self.by, self.record
        return instance


def of_headings(wrong):
    """Problems of headings from (heading, message)."""
    return [Problem(None, heading, "", message) for heading, message in wrong]
