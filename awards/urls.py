"""The public addresses of the awards, and the front page."""

from django.urls import path

from awards.views import corrections, feeds, pages, press, searching, sharing, statements, statistics

app_name = "awards"
urlpatterns = [
    path("", pages.home, name="home"),
    path("share.png", sharing.portal_picture, name="picture"),
    path("ceremonies/", pages.ceremonies, name="ceremonies"),
    path("ceremonies/<slug:slug>/", pages.ceremony, name="ceremony"),
    path("ceremonies/<slug:slug>/share.png", sharing.ceremony_picture, name="ceremony_picture"),
    path("ceremonies/<slug:slug>/feed/", feeds.one_ceremony, name="ceremony_feed"),
    path("awards/", pages.awards, name="awards"),
    path("awards/<slug:code>/", pages.award, name="award"),
    path("awards/<slug:code>/share.png", sharing.award_picture, name="award_picture"),
    path("feed/", feeds.ceremonies, name="feed"),
    path("winners/feed/", feeds.winners, name="winner_feed"),
    path("winners/<slug:ref>/", pages.winner, name="winner"),
    path("winners/<slug:ref>/share.png", sharing.winner_picture, name="winner_picture"),
    path("agencies/<slug:code>/share.png", sharing.agency_picture, name="agency_picture"),
    path("agencies/<slug:code>/badge.svg", pages.badge, name="badge"),
    path("search/", searching.search, name="search"),
    path("search.csv", searching.search_csv, name="search_csv"),
    path("search/suggestions.json", searching.suggestions_json, name="suggestions"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections.json", corrections.data, name="corrections_json"),
    path("corrections/feed/", corrections.feed, name="correction_feed"),
    path("privacy/", statements.privacy, name="privacy"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    *press.urlpatterns,
    *statistics.urlpatterns,
]
