"""Agencies are found by any part of any name."""

from django.db import migrations

from awardsportal.trigrams import any_part_of


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]

    operations = [
        any_part_of("agencies_agency", "fold_th", "fold_en"),
        any_part_of("agencies_agencyname", "fold"),
    ]
