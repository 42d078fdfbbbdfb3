"""The admin of agencies, their names then and now, and the provinces."""

from agencies.admin import agencies, provinces, successions

__all__ = ["agencies", "provinces", "successions"]
