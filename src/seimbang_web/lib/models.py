"""The one table of the helpers: keys of forms that were sent."""

from seimbang_web.lib.act import Once

__all__ = ["Once"]
