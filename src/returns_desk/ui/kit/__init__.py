"""The desk's design system: tokens, fonts, icons and plain widgets.

Owns how things look and feel. Must not know cases, money rules or policies: every widget is
fed with ready texts and says only what was touched.
"""
