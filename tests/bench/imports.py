"""How long imports take: ours, the stock import of django-import-export, and COPY of the same rows.

python -m tests.bench.imports makes its own database, on SQLite or on what DATABASE_URL names; COPY needs
PostgreSQL. Each is run on the same sheet of winners, with history.
"""

import os
import resource
import subprocess
import sys
from time import perf_counter

AGENCIES = 2000
HEADINGS = [
    "ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน", "อันดับ", "คะแนน", "แหล่งที่มา", "ผู้แทนรับรางวัล",
]  # fmt: skip


def fill():
    """The agencies and the award that the sheet names."""
    from agencies.models import Agency
    from awards.models import Award

    names = [(f"bench-{n}", f"กรมทดสอบหมายเลข {n}") for n in range(AGENCIES)]
    Agency.objects.bulk_create([Agency(code=code, name_th=name, kind="DEPARTMENT") for code, name in names])
    Award.objects.create(code="bench", name_th="รางวัลทดสอบ")


def sheet(rows):
    """A sheet of so many winners, no two of the same agency in a category, as Excel saves it in Thailand."""
    lines = [",".join(HEADINGS)]
    for n in range(rows):
        category, agency = divmod(n, AGENCIES)
        cells = [2569, f"ประเภทที่ {category}", "bench", "กรม", f"กรมทดสอบหมายเลข {agency}"]
        lines.append(
            ",".join(
                map(str, [*cells, agency % 50 + 1, n * 37 % 10000 / 100, f"มติ {n}", f"นายสมชาย {n % 1000}"])
            )
        )
    return "\r\n".join(lines).encode("cp874")


def timed(work, *arguments, **options):
    """What some work gave, and the seconds it took."""
    start = perf_counter()
    given = work(*arguments, **options)
    return given, perf_counter() - start


def ours(rows):
    """The seconds of our preview and of our confirming, in this order."""
    from django.core.files.base import ContentFile

    from awards.models import Winner
    from awards.sheets.winners import WinnerResource
    from awardsportal.spreadsheets import importing

    record = importing.receive(ContentFile(sheet(rows), "bench.csv"), resource_class=WinnerResource, by=None)
    promise, preview = timed(lambda: importing.preview(record, WinnerResource).outcome.promise)
    _record, confirm = timed(importing.confirm, record, WinnerResource, by=None, promise=promise)
    assert Winner.objects.count() == Winner.history.count() == rows
    return preview, confirm


def stock(rows):
    """The seconds of django-import-export's own import of the same rows: validated, and with history."""
    import tablib
    from import_export.fields import Field
    from import_export.resources import ModelResource
    from import_export.widgets import ForeignKeyWidget

    from agencies.models import Agency
    from awards.models import Award, Category, Ceremony, Winner

    class StockResource(ModelResource):
        category = Field("category", "ประเภทรางวัล", ForeignKeyWidget(Category, "title_th"))
        agency = Field("agency", "หน่วยงาน", ForeignKeyWidget(Agency, "name_th"))
        rank, score = Field("rank", "อันดับ"), Field("score", "คะแนน")
        source, received_by = Field("source", "แหล่งที่มา"), Field("received_by", "ผู้แทนรับรางวัล")

        class Meta:
            model = Winner
            fields = ("category", "agency", "rank", "score", "source", "received_by")
            import_id_fields = ("category", "agency")
            clean_model_instances = True

    ceremony = Ceremony.objects.create(slug="2026", year=2026, name_th="2569")
    award = Award.objects.get()
    for n in range(rows // AGENCIES + 1):
        Category.objects.create(ceremony=ceremony, award=award, title_th=f"ประเภทที่ {n}", level="DEPARTMENT")
    dataset = tablib.Dataset().load(sheet(rows).decode("cp874"), format="csv")
    result, seconds = timed(
        StockResource().import_data, dataset, use_transactions=True, rollback_on_validation_errors=True
    )
    assert not result.has_errors()
    assert not result.has_validation_errors()
    assert Winner.objects.count() == Winner.history.count() == rows
    return [seconds]


def copy(rows):
    """The seconds that PostgreSQL takes to COPY the winners and their versions, as our import leaves them."""
    from django.db import connection

    from awards.models import Winner

    ours(rows)
    seconds = 0.0
    with connection.cursor() as cursor:
        for model in (Winner, Winner.history.model):
            fields = model._meta.concrete_fields
            stored = list(model._base_manager.values_list(*(field.attname for field in fields)))
            cursor.execute(f"CREATE TABLE copied (LIKE {model._meta.db_table} INCLUDING ALL)")
            columns = ", ".join(f'"{field.column}"' for field in fields)

            def write(columns=columns, stored=stored):
                with cursor.copy(f"COPY copied ({columns}) FROM STDIN") as into:
                    for row in stored:
                        into.write_row(row)

            seconds += timed(write)[1]
            cursor.execute("DROP TABLE copied")
    return [seconds]


WORK = {"ours": ours, "stock": stock, "copy": copy}


def measure(name, rows):
    """Run one of the ways in a process and a database of its own; the seconds, and its peak memory in MB."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.imports", name, str(rows)],
        check=True,
        capture_output=True,
        text=True,
    )
    *seconds, memory = map(float, done.stdout.split()[-3:] if name == "ours" else done.stdout.split()[-2:])
    return seconds, memory


def alone(name, rows):
    """One way in this process, in a database of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "awardsportal.settings")
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        fill()
        print(*WORK[name](rows), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    finally:
        teardown_databases(databases, verbosity=0)


def table(few=5_000, many=99_999):
    """Print the table."""
    (preview, confirm), _memory = measure("ours", few)
    (stocks,), _memory = measure("stock", few)
    print(f"Import of {few:,} winners: preview {preview:.1f} s, saving {confirm:.1f} s")
    print(f"  the stock import {stocks:.1f} s: {stocks / confirm:.1f} times as long as saving")
    (preview, confirm_many), memory = measure("ours", many)
    print(
        f"Import of {many:,} winners: preview {preview:.1f} s, saving {confirm_many:.1f} s, {memory:.0f} MB"
    )
    print(f"  a row takes {confirm_many / many / (confirm / few):.2f} times what it does among {few:,}")
    if "postgres" in os.environ.get("DATABASE_URL", ""):
        (copied,), _memory = measure("copy", many)
        print(
            f"  COPY of rows and versions {copied:.1f} s: saving takes {confirm_many / copied:.1f} times that"
        )


if __name__ == "__main__":
    alone(sys.argv[1], int(sys.argv[2])) if len(sys.argv) > 1 else table()
