"""What an agency came from and became, on its page in the admin."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.lineage import problems_with
from agencies.models import Succession
from awardsportal.staff.model_admin import PortalTabularInline
from awardsportal.staff.stale import StaleGuardFormSet


class LineFormSet(StaleGuardFormSet):
    """Successions on one side of an agency, checked along with the other side's and all that are stored."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Both sides are forms of one page, and half of a circle may stand in each.
        self.instance.__dict__.setdefault("sides_on_page", []).append(self)

    def clean(self):
        """Refuse what breaks a rule that held before, on the side of the page that it is about."""
        super().clean()
        if not all(form.is_valid() for side in self.instance.sides_on_page for form in side.forms):
            return
        before = problems_with(Succession.objects.all())
        known = {problem.message for problem in before}
        wrong = [problem for problem in problems_with(self.after_saving()) if problem.message not in known]
        if messages := [problem.message for problem in wrong if self.is_told(problem)]:
            raise ValidationError(messages)

    def after_saving(self):
        """All successions as they would be once the page is saved."""
        rows = {row.pk: row for row in Succession.objects.all()}
        for side in self.instance.sides_on_page:
            for form in side.forms:
                if side._should_delete_form(form):
                    rows.pop(form.instance.pk, None)
                elif form.has_changed():
                    rows[form.instance.pk or id(form)] = form.instance
        for row in rows.values():
            for end in ("predecessor", "successor"):
                if getattr(row, f"{end}_id") == self.instance.pk:
                    # As it is on the page, its day of dissolution included.
                    setattr(row, end, self.instance)
        return rows.values()

    def is_told(self, problem):
        """Whether this side tells it: of what became of the agency the one, of all else the other."""
        onward = any(each.predecessor_id == self.instance.pk for each in problem.successions)
        return onward == (self.fk.name == "predecessor")


class SuccessionInline(PortalTabularInline):
    """What became of an agency."""

    model = Succession
    formset = LineFormSet
    fk_name = "predecessor"
    fields = ["how", "successor", "took_effect_on"]
    autocomplete_fields = ["successor"]
    verbose_name_plural = _("what became of it")


class PrecessionInline(PortalTabularInline):
    """What an agency came from."""

    model = Succession
    formset = LineFormSet
    fk_name = "successor"
    fields = ["how", "predecessor", "took_effect_on"]
    autocomplete_fields = ["predecessor"]
    verbose_name_plural = _("what it came from")
