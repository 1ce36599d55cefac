"""The tables of the helpers: keys of forms that were sent, forms to be given back."""

from seimbang_web.lib.act import Once
from seimbang_web.lib.rescue import Rescue

__all__ = ["Once", "Rescue"]
