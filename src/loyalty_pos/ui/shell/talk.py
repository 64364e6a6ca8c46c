"""What the banner of the page in front says, in the language in use; one thing at a time."""

from collections.abc import Callable

from loyalty_pos.core.problems import CertificateAlone, Problem, RedemptionOffline
from loyalty_pos.core.problems.selling import AgeNotChecked
from loyalty_pos.till.wording import aloud, sentence
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.shell.notes import NoteWords
from loyalty_pos.ui.shell.port import Note, NoteKind
from loyalty_pos.ui.shell.sounds import Happening, Voice, refusal
from loyalty_pos.ui.widgets.banner import Banner

_HINTS = frozenset(
    {
        NoteKind.BADGE_PIN,
        NoteKind.CARD_DECLINED,
        NoteKind.CARD_UNDO_ASKED,
        NoteKind.PACKS_DIFFER,
        NoteKind.PLASTIC_LOW,
        NoteKind.SCANNER_UNKNOWN,
        NoteKind.TYPE_PRICE,
        NoteKind.NOTHING_PARKED,
        NoteKind.NO_RECEIPT_YET,
        NoteKind.PRICE_CHECK,
        NoteKind.TOO_YOUNG,
        NoteKind.RECEIPT_RESTORED,
        NoteKind.SHIFT_OVER,
        NoteKind.SHIFT_SHORT,
    }
)


_CALM = frozenset({RedemptionOffline.code, CertificateAlone.code})
"""Nothing is wrong and nobody needs to do anything: the cashier only says a sentence."""

_ASKS = frozenset({AgeNotChecked.code})
"""Nothing is refused yet: somebody looks and answers by a key."""


class BannerTalk:
    """Remembers what was said last, so that it can be said again in another language, and lets it be heard."""

    def __init__(self, look: Appearance, voice: Voice) -> None:
        self._look, self._voice = look, voice
        self._notes = NoteWords()
        self._banner: Banner | None = None
        self._say: Callable[[], None] | None = None

    def listen_to(self, banner: Banner) -> None:
        """Speak through this banner from now on; the old one falls silent."""
        self.hush()
        self._banner = banner
        self.hush()

    def show_problem(self, problem: Problem, exponent: int) -> None:
        """Show a refusal with its next step, and make it heard; what is as it should be is told calmly."""
        self._say = lambda: self._say_problem(problem, exponent)
        self._say()
        self._voice.tell(Happening.CALM if problem.code in _CALM else refusal(problem))

    def show_note(self, note: Note) -> None:
        """Show good news or a hint."""
        self._say = lambda: self._say_note(note)
        self._say()
        self._voice.tell(Happening.HINT if note.kind in _HINTS else Happening.DONE)

    def hush(self) -> None:
        """Take the banner away."""
        self._say = None
        if self._banner is not None:
            self._banner.hide()

    def repeat(self) -> None:
        """Say it again, if it still shows."""
        if self._say is not None and self._banner is not None and self._banner.isVisible():
            self._say()

    def _say_problem(self, problem: Problem, exponent: int) -> None:
        said = sentence(problem, self._look.language, exponent)
        tone = "calm" if problem.code in _CALM else "attention" if problem.code in _ASKS else "refused"
        words = self._look.language
        self._speak(said.text, said.next_step, tone, aloud(problem, words))

    def _say_note(self, note: Note) -> None:
        text, next_step = self._notes.of(note, self._look.words)
        self._speak(text, next_step, "attention" if note.kind in _HINTS else "done")

    def _speak(self, text: str, next_step: str, tone: str, to_customer: str = "") -> None:
        if self._banner is not None:
            self._banner.say(text, next_step, tone, to_customer)
