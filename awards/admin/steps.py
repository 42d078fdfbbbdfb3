"""The steps of a ceremony from a draft to its release, as the forms of its review page."""

from datetime import datetime

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards import publishing
from awardsportal.limits import LAST_DAY
from awardsportal.staff.forms import ThaiDateField, ThaiTimeField

REVIEW, APPROVE = "awards.review_ceremony", "awards.approve_ceremony"


class Lines(forms.CharField):
    """A text of a few lines, long or short."""

    widget = forms.Textarea({"rows": 3, "class": "vLargeTextField review-lines"})


class Step(forms.Form):
    """A step that somebody may take with a ceremony, where it stands."""

    name = ""
    button = ""
    done = ""

    @staticmethod
    def may(user, ceremony):
        """Whether this person may take the step with the ceremony as it stands."""
        raise NotImplementedError

    @staticmethod
    def fits(ceremony):
        """Whether the ceremony stands where the step is taken."""
        raise NotImplementedError

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"auto_id": f"id_{self.name}_%s", **kwargs})

    @classmethod
    def offered(cls, ceremony):
        """The form as it is offered, with what is known already."""
        return cls()

    def take(self, ceremony, *, by):
        """Take the step with what was typed; raises publishing.Refused."""
        raise NotImplementedError


class Send(Step):
    """Send a draft for review."""

    name = "send"
    button = gettext_lazy("Send for review")
    done = gettext_lazy("Sent for review. Until it is sent back nobody can change it.")
    fits = staticmethod(publishing.is_draft)

    @staticmethod
    def may(user, ceremony):
        """Whoever enters."""
        return user.has_perm(REVIEW)

    def take(self, ceremony, *, by):
        """Send it."""
        publishing.send_for_review(ceremony, by=by)


class SendBack(Step):
    """Make a draft again of what is in review, or approved."""

    name = "send-back"
    button = gettext_lazy("Send back to draft")
    done = gettext_lazy("Sent back. It is a draft again and can be changed.")
    fits = staticmethod(publishing.can_be_sent_back)
    why = Lines(label=gettext_lazy("What has to be mended"))

    @staticmethod
    def may(user, ceremony):
        """Whoever enters or approves; once it is approved, only who approves."""
        return user.has_perm(APPROVE) or (user.has_perm(REVIEW) and publishing.is_not_approved(ceremony))

    def take(self, ceremony, *, by):
        """Send it back."""
        publishing.send_back(ceremony, by=by, why=self.cleaned_data["why"])


class Releasing(Step):
    """A step that sets the moment of the release."""

    released = gettext_lazy("Released. Everybody sees it now.")
    day = ThaiDateField(
        label=gettext_lazy("Day of the release"),
        required=False,
        validators=[
            MaxValueValidator(LAST_DAY, gettext_lazy("This day is too far away. Look at the year again."))
        ],
    )
    time = ThaiTimeField(
        label=gettext_lazy("Time of the release"),
        required=False,
        help_text=gettext_lazy("For example 09:30."),
    )
    at_once = forms.BooleanField(label=gettext_lazy("Release at once"), required=False)
    announced = forms.BooleanField(
        label=gettext_lazy("Say on the home page when the results will be released"),
        help_text=gettext_lazy("Only the year, the day and the time: nothing else of the ceremony."),
        required=False,
    )

    @staticmethod
    def may(user, ceremony):
        """Whoever approves."""
        return user.has_perm(APPROVE)

    def clean(self):
        """Put day and time together; without "at once" both are needed."""
        cleaned = super().clean()
        day, time = cleaned.get("day"), cleaned.get("time")
        cleaned["release_at"] = None
        if cleaned.get("at_once"):
            self.done = self.released
        else:
            for name in ("day", "time"):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Type it, or choose to release at once."))
            if day and time is not None:
                cleaned["release_at"] = timezone.make_aware(datetime.combine(day, time))
        return cleaned


class Approve(Releasing):
    """Approve what is in review."""

    name = "approve"
    button = gettext_lazy("Approve")
    done = gettext_lazy("Approved. It is public from its release on, and needs nobody for that.")
    fits = staticmethod(publishing.is_in_review)
    # Which sending the page showed.
    sent_at = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def offered(cls, ceremony):
        """The form, with the day of the ceremony where that is to come."""
        to_come = ceremony.held_on and ceremony.held_on >= timezone.localdate()
        known = {"sent_at": ceremony.sent_at.isoformat(), "day": ceremony.held_on if to_come else None}
        return cls(initial=known)

    def clean_sent_at(self):
        """When what the page showed was sent, None where that cannot be read."""
        try:
            return datetime.fromisoformat(self.cleaned_data["sent_at"])
        except ValueError:
            return None

    def take(self, ceremony, *, by):
        """Approve it."""
        told = {name: self.cleaned_data[name] for name in ("release_at", "sent_at", "announced")}
        publishing.approve(ceremony, by=by, **told)


class Reschedule(Releasing):
    """Change the release of what is approved."""

    name = "reschedule"
    button = gettext_lazy("Change the release")
    done = gettext_lazy("The release was changed.")
    fits = staticmethod(publishing.is_held)

    @classmethod
    def offered(cls, ceremony):
        """The form, with the release as it is."""
        release_at = timezone.localtime(ceremony.release_at)
        known = {"day": release_at.date(), "time": release_at.time()}
        return cls(initial={**known, "announced": ceremony.release_is_announced})

    def take(self, ceremony, *, by):
        """Change it."""
        told = {name: self.cleaned_data[name] for name in ("release_at", "announced")}
        publishing.reschedule(ceremony, by=by, **told)


class Accept(Step):
    """Accept a problem as it is."""

    name = "accept"
    button = gettext_lazy("Accept as it is")
    done = gettext_lazy("Accepted, with the reason.")
    fits = staticmethod(publishing.is_not_approved)
    problem = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = Lines(label=gettext_lazy("Why it is right as it is"))

    @staticmethod
    def may(user, ceremony):
        """Whoever enters or approves."""
        return user.has_perm(REVIEW) or user.has_perm(APPROVE)

    @classmethod
    def of(cls, key):
        """The form that accepts this problem."""
        return cls(initial={"problem": key}, auto_id=f"id_{key}_%s")

    def take(self, ceremony, *, by):
        """Accept it."""
        told = self.cleaned_data
        publishing.accept(ceremony, by=by, problem=told["problem"], reason=told["reason"])


STEPS = {step.name: step for step in (Send, Approve, Reschedule, SendBack, Accept)}
