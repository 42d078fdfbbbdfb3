"""Events of the audit log, as pages show them."""

from django import template

from awardsportal.audit.words import in_words_of, who

register = template.Library()

for show in (who, in_words_of):
    register.filter(show)
