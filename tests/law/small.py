"""The files of a small law."""

SOURCES = """
rule-1:
  title: Rule 1
  issuer: Someone
  issued: 2001-02-03
  in_force_from: 2001-03-01
  day_known: true
  amended_by: [rule-2]
  revoked_by: null
  link: null
  checksum: null
rule-2:
  title: Rule 2
  issuer: Someone
  issued: null
  in_force_from: 2010-01-01
  day_known: false
  amended_by: []
  revoked_by: rule-1
  link: https://example.org/2
  checksum: abc
"""

PARAMETER = """
description: Something.
term: sesuatu
unit: month
values:
  2001-03-01:
    value: 24
    source: rule-1
    at: article 1
    checked: 2020-05-06
  2010-01-01:
    value: "0.90"
    source: rule-2
    at: article 2
    checked: null
  2015-01-01:
    value: null
    source: rule-2
    at: article 9
    checked: null
"""
