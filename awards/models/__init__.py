"""Ceremonies, awards, winners and the survey behind them."""

from awards.models.categories import Award, Category, Form, Level, Mission, Recipient
from awards.models.ceremonies import Ceremony, State
from awards.models.media import Attachment, Photo
from awards.models.survey import Finding, Indicator, Survey
from awards.models.winners import Correction, Winner

__all__ = [
    "Attachment",
    "Award",
    "Category",
    "Ceremony",
    "Correction",
    "Finding",
    "Form",
    "Indicator",
    "Level",
    "Mission",
    "Photo",
    "Recipient",
    "State",
    "Survey",
    "Winner",
]
