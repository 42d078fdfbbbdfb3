"""The views of the portal, as its URL configuration names them."""

from django.urls import URLResolver, get_resolver

# The admin's answer to every address that is none of its pages.
ANY_OTHER = "(any other)"


def all_views():
    """The name of each view, in order."""
    return list(names_below(get_resolver()))


def public_views():
    """The name of each view outside of the admin."""
    return [name for name in all_views() if not name.startswith("admin:")]


def names_below(resolver, spaces=()):
    """The names of the views below a resolver, each with its namespaces."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from names_below(each, (*spaces, each.namespace) if each.namespace else spaces)
        else:
            yield ":".join([*spaces, each.name or ANY_OTHER])
