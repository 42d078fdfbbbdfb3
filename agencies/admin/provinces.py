"""The provinces in the admin."""

from django.contrib import admin

from agencies.models import Province
from awardsportal.staff.model_admin import PortalModelAdmin, ReadOnly


@admin.register(Province)
class ProvinceAdmin(ReadOnly, PortalModelAdmin):
    """The provinces, which nobody changes."""

    list_display = ["name_th", "name_en", "code", "abbreviation_th", "abbreviation_en"]
    search_fields = ["name_th", "name_en", "abbreviation_th", "abbreviation_en"]
