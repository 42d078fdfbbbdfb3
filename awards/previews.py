"""The pages of a ceremony before its release, for those who may see them."""

from dataclasses import dataclass

from awards.models import Ceremony
from awards.publishing import ceremony_of


@dataclass(frozen=True)
class Preview:
    """What somebody sees of an unreleased ceremony: all its pages and files stand below one address."""

    ceremony: Ceremony
    home: str

    def address_of(self, thing):
        """Where the ceremony, or a winner of it, is previewed; of other ceremonies their public address."""
        if ceremony_of(thing) != self.ceremony:
            return thing.get_absolute_url()
        return self.home if thing == self.ceremony else f"{self.home}winners/{thing.ref}/"
