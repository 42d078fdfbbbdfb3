"""How long it takes to recognise agencies among 100,000, each as a ratio to a plain step of the same run.

python -m tests.bench.recognising makes its own database, on SQLite or on what DATABASE_URL names.
"""

import os
import random
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.agencies import dirt
from tests.bench.invented import bodies

AGENCIES, MANY, FEW = 100_000, 10_000, 200
DAMAGES = [dirt.KINDS[kind] for kind in ("a typo", "two typos", "some marks lost")]


def fill():
    """Put the agencies into the database and return their names."""
    from django.db import connection

    from agencies.models import Agency

    made = list(bodies(AGENCIES))
    Agency.objects.bulk_create(
        (Agency(code=f"bench-{number}", name_th=name, kind=kind) for number, (name, kind) in enumerate(made)),
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [name for name, _kind in made]


def figures():
    """What was done, its seconds, and how many times as long as which plain step that is."""
    from agencies.matching import recognise
    from agencies.models import Agency

    names, chance = fill(), random.Random(2563)
    damaged = [chance.choice(DAMAGES)(name, chance) for name in chance.sample(names, 2 * MANY)]
    codes = [f"bench-{number}" for number in chance.sample(range(AGENCIES), FEW)]
    lookup = median(seconds(Agency.objects.get, code=code) for code in codes)
    table = seconds(list, Agency.objects.order_by().values_list())

    first = seconds(recognise, damaged.pop())
    yield "the first damaged name", first, first / table, "readings of the table"
    spaced = [name.replace("บ", "บ ") for name in chance.sample(names, FEW)]
    few = {"one name": chance.sample(names, FEW), "one with spaces": spaced, "one damaged": damaged[-FEW:]}
    for what, texts in few.items():
        taken = median(seconds(recognise, text) for text in texts)
        yield what, taken, taken / lookup, "lookups by code"
    for what, count in (("names", 0), ("names, half of them damaged", MANY // 2), ("damaged names", MANY)):
        # Each text is new, since the folds of those seen before are remembered.
        texts, damaged = damaged[:count] + chance.sample(names, MANY - count), damaged[count:]
        taken = seconds(recognise_all, texts)
        yield f"{MANY:,} {what}", taken, taken / table, "readings of the table"


def recognise_all(texts):
    """Recognise the texts with nothing read beforehand, as an import in a new process does."""
    from agencies.known import names_as_of
    from agencies.matching import Recogniser

    names_as_of.cache_clear()
    recogniser = Recogniser()
    for text in texts:
        recogniser.recognise(text)


def seconds(action, *arguments, **options):
    """How long the action took."""
    start = perf_counter()
    action(*arguments, **options)
    return perf_counter() - start


def main():
    """Print the figures, measured in a database of their own."""
    import django
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "awardsportal.settings")
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            # Tests have it in memory, which is not what anybody waits for.
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "bench.sqlite3")
        databases = setup_databases(verbosity=0, interactive=False)
        for what, taken, times, step in figures():
            print(f"{what:<36} {taken * 1000:>9,.1f} ms = {times:>6.1f} {step}")
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
