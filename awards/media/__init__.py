"""Photos and documents that staff upload: taken or refused, made anew, kept."""
