"""Model fields that keep Thai text clean and derived columns true, whichever way a row is written."""

from django.core.exceptions import EmptyResultSet
from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.functions import Collate
from django.db.models.lookups import In

from awardsportal.thai.collation import THAI
from awardsportal.thai.text import clean, clean_lines


def in_thai_order(field):
    """What to order by so that names stand as in a Thai dictionary, the same on either database."""
    return Collate(field, THAI)


def either(model, *conditions):
    """The keys of the rows that fit one of the conditions, each of them looked up by its own index."""
    first, *others = (model._base_manager.filter(each).order_by().values("pk") for each in conditions)
    return first.union(*others)


def contains(column, texts):
    """The condition that a column contains one of the texts."""
    return Q.create([(f"{column}__contains", text) for text in texts], connector=Q.OR)


def some_of_either(rows, conditions, count):
    """Rows of a queryset that fit one of the conditions: so many for each, or all where that many do not."""
    every = type(rows)(rows.model).order_by()
    some = [rows.filter(each).order_by().values("pk")[:count] for each in conditions]
    if not connection.features.supports_slicing_ordering_in_compound:
        some = [every.filter(pk__in=each).values("pk") for each in some]
    first, *others = some
    return every.filter(pk__in=first.union(*others))


@models.Field.register_lookup
@models.ForeignKey.register_lookup
class Among(In):
    """That a column has one of many values, which PostgreSQL is given as one, for that is far quicker."""

    lookup_name = "among"

    def as_postgresql(self, compiler, connection):
        """The condition with a list of the values; raises EmptyResultSet where there is none, as In does."""
        if not self.rhs:
            raise EmptyResultSet
        column, parameters = self.process_lhs(compiler, connection)
        of_type = self.lhs.output_field.cast_db_type(connection)
        return f"{column} = ANY(%s::{of_type}[])", [*parameters, list(self.rhs)]


class CleanCharField(models.CharField):
    """One line of text, stored clean: no invisible characters, one spelling of each Thai letter."""

    clean_text = staticmethod(clean)

    def to_python(self, value):
        """The clean text, for forms and full_clean()."""
        value = super().to_python(value)
        return value if value is None else self.clean_text(value)

    def get_prep_value(self, value):
        """The clean text, for every write and every comparison, bulk and fixtures included."""
        value = super().get_prep_value(value)
        return self.clean_text(value) if isinstance(value, str) else value


class CleanTextField(models.TextField):
    """Several lines of text, stored clean."""

    def to_python(self, value):
        """The clean text, for forms and full_clean()."""
        value = super().to_python(value)
        return value if value is None else clean_lines(value)

    def get_prep_value(self, value):
        """The clean text, for every write and every comparison, bulk and fixtures included."""
        value = super().get_prep_value(value)
        return clean_lines(value) if isinstance(value, str) else value


class Derivation:
    """The attribute of a derived column: worked out from its sources whenever it is read."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        """The column's value for this row as it is now."""
        return self if instance is None else self.field.derive(instance)

    def __set__(self, instance, value):
        """Note that the column is loaded; what it held gives way to what the sources say."""
        instance.__dict__[self.field.attname] = value


class DerivedField(models.CharField):
    """A column worked out `by` a function from the texts `of` other columns; nobody writes it by hand.

    Rows must be written through `DerivedModel` and `DerivedQuerySet`, which write the derived columns
    along with their sources.
    """

    def __init__(self, *args, of=(), by=None, **kwargs):
        self.of, self.by = tuple(of), by
        kwargs.update(editable=False, blank=True)
        kwargs.setdefault("max_length", 1000)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        """What a migration needs to make the field again."""
        name, path, args, kwargs = super().deconstruct()
        for implied in ("editable", "blank"):
            kwargs.pop(implied, None)
        return name, path, args, {**kwargs, "of": self.of, "by": self.by}

    def contribute_to_class(self, cls, name, private_only=False):
        """Put the derivation in place of the plain attribute."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, Derivation(self))

    def derive(self, instance):
        """The value that the row's sources give."""
        texts = (getattr(instance, name) for name in self.of)
        return self.by(" ".join(filter(None, texts)))[: self.max_length]


def with_derived(model, names):
    """The field names, and those of the columns derived from any of them."""
    names = set(names)
    derived = [
        f.name for f in model._meta.concrete_fields if isinstance(f, DerivedField) and names & set(f.of)
    ]
    return [*names, *derived]


class DerivedQuerySet(models.QuerySet):
    """A queryset whose bulk writes keep derived columns true."""

    def update(self, **values):
        """Update the columns, and those derived from them from the rows as they are then."""
        derived = set(with_derived(self.model, values)) - set(values)
        if not derived:
            return super().update(**values)
        with transaction.atomic(using=self.db):
            keys = list(self.values_list("pk", flat=True))
            count = super().update(**values)
            self.model._base_manager.bulk_update(self.model._base_manager.filter(pk__in=keys), derived)
        return count

    update.alters_data = True

    def bulk_update(self, objs, fields, batch_size=None):
        """Update the columns of many rows along with those derived from them."""
        return super().bulk_update(objs, with_derived(self.model, fields), batch_size=batch_size)

    bulk_update.alters_data = True


class DerivedModel(models.Model):
    """A model with derived columns."""

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        """Save, with the columns derived from those that are named or loaded."""
        if update_fields is not None:
            update_fields = with_derived(type(self), update_fields)
        for name in with_derived(type(self), self.__dict__):
            # Django leaves out of a save what was not loaded.
            self.__dict__.setdefault(name, None)
        super().save(*args, update_fields=update_fields, **kwargs)

    def validate_constraints(self, exclude=None):
        """Check the constraints; a form never names derived columns, yet what it holds decides them."""
        derived = {
            field.name
            for field in self._meta.concrete_fields
            if isinstance(field, DerivedField) and not set(field.of) & set(exclude or ())
        }
        super().validate_constraints(exclude=set(exclude or ()) - derived)
