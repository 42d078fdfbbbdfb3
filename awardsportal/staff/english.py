"""Lists narrowed to the rows that lack English texts."""

from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from awardsportal.english import lacking, several_texts_of

NOTHING, SOMETHING = "known", "missing"


class EnglishFilter(admin.SimpleListFilter):
    """By whether a row lacks any English text, and where it has several, by the one that it lacks."""

    title = _("missing English")
    parameter_name = "english"

    def single(self, model):
        """Each thing that may be missing alone: by its name, what it is called and the condition."""
        texts = several_texts_of(model).items()
        return {name: (capfirst(field.verbose_name), lacking(model, name)) for name, field in texts}

    def lookups(self, request, model_admin):
        """Nothing, something, or one thing."""
        single = [(name, label) for name, (label, _lacks) in self.single(model_admin.model).items()]
        return [(NOTHING, _("Nothing")), (SOMETHING, _("Something")), *single]

    def queryset(self, request, queryset):
        """The rows that lack it."""
        model = queryset.model
        conditions = {name: lacks for name, (_label, lacks) in self.single(model).items()}
        conditions |= {SOMETHING: lacking(model), NOTHING: ~lacking(model)}
        return queryset.filter(conditions[self.value()]) if self.value() in conditions else queryset
