"""What the product writes into its log: a till and a centre survive their bugs, and a world must not hide them."""

import logging
from typing import Final

_PRODUCT: Final = "loyalty_pos"


class Log(logging.Handler):
    """Takes the product's log over until it is closed. ``bug``: the first exception that was written down, "" = none."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.bug = ""
        self._logger = logging.getLogger(_PRODUCT)
        self._before = self._logger.propagate
        self._logger.propagate = False
        self._logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the first one with an exception."""
        if record.exc_info and not self.bug:
            self.bug = f"{record.getMessage()}: {logging.Formatter().formatException(record.exc_info)}"

    def close(self) -> None:
        """Give the log back."""
        self._logger.removeHandler(self)
        self._logger.propagate = self._before
        super().close()
