"""Run on an installation: two people who enter data, and agencies and an award to enter."""

import django

django.setup()

from awards.roles import DATA_ENTRY  # noqa: E402
from tests.factories import make_agency, make_award, make_user  # noqa: E402
from tests.installation import PASSWORD  # noqa: E402

for username in ("first", "second"):
    make_user(DATA_ENTRY, username=username, password=PASSWORD)
make_award(code="dg")
make_award(code="person", recipient="PERSON")
for number in range(20):
    make_agency(f"กรมที่ลอง {number:02}", code=f"a-{number}")
