"""The staff roles and what each may do; groups are kept in step with this table after each migration."""

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connections
from django.db.models import Q

# The groups' names are what administrators see, so they are Thai in every language.
DATA_ENTRY = "ผู้บันทึกข้อมูล"
APPROVER = "ผู้อนุมัติ"
ADMINISTRATOR = "ผู้ดูแลระบบ"
READER = "ผู้อ่าน"

ENTERED = {
    "agencies": ["agency", "agencyname", "succession"],
    "awards": [
        "award",
        "category",
        "ceremony",
        "winner",
        "survey",
        "indicator",
        "finding",
        "photo",
        "attachment",
    ],
}
SEEN = {
    **ENTERED,
    "agencies": [*ENTERED["agencies"], "province", "merge"],
    "awards": [*ENTERED["awards"], "correction", "acceptance"],
    "spreadsheets": ["spreadsheetimport"],
}


def every(actions, models):
    """The permissions to do each action with each model, as app_label.codename."""
    return {f"{app}.{action}_{name}" for app, names in models.items() for name in names for action in actions}


SEEING = every(["view"], SEEN) | {
    "awards.preview_ceremony",
    "awards.export_winner",
    "awards.export_finding",
    "agencies.export_agency",
}
ENTERING = every(["add", "change", "delete"], ENTERED) | {
    "awards.import_winner",
    "awards.import_finding",
    "agencies.import_agency",
    "agencies.merge_agency",
    "awards.review_ceremony",
}
APPROVING = every(["view", "add", "change"], {"awards": ["previewlink"]}) | {
    "awards.approve_ceremony",
    "awards.correct_ceremony",
    "awards.anonymise_winner",
}
KEEPING_ACCOUNTS = every(["view", "add", "change", "delete"], {"auth": ["user", "group"]})
WATCHING = {"audit.view_event", "audit.export_event"}
ROLES = {
    DATA_ENTRY: SEEING | ENTERING,
    APPROVER: SEEING | APPROVING | WATCHING,
    ADMINISTRATOR: SEEING | WATCHING | KEEPING_ACCOUNTS,
    READER: SEEING | WATCHING,
}


def keep_groups_in_step(app_config, using, **kwargs):
    """Give each role's group exactly its permissions; runs after each migration."""
    if Group._meta.db_table not in connections[using].introspection.table_names():
        return
    for app in ("agencies", "awards", "spreadsheets", "audit", "auth"):
        create_permissions(app_config.apps.get_app_config(app), verbosity=0, using=using)
    for name, wanted in ROLES.items():
        group, _created = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(Permission.objects.using(using).filter(named(wanted)))


def named(permissions):
    """The condition that a permission is one of these app_label.codename."""
    condition = Q(pk__in=[])
    for permission in permissions:
        app, codename = permission.split(".")
        condition |= Q(content_type__app_label=app, codename=codename)
    return condition
