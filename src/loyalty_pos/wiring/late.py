"""Large libraries, brought when they are first needed: migrations, cryptography, the system's vault, Qt."""

from pathlib import Path
from typing import Final

from loyalty_pos.storage.database import FileKind
from loyalty_pos.storage.journal.person_keys import Sealer
from loyalty_pos.storage.vault import FileVault, Vault

VAULT_FILE: Final = "vault.json"


def upgrade(path: Path, key: str, kind: FileKind) -> None:
    """Bring a file to the newest form (SQLAlchemy and Alembic, half a second)."""
    from loyalty_pos.storage.upgrade import upgrade as run

    run(path, key, kind)


def load_sealer() -> Sealer:
    """Return what seals personal data (cryptography)."""
    from loyalty_pos.storage.sealing import Sealing

    return Sealing()


def vault_in(folder: Path) -> Vault:
    """Return where this till keeps its secrets; the system's vault is only asked where no file stands yet."""
    if (folder / VAULT_FILE).exists():
        return FileVault(folder / VAULT_FILE)
    from loyalty_pos.storage.keyring_vault import choose_vault
    from loyalty_pos.storage.machine_vault.dpapi import on_this_machine
    from loyalty_pos.wiring.folders import folders_at

    for_all = folders_at(folder.parent).machine is not None
    return choose_vault(folder, on_this_machine(), for_all=for_all)
