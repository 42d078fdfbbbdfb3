"""The portal's addresses: Thai at /, English at /en/, the same otherwise."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from awardsportal import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("awards.file_urls")),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("agencies/", include("agencies.urls")),
        path("", include("awards.urls")),
        prefix_default_language=False,
    ),
]
