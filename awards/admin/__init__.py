"""Ceremonies, awards, winners and surveys in the admin."""

from awards.admin import ceremonies, surveys, winners

__all__ = ["ceremonies", "surveys", "winners"]
