"""How the portal looks where its pages are shared, and what it tells machines."""
