"""Ceremonies, awards, winners and the survey behind them."""

from awards.models.categories import Award, Category, Form, Level, Mission, Recipient
from awards.models.ceremonies import Ceremony, State
from awards.models.corrections import Correction, CorrectionKind
from awards.models.media import Attachment, Photo
from awards.models.reviewing import Acceptance, PreviewLink
from awards.models.survey import Finding, Indicator, Survey
from awards.models.winners import Winner

__all__ = [
    "Acceptance",
    "Attachment",
    "Award",
    "Category",
    "Ceremony",
    "Correction",
    "CorrectionKind",
    "Finding",
    "Form",
    "Indicator",
    "Level",
    "Mission",
    "Photo",
    "PreviewLink",
    "Recipient",
    "State",
    "Survey",
    "Winner",
]
