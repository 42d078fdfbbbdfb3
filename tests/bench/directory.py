"""How long pages of the directory take among 36,000 agencies, each as a ratio to the page of one agency.

python -m tests.bench.directory makes its own database, on SQLite or on what DATABASE_URL names.
"""

import os
import sys
from itertools import cycle, islice, product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

AGENCIES, ROUNDS = 36_000, 7
TITLES = ("โรงเรียน", "องค์การบริหารส่วนตำบล", "เทศบาลตำบล", "สำนักงาน", "กองทุน", "")
SYLLABLES = ("บาง", "หนอง", "ทุ่ง", "แก้ว", "ใหญ่", "คลอง", "ไผ่", "แม่", "โพธิ์", "ศรี", "เขา", "หิน", "ท่า", "นา")
SYLLABLES += ("วัง", "ไทร", "เหนือ", "กลาง", "ดอน")
PAGES = {
    "first page": "",
    "page 700": "page=700",
    "a kind": "kind=SAO",
    "a kind, page 100": "kind=SAO&page=100",
    "a ministry": "ministry=mof",
    "a province": "province=50",
    "a letter": "letter=ส",
    "a letter, page 50": "letter=ส&page=50",
    "a name": "q=บางหนอง",
    "a frequent word, page 50": "q=โรงเรียน&page=50",
    "no such name": "q=xyzxyz",
    "most awards first": "order=awards",
    "most awards first, page 700": "order=awards&page=700",
}
ENGLISH_TITLES = ("School", "", "Municipality")
IN_ENGLISH = {
    "first page": "",
    "page 700": "page=700",
    "a kind, page 100": "kind=SAO&page=100",
    "a province": "province=50",
    "a letter, page 50": "letter=S&page=50",
    "names in Thai, page 50": "letter=ก–ฮ&page=50",
    "a frequent word, page 50": "q=School&page=50",
    "most awards first, page 700": "order=awards&page=700",
}


def fill():
    """Load the editions of the fixtures, and make the number of agencies full."""
    from django.core.management import call_command
    from django.db import connection

    from agencies.models import Agency, Kind, Province
    from awards.management.commands.demo import FIXTURES

    call_command("loaddata", *FIXTURES, verbosity=0)
    missing = AGENCIES - Agency.objects.count()
    kinds = cycle(kind for kind in Kind.values if kind != Kind.MINISTRY)
    provinces = cycle(Province.objects.all())
    parents = cycle(Agency.objects.ministries())
    english = cycle(ENGLISH_TITLES)
    names = islice(map("".join, product(TITLES, SYLLABLES, SYLLABLES, SYLLABLES)), missing)
    Agency.objects.bulk_create(
        (
            Agency(
                code=f"bench-{number}",
                name_th=f"{name} {number}",
                name_en=f"{title} {number}" if (title := next(english)) else "",
                kind=next(kinds),
                province=next(provinces),
                parent=next(parents),
            )
            for number, name in enumerate(names)
        ),
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        # As PostgreSQL does by itself in time.
        cursor.execute("VACUUM")
        cursor.execute("ANALYZE")


def seconds(address):
    """The median time that an address takes to answer."""
    from django.test import Client

    client, times = Client(), []
    for _round in range(ROUNDS + 1):
        start = perf_counter()
        assert client.get(address).status_code == 200
        times.append(perf_counter() - start)
    return median(times[1:])


def ratios():
    """Each kind of page with its ratio to the page of one agency."""
    fill()
    one = seconds("/agencies/bench-1/")
    addresses = {page: f"/agencies/?{query}" for page, query in PAGES.items()}
    addresses |= {f"in English, {page}": f"/en/agencies/?{query}" for page, query in IN_ENGLISH.items()}
    return {page: seconds(address) / one for page, address in addresses.items()}


def main():
    """Print the ratios, measured in a database of their own."""
    import django
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    # As a developer runs it: neither secrets nor collected files are needed.
    os.environ.update(DJANGO_SETTINGS_MODULE="awardsportal.settings", DEBUG="1")
    django.setup()
    setup_test_environment(debug=False)
    with TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "bench.sqlite3")
        databases = setup_databases(verbosity=0, interactive=False)
        for page, ratio in ratios().items():
            sys.stdout.write(f"{page:<40} {ratio:>5.1f} times the page of one agency\n")
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
