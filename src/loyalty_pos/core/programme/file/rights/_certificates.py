"""The series of gift certificates of a programme file."""

from loyalty_pos.core.programme.certificates import CertificateSeries, CertificateTax
from loyalty_pos.core.programme.file._bounds import MOST_BP
from loyalty_pos.core.programme.file._lives import read_expiry
from loyalty_pos.core.programme.file._toml_table import Table

_MOST_MINOR = 1_000_000_000


def read_certificate(table: Table) -> CertificateSeries:
    """Return one series."""
    tax = table.choice("tax", CertificateTax, CertificateTax.MPV)
    values = table.wholes("values_minor", 1, _MOST_MINOR) if table.has("values_minor") else frozenset()
    series = CertificateSeries(
        id=table.text("id"),
        name=table.text("name"),
        single_use=table.flag("single_use", default=False),
        life=read_expiry(table),
        values_minor=tuple(sorted(values)),
        articles=table.texts("articles"),
        tax=tax,
        vat_bp=table.whole("vat_bp", high=MOST_BP) if tax is CertificateTax.SPV else 0,
    )
    table.done()
    return series
