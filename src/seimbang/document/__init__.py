"""
Document: what is written. One list of named blocks, two renderings with the same words.

In: facts of a decision as plain values. Out: blocks; a PDF (PDF/A-2a, PDF/UA-1) and a
DOCX of them. The words are Indonesian: letters of the government are.
"""
