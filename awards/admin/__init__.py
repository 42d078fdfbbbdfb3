"""Ceremonies, awards, winners and surveys in the admin."""

from awards.admin import ceremonies, corrections, surveys, winners

__all__ = ["ceremonies", "corrections", "surveys", "winners"]
