"""The public addresses of photos and documents, which are the same in every language."""

from django.urls import path

from awards.views import files

app_name = "files"
urlpatterns = [
    path("photos/<slug:key>/<int:width>.webp", files.photo, name="photo"),
    path("attachments/<slug:key>.pdf", files.attachment, name="attachment"),
]
