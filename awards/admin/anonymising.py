"""Taking a person's name off a winner in the admin: what it does, where else the name stands, and why."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.models import Winner
from awards.privacy import anonymising
from awards.privacy.names import Name
from awards.publishing import Refused, ceremony_of
from awardsportal.spreadsheets.touched import address_of

RIGHT = "awards.anonymise_winner"


class RequestForm(forms.Form):
    """By which request a name is taken off."""

    why = forms.CharField(
        label=gettext_lazy("request"),
        max_length=300,
        help_text=gettext_lazy("Its number and date, for the record. Without the person’s name."),
        widget=forms.TextInput({"class": "vTextField", "autocomplete": "off"}),
    )


class Anonymising:
    """The admin of winners: taking a person's name off, for those who may."""

    def get_urls(self):
        """The admin's addresses, and that of taking a name off."""
        view = self.admin_site.admin_view(self.anonymise_view)
        return [path("<int:pk>/anonymise/", view, name="awards_winner_anonymise"), *super().get_urls()]

    def tools(self, request, winner):
        """The way to taking the name off, where there is one and for those who may."""
        may = request.user.has_perm(RIGHT) and not anonymising.why_not(winner)
        address = reverse("admin:awards_winner_anonymise", args=[winner.pk])
        found = [(_("Remove the person’s name"), address)] if may else []
        return [*super().tools(request, winner), *found]

    def anonymise_view(self, request, pk):
        """What taking the name off does, and where else it stands; sent, it is taken off."""
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        winner = get_object_or_404(Winner.objects.for_listing(), pk=pk)
        if reason := anonymising.why_not(winner):
            messages.error(request, reason)
            return redirect("admin:awards_winner_change", pk)
        form = RequestForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            chosen = {name: request.POST.getlist(name) for name in ("places", "uploads")}
            try:
                anonymising.anonymise(winner, by=request.user, why=form.cleaned_data["why"], **chosen)
            except Refused as refusal:
                form.add_error("why", str(refusal))
            else:
                messages.success(request, _("The name was removed."))
                return redirect("admin:awards_winner_change", pk)
        return self.anonymise_page(request, winner, form)

    def anonymise_page(self, request, winner, form):
        """The page, with what was chosen so far; at first everything is."""
        self.note_seen(request, winner)
        name, sent = Name(winner), request.method == "POST"
        places = [shown(place) for place in name.places()]
        uploads = anonymising.uploads_with(name)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Remove the person’s name"),
            "opts": self.opts,
            "winner": winner,
            "form": form,
            "texts": texts_of(winner, name),
            "places": places,
            "uploads": uploads,
            "chosen_places": request.POST.getlist("places") if sent else [each["key"] for each in places],
            "chosen_uploads": request.POST.getlist("uploads") if sent else [each.key for each in uploads],
            "others": name.other_wins().for_listing(),
            "media": winner.photos.exists() or winner.attachments.exists(),
        }
        return TemplateResponse(request, "admin/awards/winner/anonymise.html", context)


def texts_of(winner, name):
    """The winner's texts that have the name: what each is called, what it says, and what it will say."""
    return [
        {"label": capfirst(field.verbose_name), "before": getattr(winner, field.attname), "after": text}
        for field, text in anonymising.texts_after(winner, name)
    ]


def shown(place):
    """A place as the page shows it: what kind of row, its address, and the words around the name."""
    row = place.row
    return {
        "key": place.key,
        "kind": capfirst(row._meta.verbose_name),
        "is_there": place.is_there,
        "address": home_of(row) if place.is_there else "",
        "excerpts": place.excerpts,
    }


def home_of(row):
    """The page of the row in the admin, or that of its ceremony where it has none."""
    if address := address_of(row):
        return address
    try:
        return address_of(getattr(row, "ceremony", None) or ceremony_of(row))
    except (ObjectDoesNotExist, AttributeError, KeyError):
        return ""
