"""The public addresses of the awards, and the front page."""

from django.urls import path

from awards import views

app_name = "awards"
urlpatterns = [
    path("", views.home, name="home"),
    path("ceremonies/", views.ceremonies, name="ceremonies"),
    path("ceremonies/<slug:slug>/", views.ceremony, name="ceremony"),
    path("awards/", views.awards, name="awards"),
    path("awards/<slug:code>/", views.award, name="award"),
    path("winners/<slug:ref>/", views.winner, name="winner"),
    path("agencies/<slug:code>/badge.svg", views.badge, name="badge"),
    path("search/", views.search, name="search"),
]
