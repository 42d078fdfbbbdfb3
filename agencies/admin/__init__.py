"""The admin of agencies, their names then and now, merged duplicates, and the provinces."""

from agencies.admin import agencies, merges, merging, provinces, successions

__all__ = ["agencies", "merges", "merging", "provinces", "successions"]
