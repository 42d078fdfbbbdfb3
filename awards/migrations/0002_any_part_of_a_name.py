"""Winners are found by any part of their name as announced, or of the person's."""

from django.db import migrations

from awardsportal.trigrams import any_part_of


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_initial")]

    operations = [
        any_part_of("awards_winner", "agency_fold"),
        any_part_of("awards_winner", "person_fold", where="NOT (person_fold = '')"),
    ]
