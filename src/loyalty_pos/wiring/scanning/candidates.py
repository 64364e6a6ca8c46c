"""What is plugged into this machine and might be a scanner: HID scanners, and serial ports that are USB."""

from collections.abc import Sequence


def connected_names() -> Sequence[str]:
    """Return their names as ``--scanner`` takes them; asking takes a moment."""
    return (*_hid(), *_usb_ports())


def _hid() -> Sequence[str]:
    from loyalty_pos.devices.scanners.hid_pos import connected

    try:
        return [str(name) for name in connected()]
    except OSError:
        return ()


def _usb_ports() -> Sequence[str]:
    """Old ports without USB are left alone: what hangs there must be named by somebody who knows."""
    from loyalty_pos.devices.scanner_serial import usb_ports

    return usb_ports()
