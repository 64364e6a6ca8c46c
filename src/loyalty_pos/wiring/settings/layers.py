"""Settings as the window asks for them: policy before machine before user before default, and who decided each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from loyalty_pos.till.upkeep.port import Explained, Source
from loyalty_pos.wiring.settings.files import Layer

DEFAULTS: Final[Mapping[str, str]] = {
    "language": "ru",
    "theme": "dark",
    "sounds": "on",
    "touch_letters": "finger",
    "till_mode": "beside",
    "beside_port": "0",
}
"""What holds where nobody said anything; what is not here has no default that could be told."""
_SECRET: Final = ("token", "secret", "key", "pin", "password")


class UserLayer(Protocol):
    """What this user of the machine chose at the window; the only layer that is written here."""

    place: str

    def read(self) -> Mapping[str, str]: ...

    def set(self, name: str, value: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Layers:
    """``get`` and ``set`` as ``ui.parts.Preferences``. Files of the machine are read once, at the start; the user's always."""

    above: tuple[tuple[Source, str, Mapping[str, str]], ...]
    user: UserLayer

    def get(self, name: str, default: str) -> str:
        """Return what the first layer says that says anything."""
        for _source, _place, values in self.above:
            if name in values:
                return values[name]
        return self.user.read().get(name, default)

    def set(self, name: str, value: str) -> None:
        """Keep what the user likes; what is decided above stays in force."""
        self.user.set(name, value)

    def explain(self) -> tuple[Explained, ...]:
        """Return every setting that anybody named, with who decided it; values of secrets are not told."""
        chosen = self.user.read()
        names = sorted({*DEFAULTS, *chosen, *(name for _, _, values in self.above for name in values)})
        return tuple(self._explained(name, chosen) for name in names)

    def _explained(self, name: str, chosen: Mapping[str, str]) -> Explained:
        for source, place, values in (*self.above, (Source.USER, self.user.place, chosen)):
            if name in values:
                is_secret = any(word in name.lower() for word in _SECRET)
                return Explained(name, "•••" if is_secret else values[name], source, place)
        return Explained(name, DEFAULTS.get(name, ""), Source.DEFAULT)


def layered(above: Sequence[tuple[Source, Layer]], user: UserLayer) -> Layers:
    """Return the settings of these layers, the user's below them all."""
    return Layers(tuple((source, layer.place, layer.read()) for source, layer in above), user)
