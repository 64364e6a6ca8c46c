"""The code of a receipt, as tills make and read it; see ``core.receipt_code``."""

from loyalty_pos.core.receipt_code import is_receipt_code, receipt_code, spaced

__all__ = ["is_receipt_code", "receipt_code", "spaced"]
