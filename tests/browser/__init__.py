"""The real pages in Chromium, against a real server."""
