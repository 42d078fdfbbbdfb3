"""What all tests share."""

import pytest


@pytest.fixture(autouse=True)
def private_files_of_its_own(settings, tmp_path):
    """No test writes into the folder of somebody's real uploads."""
    settings.MEDIA_ROOT = tmp_path / "private"
