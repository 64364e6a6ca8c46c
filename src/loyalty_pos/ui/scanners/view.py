"""The page of scanners: two codes to scan on the left, what was recognised and what arrived on the right."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt

from loyalty_pos.till.scanning.bench import Heard, Trouble
from loyalty_pos.till.scanning.profile import KEYBOARD, Layout, ScannerProfile
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.parts import Codes
from loyalty_pos.ui.scanners.codes import BarCode, SquareCode
from loyalty_pos.ui.scanners.presenter import SHOWN, ScannersState
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, row, show_pairs
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked

_FACTS = 6
_TEXT_SHOWN, _RAW_SHOWN = 44, 47


class ScannersView(KeyPage):
    """``key``: an action by its key's name."""

    def __init__(self, look: Appearance, codes: Codes, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._zone, self._state = zone, ScannersState()
        self._title, self._how = label("title", wrap=True), label("muted", wrap=True)
        self._square_words, self._known = label("muted", wrap=True), label("muted", wrap=True)
        self._bars, self._square = BarCode(codes), SquareCode(codes)
        self._found, self._next = label("head", wrap=True), label("muted", wrap=True)
        self._facts = [AmountRow(value_look="strong") for _ in range(_FACTS)]
        self._came = label("head")
        self._scans = [(label("strong"), label("muted")) for _ in range(SHOWN)]
        self._keep = self.action("F12", "done", tone="pay")
        self._again = self.action("F5", "sync")
        self._forget = self.action("F8", "delete")
        self._back = self.action("Esc", "back")
        self._arrange()
        self.retranslate()

    def show_scanners(self, state: ScannersState) -> None:
        """Show what is known by now."""
        self._state = state
        found = state.findings
        profile = found.profile
        self._found.setText(self._headline(state))
        self._next.setText(self._next_step(state))
        self._next.setVisible(bool(self._next.text()))
        show_pairs(self._facts, self._pairs(profile) if profile else [])
        self._keep.setEnabled(profile is not None)
        names = ", ".join(self._place(one.where) for one in state.known)
        self._known.setText(
            self.tr("Kept: %1").replace("%1", names) if names else self.tr("None was kept yet.")
        )
        for number, (text, raw) in enumerate(self._scans):
            heard = state.heard[number] if number < len(state.heard) else None
            for one in (text, raw):
                one.setVisible(heard is not None)
            if heard is not None:
                text.setText(self._line(heard))
                raw.setText(_cut(heard.raw, _RAW_SHOWN))
        self._came.setText(
            self.tr("What arrived, newest first") if state.heard else self.tr("Nothing arrived yet")
        )

    def retranslate(self) -> None:
        """Show every word anew."""
        self._title.setText(self.tr("Scanners"))
        self._how.setText(
            self.tr(
                "Scan the bars with the scanner, then the square; a scanner that reads bars only: the bars."
            )
        )
        self._square_words.setText(
            self.tr(
                "Nothing is sold here, whatever is scanned. A scanner on an old port without USB is named with --scanner when the "
                "till is started."
            )
        )
        self._keep.say(self.tr("Keep this scanner"))
        self._again.say(self.tr("Begin again"))
        self._forget.say(self.tr("Forget all"))
        self._back.say(self.tr("Back"))
        self.space()
        self.show_scanners(self._state)

    # --- words --------------------------------------------------------------------------------------------

    def _headline(self, state: ScannersState) -> str:
        found = state.findings
        if found.trouble is Trouble.CAPS_LOCK:
            return self.tr("Caps Lock is on, so letters arrive turned.")
        if found.trouble is Trouble.OTHER_CODE:
            return self.tr("This was not one of the two codes, or it arrived changed.")
        if found.profile is None:
            return self.tr("Waiting for a scan")
        return self.tr("Recognised: %1").replace("%1", self._place(found.profile.where))

    def _next_step(self, state: ScannersState) -> str:
        found = state.findings
        if found.trouble is Trouble.CAPS_LOCK:
            return self.tr("Switch it off and scan again.")
        if found.trouble is Trouble.OTHER_CODE:
            return self.tr("Scan again. If it stays so, set the scanner to a US keyboard by its manual.")
        if found.profile is None:
            return ""
        if not found.profile.square:
            return self.tr("Now the square. If it cannot be read, F12 keeps the scanner for bars alone.")
        return self.tr("F12 keeps it.") if found.bars else self.tr("Now the bars, then F12.")

    def _pairs(self, profile: ScannerProfile) -> list[tuple[str, str]]:
        yes, no = self.tr("yes"), self.tr("no")
        typing = [
            (self.tr("Keyboard of the scanner"), self._layout(profile.layout)),
            (self.tr("Longest pause inside a code"), self.tr("%1 ms").replace("%1", str(profile.gap_ms))),
            (self.tr("Ends a code with"), self._end(profile.suffix)),
        ]
        return [
            *(typing if profile.where == KEYBOARD else []),
            (self.tr("Sends before a code"), profile.prefix or self.tr("nothing")),
            (self.tr("Says what kind of code it is"), yes if profile.aim else no),
            (self.tr("Reads square codes"), yes if profile.square else no),
        ]

    def _place(self, where: str) -> str:
        if where == KEYBOARD:
            return self.tr("types like a keyboard")
        return self.tr("USB HID (%1)").replace("%1", where) if where.startswith("hid") else where

    def _layout(self, layout: Layout) -> str:
        return {
            Layout.US: self.tr("US, under any layout"),
            Layout.TYPED: self.tr("as this computer's"),
            Layout.FRENCH: self.tr("French"),
            Layout.GERMAN: self.tr("German"),
        }[layout]

    def _end(self, suffix: str) -> str:
        return {"\r": "Enter", "\t": "Tab", "": self.tr("nothing")}.get(suffix, "Enter, Tab")

    def _line(self, heard: Heard) -> str:
        at = heard.at.astimezone(self._zone).strftime("%H:%M:%S")
        shown = "".join(char if char.isprintable() else "·" for char in heard.text)
        return "  ".join(part for part in (at, _cut(shown, _TEXT_SHOWN), heard.symbology) if part)

    def _arrange(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        codes = column(gap=14)
        codes.addWidget(self._bars)
        beside = row(gap=14)
        beside.addWidget(self._square)
        beside.addWidget(self._square_words, 1)
        codes.addLayout(beside)
        left = stacked(
            self._title, self._how, codes, self._known, 1, buttons((self._back, self._forget)), gap=12
        )
        facts = column(gap=6, pad=16)
        for one in (self._found, self._next, *self._facts):
            facts.addWidget(one)
        came = column(gap=2, pad=16)
        came.addWidget(self._came)
        for pair in self._scans:
            for one in pair:
                came.addWidget(one)
        right = stacked(self.banner, card(facts), card(came), 1, buttons((self._again, self._keep)), gap=12)
        self.two_columns(left, right, (1, 1))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
