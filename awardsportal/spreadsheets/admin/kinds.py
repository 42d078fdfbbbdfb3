"""The kinds of imports, as the admins have them in which they are made."""

from django.contrib import admin

from .mixin import SpreadsheetMixin


def admins():
    """The admins in which spreadsheets are imported, by the kind of import."""
    registered = admin.site._registry.values()
    return {each.resource_class.kind: each for each in registered if isinstance(each, SpreadsheetMixin)}


def admin_of(kind):
    """The admin in which a kind of import is made, or None."""
    return admins().get(kind)


def kinds():
    """What each kind of import holds, in the language of the page."""
    return {kind: each.opts.verbose_name_plural for kind, each in admins().items()}


def may_import(request, kind):
    """Whether the user may make a kind of import, and so undo one."""
    home = admin_of(kind)
    return home is not None and home.has_spreadsheet_permission(request, "import")
