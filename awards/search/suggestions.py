"""What somebody who is still typing may mean: agencies, awards, ceremonies, and persons who won."""

from operator import itemgetter

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import Agency, AgencyName
from agencies.readings import wordings
from awards.models import Winner
from awards.models.winners import NAME_REMOVED, stands
from awards.search.programme import Programme
from awards.search.search import Search
from awardsportal.fields import some_of_either
from awardsportal.shown import language_of, page_language, plain
from awardsportal.thai.dates import ce_to_be, years_among
from awardsportal.thai.persons import split_person
from awardsportal.thai.text import fold

FEWEST_LETTERS, MOST = 2, 8
# So many names of a column are looked at that begin so, and so many that have it anywhere.
NAMES = 300


def suggestions(words):
    """What is called so, what begins so, then what has it in a name, each with the shortest names first."""
    beside, years = years_among(words)
    words = words if beside or not years else str(years[0])
    typed = [wording for wording in wordings(words) if len(wording) >= FEWEST_LETTERS]
    if not typed:
        return []
    programme, person = Programme(), fold("".join(split_person(words)[1:]))
    found = [*awards(programme, typed), *ceremonies(programme, typed), *agencies(typed), *persons(person)]
    return [suggestion for _far, suggestion in sorted(found, key=itemgetter(0))[:MOST]]


def awards(programme, typed):
    """The awards that were given, by their names and by their titles of each year."""
    titled = [(each.award, each) for each in programme.categories.values()]
    named = [(award, fold(name)) for award, each in titled for name in (award.name_th, award.name_en)]
    named += [(award, fold(title)) for award, each in titled for title in (each.title_th, each.title_en)]
    return [(far, told(award, "name", _("Award"))) for far, award in nearest(named, typed)]


def ceremonies(programme, typed):
    """The released ceremonies, by their names and by their years in both eras."""
    named = [
        (each, fold(name))
        for each in programme.ceremonies
        for name in (each.name_th, each.name_en, str(each.year), str(ce_to_be(each.year)))
    ]
    return [(far, told(ceremony, "name", _("Ceremony"))) for far, ceremony in nearest(named, typed)]


def agencies(typed):
    """The agencies, by all their names then and now."""
    columns = (Agency, "pk", "fold_th"), (Agency, "pk", "fold_en"), (AgencyName, "agency", "fold")
    first, *others = (
        some_names(model, Q.create([(f"{column}__{has}", text) for text in typed], Q.OR), key, column)
        for model, key, column in columns
        for has in ("startswith", "contains")
    )
    found = nearest(sorted(first.union(*others)), typed)
    known = Agency.objects.in_bulk([key for _far, key in found])
    return [(far, told(known[key], "name", _("Agency"))) for far, key in found if key in known]


def some_names(model, condition, *columns):
    """Some of the rows that fit, in no order, as a part of a union."""
    some = model.objects.filter(condition).order_by().values("pk")[:NAMES]
    return model.objects.filter(pk__in=some).order_by().values_list(*columns)


def persons(typed):
    """The persons who won, by their names without titles; one who won more than once leads to all of it."""
    if len(typed) < FEWEST_LETTERS:
        return []
    # Few winners are persons: they have an index to themselves, which says all that is asked first.
    persons = Winner.objects.published().exclude(person_fold="")
    has = Q(person_fold__startswith=typed), Q(person_fold__contains=typed)
    standing = some_of_either(persons, has, NAMES).filter(stands(), anonymised_at=None)
    wins, named = {}, []
    for row in standing.values("ref", "person_key", *NAME_REMOVED):
        winner, key = Winner(**row), row["person_key"]
        wins.setdefault(key, []).append(winner)
        named += [(key, key), (key, fold(winner.person_given_en + winner.person_family_en))]
    return [(far, told_person(wins[key])) for far, key in nearest(named, [typed])]


def told_person(wins):
    """The person of these wins as a suggestion."""
    suggestion = told(wins[0], "person", _("Person"))
    if len(wins) > 1:
        suggestion["address"] = reverse("awards:search") + Search(words=suggestion["name"]).address()
    return suggestion


def nearest(named, typed):
    """The things with what was typed in a folded name of theirs, the nearest first, with how far each is."""
    found = {}
    for thing, name in named:
        if has := [(name != text) + (not name.startswith(text)) for text in typed if text in name]:
            far = (min(has), len(name), name)
            found[thing] = min(far, found.get(thing, far))
    return sorted(((far, thing) for thing, far in found.items()), key=itemgetter(0))[:MOST]


def told(thing, field, kind):
    """Something as a suggestion; its language is said where the page has another."""
    language = language_of(thing, field)
    suggestion = {"name": plain(thing, field), "kind": kind, "address": thing.get_absolute_url()}
    return suggestion if language == page_language() else suggestion | {"lang": language}
