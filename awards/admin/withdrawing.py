"""What approvers do with whole awards after the release: withdraw, reinstate, add forgotten winners."""

from functools import partial

from django.utils.translation import gettext as _

from awards.admin.correcting import Correcting, note_form
from awards.correcting import corrections
from awards.correcting.fields import correctable, filled_in
from awards.models import Winner


class CorrectingWinners(Correcting):
    """The admin of winners, whose awards may also be withdrawn, and reinstated."""

    def corrections(self):
        """Also to withdraw and to reinstate."""
        return super().corrections() | {
            "withdraw": (_("Withdraw the award"), self.withdraw_view),
            "reinstate": (_("Take the withdrawal back"), self.reinstate_view),
        }

    def fitting(self, winner):
        """To withdraw what stands, to reinstate what was withdrawn."""
        return ["correct", "reinstate" if winner.withdrawn_at else "withdraw"]

    def withdraw_view(self, request, winner):
        """Withdraw the award."""
        return self.with_a_note(
            request,
            winner,
            corrections.withdraw,
            title=_("Withdraw the award: %s") % winner,
            says=_(
                "The award no longer counts in lists, sums and streaks. "
                "The winner’s page stays, and says that the award was withdrawn and why: "
                "the note is that reason."
            ),
        )

    def reinstate_view(self, request, winner):
        """Take the withdrawal back."""
        return self.with_a_note(
            request,
            winner,
            corrections.reinstate,
            title=_("Take the withdrawal back: %s") % winner,
            says=_("The award counts again. That it was withdrawn stays in the list of corrections."),
        )

    def with_a_note(self, request, winner, action, **page):
        """Do with the winner what needs nothing but a note."""
        take = partial(action, winner, by=request.user)
        return self.in_two_steps(request, winner, [note_form(request)], look=list, take=take, **page)


class CorrectingCategories(Correcting):
    """The admin of categories, to which forgotten winners may be added."""

    def corrections(self):
        """Also to add a winner."""
        return super().corrections() | {"add-winner": (_("Add a forgotten winner"), self.add_winner_view)}

    def fitting(self, category):
        """All of it."""
        return list(self.corrections())

    def add_winner_view(self, request, category):
        """Add a winner."""
        winner = Winner(category=category)
        names = [name for name in correctable(winner) if name not in ("category", "order")]
        form = self.admin_site.get_model_admin(Winner).correcting_form(request, winner, names)
        return self.in_two_steps(
            request,
            category,
            [form, note_form(request)],
            title=_("Add a forgotten winner: %s") % category,
            look=lambda: filled_in(corrections.addition(winner)),
            take=lambda **note: corrections.add(winner, by=request.user, **note),
            says=_("The winner comes last in the category, and everybody sees it at once."),
        )
