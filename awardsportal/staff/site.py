"""The admin site of the portal."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.urls import path, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.common import no_append_slash

from awardsportal.audit.accounts import noting_password
from awardsportal.staff import forms
from awardsportal.values import EMPTY


class TellingAutocomplete(AutocompleteJsonView):
    """Suggestions in words that tell twins apart, where the admin of the model has such words."""

    def has_perm(self, request, obj=None):
        """Whether there are suggestions: none of a list that is only looked at under notice."""
        return not getattr(self.model_admin, "telling_list", "") and super().has_perm(request, obj)

    def serialize_result(self, obj, to_field_name):
        """One suggestion, as select2 reads it."""
        in_words = getattr(self.model_admin, "suggestion", str)
        return super().serialize_result(obj, to_field_name) | {"text": in_words(obj)}


class PortalAdminSite(AdminSite):
    """The staff's side of the portal."""

    site_title = _("Digital Government Awards, staff")
    site_header = _("Digital Government Awards, staff")
    index_title = _("What needs doing")
    empty_value_display = EMPTY

    def get_urls(self):
        """The admin's addresses, and the one that tells how a date is read.

        Without the one that leads from any row to its public page: it asks nobody's permission.
        """
        urls = [each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"]
        return [path("read-date/", self.admin_view(self.read_date), name="read_date"), *urls]

    def admin_view(self, view, cacheable=False):
        """The view for staff only, in no cache; what no database can look for is answered 400.

        What somebody may not see answers as what does not exist; what they may see but not do, with a reason.
        """
        guarded = super().admin_view(view)

        def answered(request, *args, **kwargs):
            asked = [*request.GET, *(value for _key, values in request.GET.lists() for value in values)]
            if any("\0" in text for text in [request.path_info, *asked]):
                raise BadRequest("A NUL character in the address.")
            try:
                return guarded(request, *args, **kwargs)
            except OverflowError:
                raise BadRequest("A number beyond any key.") from None
            except PermissionDenied as refusal:
                if refusal.args:
                    raise
                raise Http404 from None

        return answered

    @no_append_slash
    def catch_all_view(self, request, url):
        """No page; adding the slash that is missing would tell which pages there are."""
        raise Http404

    def password_change(self, request, extra_context=None):
        """One's own password, whose change is noted."""
        with noting_password(request.user, by=request.user):
            return super().password_change(request, extra_context)

    def autocomplete_view(self, request):
        """Suggestions for the boxes that complete what is typed."""
        return TellingAutocomplete.as_view(admin_site=self)(request)

    def read_date(self, request):
        """How a date, year or time was read (GET: value, and its kind): its text, and whether it was read."""
        try:
            answer = {"read": True, "text": forms.echo(request.GET.get("value", ""), request.GET.get("kind"))}
        except ValidationError as refusal:
            answer = {"read": False, "text": " ".join(refusal.messages)}
        return JsonResponse(answer)

    def each_context(self, request):
        """What every page of the admin needs, with its own address in the other language."""
        other = next(code for code, _name in settings.LANGUAGES if code != get_language())
        return super().each_context(request) | {
            "other_language": other,
            "other_language_url": translate_url(request.get_full_path(), other),
        }
