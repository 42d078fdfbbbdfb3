"""Winners are found by any part of the agency's name as announced; persons have an index to themselves."""

from django.db import migrations

from awardsportal.trigrams import any_part_of


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_initial")]

    operations = [any_part_of("awards_winner", "agency_fold")]
