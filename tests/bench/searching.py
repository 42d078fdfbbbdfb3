"""How long the search, the statistics and the front page take among 1,000,000 winners, beside a plain step.

python -m tests.bench.searching makes its own database, on SQLite or on what DATABASE_URL names.
"""

import gc
import os
import random
import re
import tempfile
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from tests.bench.invented import bodies

AGENCIES, WINNERS, YEARS, ROUNDS = 100_000, 1_000_000, range(2007, 2027), 3
# Of a thousand winners so many are persons.
PERSONS = 50
AT_ONCE = 50_000
GIVEN = """
สมชาย สมหญิง ประเสริฐ วิชัย รื่นวดี สุพจน์ อนุชา พรทิพย์ ณัฐพล กนกวรรณ ธนากร ปิยะดา วรวุฒิ ศิริพร
"""
FAMILY = """
ทอง ศรี สุข วงศ์ รัตน์ เจริญ มงคล พงษ์ กุล ธรรม พันธ์ ชัย จันทร์ แก้ว
"""
SHORT_KINDS = {"องค์การบริหารส่วนตำบล": "อบต.", "เทศบาลตำบล": "ทต.", "โรงเรียนบ้าน": "รร.บ้าน", "สำนักงาน": "สนง."}
# What people type: kinds of bodies, places, awards, persons, abbreviations, something with a slip.
LONG = """
เทศบาลตำบล|องค์การบริหารส่วนตำบล|โรงเรียนบ้าน|เทศบาล|โรงเรียน|สาธารณสุข|เชียงใหม่|นครราชสีมา|ภูเก็ต|จังหวัดตาก
บ้านหนองไผ่|หนองแดง|ท่าช้าง|ดอนตาล|บางปลา|คลองขวาง|แม่ไทร|เขาดำ|เกาะม้า|สระบัว|เทศบาลเมืองบึงทราย|โคกพลวง
ธรรมาภิบาลข้อมูล|ดิจิทัล|ข้อมูลเปิด|รางวัลที่ 7|สมชาย|รื่นวดี|สุพจน์ เจริญ|มงคลกุล|นายวิชัย|นางสาวศิริพร ทองสุข
อบต. หนองไผ่|โรงเรียนบ้านทุ่งแก้วเหนือ|สำนักงานสาธารณสุขอำเภอวังหิน|หนองไผ่ 2563|ไม่มีชื่อนี้|xyzxyz
"""
SHORT = """
กร|ดิ|บ|หน|ตา|xz|มา|ฮ|ท่|ซฮ|๙|อบ|ทต.
"""


def fill():
    """Load agencies and winners, each of a released ceremony."""
    from django.db import connection, transaction

    from agencies.models import Agency, AgencyName, Kind
    from awardsportal.bulk import insert

    ministries = [Agency(code=f"m-{n}", name_th=f"กระทรวงที่ {n}", kind=Kind.MINISTRY) for n in range(20)]
    with transaction.atomic():
        insert(Agency, ministries)
        agencies = [
            Agency(code=f"bench-{n}", name_th=name, kind=kind, parent=ministries[n % 20])
            for n, (name, kind) in enumerate(bodies(AGENCIES))
        ]
        insert(Agency, agencies)
        insert(AgencyName, [short_name(agency) for agency in agencies])
    categories = fill_categories()
    made = winners(agencies, categories)
    while some := list(islice(made, AT_ONCE)):
        with transaction.atomic():
            insert(type(some[0]), some)
    with connection.cursor() as cursor:
        # As PostgreSQL does by itself after a while.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def short_name(agency):
    """What people call an agency, more or less."""
    from agencies.models import AgencyName, NameKind

    name = agency.name_th
    for full, short in SHORT_KINDS.items():
        name = name.replace(full, short)
    return AgencyName(agency=agency, kind=NameKind.ALIAS, name=f"{name} {agency.pk}")


def fill_categories():
    """The categories of all ceremonies: ten awards at each, at one level or another."""
    from django.utils import timezone

    from awards.models import Award, Category, Ceremony, Level, State

    names = ["ธรรมาภิบาลข้อมูล", "รัฐบาลดิจิทัล", "ข้อมูลเปิด", *(f"รางวัลที่ {n}" for n in range(4, 11))]
    awards = [Award.objects.create(code=f"award-{n}", name_th=name) for n, name in enumerate(names)]
    found = []
    for year in YEARS:
        ceremony = Ceremony.objects.create(
            slug=str(year),
            year=year,
            name_th=f"รางวัลรัฐบาลดิจิทัล ประจำปี {year + 543}",
            state=State.APPROVED,
            release_at=timezone.now(),
        )
        for n, award in enumerate(awards):
            level = Level.values[n % 3]
            title = f"{award.name_th} {year + 543}"
            found.append(Category.objects.create(ceremony=ceremony, award=award, title_th=title, level=level))
    return found


def winners(agencies, categories):
    """The winners, one after another: agencies, and now and then a person."""
    from awards.models import Winner

    chance, given, family = random.Random(2563), GIVEN.split(), FAMILY.split()
    for number in range(WINNERS):
        # Each agency meets each category at most once.
        agency = agencies[number % AGENCIES]
        category = categories[(number // AGENCIES * 19 + number) % len(categories)]
        winner = Winner(category=category, agency=agency, agency_name_th=agency.name_th, order=number % 5000)
        if chance.randrange(1000) < PERSONS:
            winner.person_title_th = "นาย"
            winner.person_given_th = chance.choice(given)
            winner.person_family_th = chance.choice(family) + chance.choice(family)
        yield winner


def figures():
    """What was asked, how long each answer took, and how long a plain step."""
    from django.test import Client

    from agencies.models import Agency
    from awards.views.searching import answer

    client = Client()
    for _warm in range(3):
        client.get("/search/", {"q": "เทศบาล"})
    # As gunicorn's workers do when they have loaded all.
    gc.collect()
    gc.freeze()
    step = median(seconds(Agency.objects.get, code=f"bench-{n}") for n in range(200))
    for what, words in (("three letters and more", LONG), ("one or two letters", SHORT)):
        asked = [{"q": word} for word in re.split(r"[|\n]", words.strip())]
        for query in asked:
            # What is asked for the first time since the server started waits for its memory.
            answer(query)
        yield what, [seconds(answer, query) for query in asked * ROUNDS], step
        yield (
            "with the page around",
            [seconds(client.get, "/search/", query) for query in asked * ROUNDS],
            step,
        )
    for what, address in (("the statistics", "/statistics/"), ("the front page", "/")):
        yield what, [seconds(client.get, address) for _round in range(ROUNDS)], step


def seconds(action, *arguments, **options):
    """How long the action took."""
    start = perf_counter()
    action(*arguments, **options)
    return perf_counter() - start


def main():
    """Print the figures, measured in a database of their own."""
    import django
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    # As a developer runs it: neither secrets nor collected files are needed.
    os.environ.update(DJANGO_SETTINGS_MODULE="awardsportal.settings", DEBUG="1")
    django.setup()
    setup_test_environment(debug=False)
    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "bench.sqlite3")
        databases = setup_databases(verbosity=0, interactive=False)
        fill()
        for what, times, step in figures():
            half, most = (quantiles(times, n=20)[place] for place in (9, 18))
            told = f"p50 {half * 1000:>8,.1f} ms   p95 {most * 1000:>8,.1f} ms"
            print(f"{what:<24} {told} = {most / step:>8,.0f} lookups by code")
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
