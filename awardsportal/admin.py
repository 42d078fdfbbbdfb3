"""Staff accounts and roles in the admin."""

# Imported first, so that what these register can be put aside.
import axes.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from awardsportal.audit.accounts import note_account, noting_password
from awardsportal.staff.model_admin import PortalModelAdmin, ReadOnly, column_in_words
from awardsportal.staff.stale import StaleGuard

# Lock-outs end by themselves, and the pages of axes show times in the Common Era only.
for model in (User, Group, AccessAttempt, AccessFailureLog, AccessLog):
    if admin.site.is_registered(model):
        admin.site.unregister(model)

# Django keeps the names of these in the database, in English.
ALLOWED = {
    "add": _("Can add: %(things)s"),
    "change": _("Can change: %(things)s"),
    "delete": _("Can delete: %(things)s"),
    "view": _("Can view: %(things)s"),
}


def permission_in_words(permission):
    """What the permission allows, in the language of the page."""
    action, _underscore, name = permission.codename.partition("_")
    model = permission.content_type.model_class()
    if model is None:
        return permission.name
    if action in ALLOWED and name == model._meta.model_name:
        return ALLOWED[action] % {"things": model._meta.verbose_name_plural}
    # A model's own permissions are kept in the language in which they were made.
    return str(dict(model._meta.permissions).get(permission.codename, permission.name))


class AccountForm(StaleGuard, UserChangeForm):
    """A staff account."""


@admin.register(User)
class AccountAdmin(PortalModelAdmin, UserAdmin):
    """Staff accounts, which may do what their roles may."""

    form = AccountForm
    list_display = [
        "username",
        "first_name",
        "last_name",
        "email",
        "roles",
        column_in_words(User, "is_active"),
    ]
    list_filter = ["is_active", "groups"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    filter_horizontal = []

    def get_queryset(self, request):
        """The accounts with their roles."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request, obj=None):
        """The fields, with the dates as columns, for nobody types them."""
        fieldsets = super().get_fieldsets(request, obj)
        for _heading, options in fieldsets:
            options["fields"] = [
                self.readable(name) if name in ("last_login", "date_joined") else name
                for name in options["fields"]
            ]
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        """The dates; and only a superuser makes superusers."""
        dates = [self.readable("last_login"), self.readable("date_joined")]
        return dates if request.user.is_superuser else [*dates, "is_superuser"]

    def has_change_permission(self, request, obj=None):
        """Who may change accounts: a superuser's only a superuser."""
        return super().has_change_permission(request, obj) and may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Nobody: the history names accounts, so one that is no longer used is made inactive."""
        return False

    def save_related(self, request, form, formsets, change):
        """Save the roles, and note what was changed."""
        super().save_related(request, form, formsets, change)
        note_account(form, by=request.user, is_new=not change)

    def user_change_password(self, request, id, form_url=""):  # noqa: A002
        """The password of an account, whose change is noted."""
        if (account := self.get_object(request, unquote(id))) is None:
            raise Http404
        with noting_password(account, by=request.user):
            return super().user_change_password(request, id, form_url)

    @admin.display(description=_("roles"))
    def roles(self, user):
        """The names of the account's roles."""
        return ", ".join(group.name for group in user.groups.all())


def may_touch(request, user):
    """Whether the one signed in may change this account."""
    return user is None or not user.is_superuser or request.user.is_superuser


@admin.register(Group)
class RoleAdmin(ReadOnly, PortalModelAdmin):
    """The roles and what each may do, to look at: the portal keeps them in step with its own table."""

    list_display = ["name"]
    fieldsets = [(None, {"fields": ["name", "allowed"]})]
    readonly_fields = ["name", "allowed"]

    @admin.display(description=_("what it may do"))
    def allowed(self, group):
        """What the role may do, one a line."""
        permissions = group.permissions.select_related("content_type")
        return "\n".join(permission_in_words(permission) for permission in permissions)
