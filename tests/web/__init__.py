"""Tests of the web application: one file an act."""
