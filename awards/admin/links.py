"""The links by which the press reads an approved ceremony before its release, made and revoked."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards import previews
from awards.models import Ceremony, PreviewLink
from awards.publishing import Refused
from awardsportal import clock
from awardsportal.audit.log import name_of
from awardsportal.shown import moment
from awardsportal.staff.forms import ThaiDateField, ThaiTimeField
from awardsportal.staff.model_admin import is_key


class LinkForm(forms.ModelForm):
    """For whom a link is, and until when it opens the preview."""

    day = ThaiDateField(label=gettext_lazy("Day it expires"))
    time = ThaiTimeField(label=gettext_lazy("Time it expires"))

    class Meta:
        model = PreviewLink
        fields = ["name"]

    def expires_at(self):
        """The day and the time as one moment."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class Links:
    """The admin of ceremonies: the preview links, for those who may make them."""

    def get_urls(self):
        """The admin's addresses, and the page of a ceremony's links."""
        view = self.admin_site.admin_view(self.links_view)
        return [path("<int:pk>/links/", view, name="awards_ceremony_links"), *super().get_urls()]

    def tools(self, request, ceremony):
        """The way to the links, where one may be made or was."""
        found = super().tools(request, ceremony)
        if may_link(request) and (not previews.why_no_link(ceremony) or ceremony.preview_links.exists()):
            found = [(_("Links for the press"), links_of(ceremony)), *found]
        return found

    def links_view(self, request, pk):
        """The links of a ceremony, each with the button that revokes it, and the form that makes one."""
        if not may_link(request):
            raise PermissionDenied
        ceremony = get_object_or_404(Ceremony, pk=pk)
        form = LinkForm(request.POST if "name" in request.POST else None, initial=until_release(ceremony))
        if request.method == "POST" and (done := revoked(request, ceremony) or made(request, ceremony, form)):
            messages.success(request, done)
            return HttpResponseRedirect(links_of(ceremony))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Links for the press"),
            "opts": self.opts,
            "ceremony": ceremony,
            "links": shown(request, ceremony.preview_links.select_related("made_by", "revoked_by")),
            "why_none": previews.why_no_link(ceremony),
            "form": form,
            "media": form.media,
        }
        return TemplateResponse(request, "admin/awards/ceremony/links.html", context)


def may_link(request):
    """Whether the one signed in makes and revokes links."""
    return request.user.has_perms(["awards.add_previewlink", "awards.change_previewlink"])


def links_of(ceremony):
    """The page of a ceremony's links."""
    return reverse("admin:awards_ceremony_links", args=[ceremony.pk])


def until_release(ceremony):
    """What the form proposes: the link lasts until everybody may see the page."""
    if not ceremony.release_at:
        return {}
    release = timezone.localtime(ceremony.release_at)
    return {"day": release.date(), "time": f"{release:%H:%M:%S}".removesuffix(":00")}


def made(request, ceremony, form):
    """Make the link that was asked for, and say so; empty where it was refused, which the form says."""
    if not form.is_valid():
        return ""
    try:
        link = previews.make_link(
            ceremony, name=form.cleaned_data["name"], expires_at=form.expires_at(), by=request.user
        )
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        return ""
    return _("The link for %(name)s is made. Copy its address from the list.") % {"name": link.name}


def revoked(request, ceremony):
    """Revoke the link whose button was pressed, and say so; empty where none was."""
    key = request.POST.get("revoke", "")
    link = ceremony.preview_links.filter(pk=key).first() if is_key(PreviewLink, key) else None
    if link is None:
        return ""
    previews.revoke(link, by=request.user)
    return _("The link for %(name)s is revoked and leads nowhere any more.") % {"name": link.name}


def shown(request, links):
    """Each link with its address while it works, where it stands, and how often it was opened."""
    uses, working = previews.uses_of(links), set(links.working())
    for link in links:
        opened, last = uses.get(link.pk, (0, None))
        address = request.build_absolute_uri(reverse("awards:press_ceremony", args=[link.token]))
        yield {
            "link": link,
            "address": address if link in working and not link.ceremony.is_released else "",
            "standing": standing(link, works=link in working),
            "opened": opened,
            "last": last,
        }


def standing(link, *, works):
    """What a link leads to, in words."""
    if link.revoked_at:
        when = {"who": name_of(link.revoked_by), "when": moment(link.revoked_at)}
        return _("Revoked by %(who)s on %(when)s") % when
    if works:
        return _("Leads to the public page") if link.ceremony.is_released else _("Opens the preview")
    return _("Expired") if link.expires_at <= clock.now() else _("Rests until the ceremony is approved")
