"""The sample spreadsheets that the help links to."""

from django.conf import settings


def samples_of(kind):
    """The samples of a kind of import, as paths by file name."""
    folder = settings.BASE_DIR / "fixtures" / "samples"
    return {path.name: path for path in sorted(folder.glob(f"{kind}-*"))}
