"""The public addresses of the awards, and the front page."""

from django.urls import path

from awards.views import pages, press

app_name = "awards"
urlpatterns = [
    path("", pages.home, name="home"),
    path("ceremonies/", pages.ceremonies, name="ceremonies"),
    path("ceremonies/<slug:slug>/", pages.ceremony, name="ceremony"),
    path("awards/", pages.awards, name="awards"),
    path("awards/<slug:code>/", pages.award, name="award"),
    path("winners/<slug:ref>/", pages.winner, name="winner"),
    path("agencies/<slug:code>/badge.svg", pages.badge, name="badge"),
    path("search/", pages.search, name="search"),
    *press.urlpatterns,
]
