"""What is never or no longer public of persons: their contacts, and a name that was taken off on request."""
