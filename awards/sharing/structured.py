"""What a page says in the words of schema.org; `absolute` puts the host in front of an address."""

import json

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from agencies.models import NameKind
from awards.naming import agency_named, recipient_named
from awardsportal.shown import page_language, plain, year

# So that no name ends the element, or begins a comment in it.
ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}
# Of a longer list search engines read no more; its number says how long it is.
LISTED = 50


def script(*things):
    """The element that says it to machines; browsers run nothing of it."""
    said = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)
    return SafeString(f'<script type="application/ld+json">{text}</script>')


def known(thing):
    """The thing without what is not known of it."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}


def portal(absolute):
    """The portal, as the whole that pages are part of."""
    home = absolute(reverse("awards:home"))
    return {"@type": "WebSite", "@id": f"{home}#site", "name": _("Digital Government Awards"), "url": home}


def publisher():
    """Who gives the awards and publishes them here."""
    name = _("Digital Government Development Agency (Public Organization)")
    return {"@type": "GovernmentOrganization", "name": name}


def website(absolute):
    """The portal, and how it is searched."""
    search = absolute(reverse("awards:search")) + "?q={search_term_string}"
    return portal(absolute) | {
        "inLanguage": page_language(),
        "publisher": publisher(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }


def page(kind, name, description, address, absolute):
    """A page of some kind: a WebPage, or one of its subtypes."""
    return {
        "@type": kind,
        "@id": absolute(address),
        "url": absolute(address),
        "name": name,
        "description": description,
        "inLanguage": page_language(),
        "isPartOf": portal(absolute),
    }


def event(ceremony, absolute):
    """A ceremony; where only its year is known, it was held some time in it."""
    place = {"@type": "Place", "name": plain(ceremony, "venue"), "address": {"@type": "PostalAddress"}}
    place["address"]["addressCountry"] = "TH"
    return known(
        {
            "@type": "Event",
            "@id": absolute(ceremony.get_absolute_url()),
            "url": absolute(ceremony.get_absolute_url()),
            "name": plain(ceremony, "name"),
            "startDate": str(ceremony.held_on or ceremony.year),
            "eventStatus": "https://schema.org/EventScheduled",
            "location": place if ceremony.venue_th else None,
            "organizer": organization(ceremony.organiser, absolute) if ceremony.organiser else None,
            "image": absolute(reverse("awards:ceremony_picture", args=[ceremony.slug])),
        }
    )


def organization(agency, absolute, name=None):
    """An agency, under its name of today unless another is given."""
    address = absolute(agency.get_absolute_url())
    name = name or plain(agency, "name")
    return {"@type": "GovernmentOrganization", "@id": address, "name": name, "url": address}


def whole_organization(agency, absolute):
    """An agency, with its other names and what it belongs to."""
    names = [agency.name_th, agency.name_en, *(name.name for name in shown_names(agency))]
    others = [name for name in dict.fromkeys(names) if name not in ("", plain(agency, "name"))]
    return known(
        organization(agency, absolute)
        | {
            "alternateName": others,
            "sameAs": agency.website,
            "parentOrganization": organization(agency.parent, absolute) if agency.parent else None,
            "dissolutionDate": str(agency.dissolved_on or ""),
        }
    )


def shown_names(agency):
    """The other names that the page of an agency shows: abbreviations and former ones."""
    return [name for name in agency.names.all() if name.kind == NameKind.ABBREVIATION or name.is_former]


def laureate(winner, absolute):
    """Who won; of a person whose name was removed the agency alone, and no award that was withdrawn."""
    agency = organization(winner.agency, absolute, plain(*agency_named(winner)))
    award = "" if winner.withdrawn_at else prize(winner)
    if not winner.person_th:
        return known(agency | {"award": award})
    if winner.anonymised_at:
        return agency
    return known(
        {
            "@type": "Person",
            "name": plain(winner, "person"),
            "jobTitle": plain(winner, "position"),
            "affiliation": agency,
            "award": award,
        }
    )


def prize(winner):
    """What was won and when, in words."""
    return f"{plain(winner.category, 'title')} {year(winner.category.ceremony.year)}"


def page_of_win(winner, absolute):
    """The page of a win."""
    ceremony = winner.category.ceremony
    return {
        "@type": "WebPage",
        "@id": absolute(winner.get_absolute_url()),
        "url": absolute(winner.get_absolute_url()),
        "name": f"{plain(*recipient_named(winner))} · {prize(winner)}",
        "inLanguage": page_language(),
        "datePublished": ceremony.release_at.isoformat(),
        "primaryImageOfPage": absolute(reverse("awards:winner_picture", args=[winner.ref])),
        "about": laureate(winner, absolute),
    }


def dataset(name, description, address, absolute, years, files):
    """A set of data about some years (CE), in files as (title, address), all CSV."""
    span = f"{min(years)}/{max(years)}" if years else None
    downloads = [
        {"@type": "DataDownload", "name": title, "encodingFormat": "text/csv", "contentUrl": absolute(file)}
        for title, file in files
    ]
    return known(
        page("Dataset", name, description, address, absolute)
        | {
            "creator": publisher(),
            "isAccessibleForFree": True,
            "temporalCoverage": span,
            "distribution": downloads,
        }
    )


def item_list(name, named, absolute, total=None):
    """A list of things with their names, as (thing, name)."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "url": absolute(thing.get_absolute_url())}
        for place, (thing, name) in enumerate(named[:LISTED], 1)
    ]
    total = len(named) if total is None else total
    return {"@type": "ItemList", "name": name, "numberOfItems": total, "itemListElement": items}


def trail(steps, absolute):
    """The way from the front page to a page, as (name, address)."""
    steps = [(_("Digital Government Awards"), reverse("awards:home")), *steps]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(address)}
        for place, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
