"""The pages of a ceremony before its release: for staff who may see them, and by links for the press."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.models import Ceremony, PreviewLink, State, Winner
from awards.publishing import Refused, ceremony_of
from awardsportal import clock
from awardsportal.audit.log import record
from awardsportal.audit.models import Event, What
from awardsportal.shown import moment


@dataclass(frozen=True)
class Preview:
    """What somebody sees of an unreleased ceremony: all its pages and files stand below one address."""

    ceremony: Ceremony
    home: str

    def address_of(self, thing):
        """Where the ceremony, or a winner of it, is previewed; of other ceremonies their public address."""
        if ceremony_of(thing) != self.ceremony:
            return thing.get_absolute_url()
        return f"{self.home}winners/{thing.ref}/" if isinstance(thing, Winner) else self.home

    def mark(self):
        """What stands on top of each of its pages."""
        if self.ceremony.state != State.APPROVED:
            return _("Preview: do not publish")
        release = moment(self.ceremony.release_at)
        return _("Do not publish before %(moment)s, Thailand time") % {"moment": release}


def why_no_link(ceremony):
    """Why no link to the ceremony may be made for the press, in words; empty while one may."""
    if ceremony.state != State.APPROVED:
        message = _("%(ceremony)s is not approved yet. The press sees only what is approved.")
    elif ceremony.is_released:
        message = _("%(ceremony)s is released, and its public page is open to everybody.")
    else:
        return ""
    return message % {"ceremony": ceremony}


@transaction.atomic
def make_link(ceremony, *, name, expires_at, by):
    """Make a link for the press to an approved ceremony; raises Refused, also where it would never work."""
    ceremony = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    if reason := why_no_link(ceremony):
        raise Refused(reason)
    if expires_at <= clock.now():
        raise Refused(_("A link cannot expire in the past."))
    link = PreviewLink.objects.create(ceremony=ceremony, name=name, expires_at=expires_at, made_by=by)
    record(What.LINK_MADE, by=by, about=link, ceremony=str(ceremony), expires_at=expires_at)
    return link


@transaction.atomic
def revoke(link, *, by):
    """Let a link lead nowhere from now on; once revoked it stays so, by whom and when it was."""
    link.refresh_from_db(from_queryset=PreviewLink.objects.select_for_update())
    if link.revoked_at:
        return
    link.revoked_by, link.revoked_at = by, timezone.now()
    link.save(update_fields=["revoked_by", "revoked_at"])
    record(What.LINK_REVOKED, by=by, about=link, ceremony=str(link.ceremony))


def open_link(token):
    """The link with this token, if it works."""
    return PreviewLink.objects.working().select_related("ceremony").filter(token=token).first()


def note_use(link, *, page):
    """Note that whoever holds the link opened a page, which is told without the secret."""
    record(What.LINK_USED, who=link.name, about=link, ceremony=str(link.ceremony), page=page)


def uses_of(links):
    """How often each of the links was opened and when last, by its key; one that never was is left out."""
    keys = [str(link.pk) for link in links]
    uses = Event.objects.filter(what=What.LINK_USED, model=PreviewLink._meta.label_lower, key__in=keys)
    counted = uses.order_by().values_list("key").annotate(Count("pk"), Max("at"))
    return {int(key): (count, last) for key, count, last in counted}
