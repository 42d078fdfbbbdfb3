"""The public addresses that are the same in every language: files, and what search engines ask for."""

from django.urls import path

from awards.views import files, finding

app_name = "files"
urlpatterns = [
    path("photos/<slug:key>/<int:width>.webp", files.photo, name="photo"),
    path("attachments/<slug:key>.pdf", files.attachment, name="attachment"),
    *finding.urlpatterns,
]
