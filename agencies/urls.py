"""The addresses of agencies, below /agencies/."""

from django.urls import path

from agencies import views

app_name = "agencies"
urlpatterns = [
    path("", views.agencies, name="agencies"),
    path("<slug:code>/", views.agency, name="agency"),
]
