"""How a printer is named in the settings."""

import pytest

from loyalty_pos.devices.addresses import (
    FilePrinter,
    NetworkPrinter,
    OnScreen,
    PagePrinter,
    PdfFolder,
    PrinterAddress,
    SerialPrinter,
    SpooledPrinter,
    printer_address,
)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("screen", OnScreen()),
        ("tcp:192.168.1.50", NetworkPrinter("192.168.1.50", 9100)),
        ("tcp:kitchen.local:9101", NetworkPrinter("kitchen.local", 9101)),
        ("tcp:[fe80::1]:9101", NetworkPrinter("fe80::1", 9101)),
        ("tcp:[::1]", NetworkPrinter("::1", 9100)),
        ("serial:COM3", SerialPrinter("COM3", 9600)),
        ("serial:/dev/ttyUSB0@115200", SerialPrinter("/dev/ttyUSB0", 115_200)),
        ("file:/dev/usb/lp0", FilePrinter("/dev/usb/lp0")),
        ("spool:EPSON TM-T20III", SpooledPrinter("EPSON TM-T20III")),
        ("spool:", SpooledPrinter("")),
        ("page:HP LaserJet", PagePrinter("HP LaserJet")),
        ("page:", PagePrinter("")),
        ("pdf:/home/till/papers", PdfFolder("/home/till/papers")),
    ],
)
def test_an_address_is_understood(text: str, address: PrinterAddress) -> None:
    assert printer_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "printer",
        "tcp:",
        "tcp:host:port",
        "tcp:host:0",
        "tcp:host:65536",
        "serial:",
        "serial:COM3@fast",
        "file:",
        "pdf:",
        "page",
    ],
)
def test_anything_else_is_refused_with_the_forms_there_are(text: str) -> None:
    with pytest.raises(ValueError, match="is n"):
        printer_address(text)
