"""
One module a letter: from frozen facts to a list of named blocks.

A letter has places for what the office adds: "kop", "nomor", "tanggal",
"tanda-tangan", "tembusan"; :func:`seimbang.document.letter.dress.dress` fills them.
"""
