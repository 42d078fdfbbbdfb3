"""Who gets which answer from which view: asked of the portal, to be compared with access.txt."""

from datetime import timedelta

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.template import Origin
from django.template.loaders.base import Loader
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from agencies import merging
from agencies.models import Agency, Merge, Province
from agencies.resources import AgencyResource
from awards.models import Attachment, Award, Ceremony, Photo, PreviewLink, State, Winner
from awards.roles import ADMINISTRATOR, APPROVER, DATA_ENTRY, READER
from awards.sheets.findings import FindingResource
from awards.sheets.winners import WinnerResource
from awardsportal.audit.log import record
from awardsportal.audit.models import Event, What
from awardsportal.spreadsheets.models import SpreadsheetImport
from awardsportal.spreadsheets.samples import samples_of
from tests.factories import make_agency, make_award, make_province, make_user
from tests.project.canaries import Bundle
from tests.project.routes import ANY_OTHER, all_views
from tests.spreadsheets.imports import upload

# Somebody who is not signed in; staff without a role; and staff of each role.
COLUMNS = {
    "anonymous": None,
    "no-role": "",
    "entry": DATA_ENTRY,
    "approver": APPROVER,
    "administrator": ADMINISTRATOR,
    "reader": READER,
}
STATES = {
    "draft": (State.DRAFT, None),
    "review": (State.IN_REVIEW, None),
    "approved": (State.APPROVED, timedelta(hours=1)),
    "released": (State.APPROVED, timedelta(hours=-1)),
}
NO_PAGE = f"admin:{ANY_OTHER}"
QUERIES = {"admin:autocomplete": "?app_label=awards&model_name=winner&field_name=agency"}
RESOURCES = {"winner": WinnerResource, "finding": FindingResource, "agency": AgencyResource}


class World:
    """A ceremony in each state, and a row or more of everything else."""

    def __init__(self):
        self.staff = {column: make_user(role) for column, role in COLUMNS.items() if role is not None}
        entry, approver = self.staff["entry"], self.staff["approver"]
        known, silent, award = make_agency(), make_agency(), make_award()
        self.bundles = {
            state: Bundle(2020 + n, known=known, silent=silent, award=award) for n, state in enumerate(STATES)
        }
        for name, (state, ahead) in STATES.items():
            reviewed = {"sent_by": entry, "sent_at": timezone.now()} if state != State.DRAFT else {}
            approved = {"approved_by": approver, "approved_at": timezone.now()} if ahead else {}
            self.bundles[name].set(state, ahead and timezone.now() + ahead, **reviewed, **approved)
        self.link = PreviewLink.objects.create(
            ceremony=self.bundles["approved"].ceremony,
            name="ข่าว",
            made_by=approver,
            expires_at=timezone.now() + timedelta(hours=1),
        )
        gone, self.pair = make_agency(), [make_agency().pk, make_agency().pk]
        self.uploads = {model: uploaded(resource, by=entry) for model, resource in RESOURCES.items()}
        self.others = {
            User: entry,
            Group: Group.objects.get(name=READER),
            Agency: known,
            Award: award,
            Province: make_province(),
            Event: record(What.SIGNED_IN, by=entry),
            Merge: merging.merge(gone=gone, kept=known, by=entry),
            SpreadsheetImport: self.uploads["winner"],
        }

    def cases(self, model):
        """A row of the model by case: in a ceremony of each state, or the one that there is."""
        if model in self.others:
            return {"": self.others[model]}
        states = STATES if model is Ceremony else ("draft", "released")
        return {state: self.bundles[state].rows[model][0] for state in states}


def uploaded(resource, *, by):
    """The record of an upload that waits for its confirmation."""
    headings = [column.column_name for column in resource.fields.values()]
    return upload(resource, [headings, ["?"] * len(headings)], by=by)


def arguments(view, world):
    """What the address of a view is made of, by case; raises KeyError where nobody said."""
    if view in (special := special_arguments(world)):
        return special[view]
    try:
        reverse(view)
    except NoReverseMatch:
        return arguments_of_rows(view, world)
    return {"": []}


def arguments_of_rows(view, world):
    """The keys of the rows that a page of the admin is about, and of their version where it shows one."""
    names = {f"admin:{model._meta.app_label}_{model._meta.model_name}_": model for model in apps.get_models()}
    model = names[max((name for name in names if view.startswith(name)), key=len, default=view)]
    rows = world.cases(model)
    if view.endswith("_simple_history"):
        return {case: [row.pk, row.history.first().pk] for case, row in rows.items()}
    return {case: [row.pk] for case, row in rows.items()}


def special_arguments(world):
    """What the addresses are made of that take something else than the key of a row."""
    found = {
        NO_PAGE: {"": []},
        "admin:agencies_agency_merge": {"": world.pair},
        "admin:app_list": {
            label: [label] for label in ("auth", "audit", "agencies", "awards", "spreadsheets")
        },
        "agencies:agency": {"": [world.others[Agency].code]},
        "awards:agency_picture": {"": [world.others[Agency].code]},
        "awards:badge": {"": [world.others[Agency].code]},
        "awards:award": {"": [world.others[Award].code]},
        "awards:award_picture": {"": [world.others[Award].code]},
        "awards:statistics_svg": {"": ["awards"]},
        "awards:statistics_csv": {"": ["awards"]},
        "awards:press_ceremony": {"": [world.link.token]},
        "files:sitemap": {"": ["winners"]},
    }
    for model, record_ in world.uploads.items():
        app = "agencies" if model == "agency" else "awards"
        sample = next(iter(samples_of(record_.kind)), "none.csv")
        found[f"admin:{app}_{model}_import_sample"] = {"": [sample]}
        for page in ("preview", "marked", "result"):
            found[f"admin:{app}_{model}_import_{page}"] = {"": [record_.pk]}
    for case, bundle in world.bundles.items():
        for view, asked in below(bundle, world.link).items():
            found.setdefault(view, {})[case] = asked
    return found


def below(bundle, link):
    """What the addresses are made of at which a ceremony, its winner and their files are."""
    ceremony, winner = bundle.ceremony, bundle.rows[Winner][0]
    (of_winner, of_ceremony), (pdf_of_winner, pdf_of_ceremony) = bundle.rows[Photo], bundle.rows[Attachment]
    return {
        "awards:ceremony": [ceremony.slug],
        "awards:ceremony_picture": [ceremony.slug],
        "awards:ceremony_feed": [ceremony.slug],
        "awards:winner": [winner.ref],
        "awards:winner_picture": [winner.ref],
        "awards:press_winner": [link.token, winner.ref],
        "awards:press_photo": [link.token, of_ceremony.key, of_ceremony.width],
        "awards:press_attachment": [link.token, pdf_of_ceremony.key],
        "files:photo": [of_ceremony.key, of_ceremony.width],
        "files:attachment": [pdf_of_ceremony.key],
        "admin:awards_winner_preview": [ceremony.pk, winner.ref],
        "admin:awards_photo_preview": [ceremony.pk, of_ceremony.key, of_ceremony.width],
        "admin:awards_attachment_preview": [ceremony.pk, pdf_of_ceremony.key],
        "admin:awards_ceremony_photo": [ceremony.pk, of_ceremony.key, of_ceremony.width],
        "admin:awards_ceremony_attachment": [ceremony.pk, pdf_of_ceremony.key],
        "admin:awards_ceremony_correct_photo": [ceremony.pk, of_ceremony.key],
        "admin:awards_ceremony_correct_attachment": [ceremony.pk, pdf_of_ceremony.key],
        "admin:awards_winner_photo": [winner.pk, of_winner.key, of_winner.width],
        "admin:awards_winner_attachment": [winner.pk, pdf_of_winner.key],
        "admin:awards_winner_correct_photo": [winner.pk, of_winner.key],
        "admin:awards_winner_correct_attachment": [winner.pk, pdf_of_winner.key],
        "admin:awards_winner_reinstate": [bundle.rows[Winner][-1].pk],
    }


class Blank(Loader):
    """Pages with nothing on them: who gets one is asked here, and drawing them would take minutes."""

    def get_template_sources(self, template_name):
        """Every template is there."""
        yield Origin(name=template_name, template_name=template_name, loader=self)

    def get_contents(self, origin):
        """And empty."""
        return ""


UNDRAWN = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "OPTIONS": {"loaders": [f"{__name__}.Blank"]},
}


def table(world):
    """A line for each view and case: what each column gets to see, and if it differs to send."""
    with override_settings(TEMPLATES=[UNDRAWN]):
        return list(lines(world))


def lines(world):
    """The lines of the table."""
    browsers = clients(world).values()
    for view in all_views():
        try:
            cases = arguments(view, world)
        except KeyError:
            yield f"{view}: nobody says what its address is made of, see special_arguments()"
            continue
        for case, asked in cases.items():
            address = "/admin/nothing/" if view == NO_PAGE else reverse(view, args=asked)
            address += QUERIES.get(view, "")
            cells = "".join(f"{cell(client, address):<14}" for client in browsers)
            yield f"{view:<50}{case or '-':<14}{cells}".rstrip()


def cell(client, address):
    """What seeing and sending lead to, as 200/302; said once where it is the same."""
    return "/".join(dict.fromkeys([answer(client, "get", address), answer(client, "post", address)]))


def answer(client, method, address):
    """The status; "login" where the way leads there. Whatever was done is undone."""
    cookies, before = client.cookies.copy(), transaction.savepoint()
    response = getattr(client, method)(address)
    response.getvalue()
    transaction.savepoint_rollback(before)
    client.cookies = cookies
    to_login = response.status_code == 302 and response.url.startswith(reverse("admin:login"))
    return "login" if to_login else str(response.status_code)


def clients(world):
    """A browser for each column."""
    found = {column: Client(raise_request_exception=False) for column in COLUMNS}
    for column, user in world.staff.items():
        found[column].force_login(user)
    return found
