"""Lines to printers that need no library: a device file, the spooler of Windows."""
