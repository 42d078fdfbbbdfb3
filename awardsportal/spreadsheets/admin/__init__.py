"""Imports in the admin."""

from .mixin import SpreadsheetMixin
from .records import SpreadsheetImportAdmin

__all__ = ["SpreadsheetImportAdmin", "SpreadsheetMixin"]
