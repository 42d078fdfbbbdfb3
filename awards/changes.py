"""When what the public sees last changed."""

from django.db.models import OuterRef, Subquery

from awards.models import Correction


def latest(rows, moment):
    """The latest moment among rows about the row at hand."""
    return Subquery(rows.order_by(f"-{moment}").values(moment)[:1])


def corrected(thing):
    """When the ceremony or winner at hand was last put right."""
    return latest(Correction.objects.filter(**{thing: OuterRef("pk")}), "corrected_at")


def latest_of(*moments):
    """The latest of some moments, of which any may be unknown."""
    return max(filter(None, moments), default=None)
