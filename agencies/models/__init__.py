"""Who can win: agencies, their names then and now, and what became of them."""

from agencies.models.agencies import Agency, Kind, Province, validate_code
from agencies.models.merges import DistinctPair, Merge
from agencies.models.names import AgencyName, How, NameKind, Succession

__all__ = [
    "Agency",
    "AgencyName",
    "DistinctPair",
    "How",
    "Kind",
    "Merge",
    "NameKind",
    "Province",
    "Succession",
    "validate_code",
]
