"""One till, joined: its files, the counter on them, the way to the centre. No window and no devices here."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from loyalty_pos.core.cards import own_range
from loyalty_pos.core.labels.scale import SETTING as SCALE_LABELS
from loyalty_pos.core.labels.scale import codes_of_shop
from loyalty_pos.core.leases.rights import Doubt
from loyalty_pos.core.problems import BadMessage, CentreRefused, CentreUnreachable, EnrolmentRefused
from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.core.sale import Noted
from loyalty_pos.core.scan import Nomenclature
from loyalty_pos.storage.cache.renewal import OfTill, Renewal
from loyalty_pos.storage.cache.rights import Around, TillRights
from loyalty_pos.storage.cache.voucher_rights import TillVoucherRights
from loyalty_pos.storage.identity import Place
from loyalty_pos.storage.journal.clock_watch import ClockBook
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.storage.till_files import Loaders, TillFiles, open_till
from loyalty_pos.storage.vault import Vault
from loyalty_pos.sync.codes.gateway import SETTING as CODE_GATEWAY
from loyalty_pos.sync.codes.gateway import HttpCodes
from loyalty_pos.sync.holds import CentreHolds
from loyalty_pos.sync.line import Line, way_to
from loyalty_pos.sync.office import CentreOffice
from loyalty_pos.sync.ports import Listener, SyncState
from loyalty_pos.sync.receipts import CentreReceipts
from loyalty_pos.sync.snapshot.fetching import Fetching
from loyalty_pos.sync.timekeeping.keeper import Clocks, Timekeeper
from loyalty_pos.sync.worker import SyncWorker
from loyalty_pos.till.confirming.codes import PhoneCodes
from loyalty_pos.till.enquiry import Enquiry
from loyalty_pos.till.issuing import Issuing
from loyalty_pos.till.ports import Clock, Draft, Settings
from loyalty_pos.till.register import Register
from loyalty_pos.till.returns import Returns
from loyalty_pos.till.shift import Shift
from loyalty_pos.till.staff import Staff
from loyalty_pos.till.timekeeping.port import Timekeeping, Unsaid
from loyalty_pos.till.world import TillIdentity, TillWorld
from loyalty_pos.wire.card_ranges import SETTING, read_ranges
from loyalty_pos.wire.messages import Enrol, Enrolled
from loyalty_pos.wire.signing.joining import JoinCode
from loyalty_pos.wiring import late
from loyalty_pos.wiring.clock import SystemClock, clocks_of
from loyalty_pos.wiring.fleet.devices import keep_devices
from loyalty_pos.wiring.fleet.first_start import has_come
from loyalty_pos.wiring.fleet.telling import Telling
from loyalty_pos.wiring.folders import refuse_shared
from loyalty_pos.wiring.incidents import Incidents
from loyalty_pos.wiring.keeping.disk import DiskCare
from loyalty_pos.wiring.keeping.salvaging import Salvaging
from loyalty_pos.wiring.late_centre import LateCentre, Way
from loyalty_pos.wiring.proof.receipts import TillSignatures, elsewhere_of
from loyalty_pos.wiring.signing.changing import KeyChange
from loyalty_pos.wiring.signing.obeying import Obeying
from loyalty_pos.wiring.signing.proving import Proving
from loyalty_pos.wiring.signing.voice import DeviceVoice

if TYPE_CHECKING:
    from loyalty_pos.sync.client import CentreClient


@dataclass(frozen=True, slots=True)
class TillSettings:
    """``centre_url`` "" = the address kept at enrolment; ``vault`` None = the best one of this machine.

    ``clocks``: what the timekeeper looks at, None = those of ``clock``. ``host``: how a batch knows this machine, "" = by
    its own name.
    """

    folder: Path
    language: str = "ru"
    centre_url: str = ""
    vault: Vault | None = None
    clock: Clock = field(default_factory=SystemClock)
    clocks: Clocks | None = None
    host: str = ""


class News:
    """Hands one listener's news to all who want it; from any thread."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def tell(self, state: SyncState) -> None:
        """Pass it on."""
        for listener in tuple(self._listeners):
            listener(state)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; returns how to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)


class Till:
    """An enrolled till with everything that can be done at it. Raises ``NotEnrolled`` before enrolment."""

    def __init__(self, files: TillFiles, settings: TillSettings) -> None:
        self.files = files
        self.incidents = Incidents(settings.folder)
        self.place = place = files.identity.place()
        self.news = News()
        self.pins = PinHasher(files.identity.lookup_key())
        voice = DeviceVoice(files)
        way = replace(_way(files, settings, voice), about=lambda: self.telling.word())  # noqa: PLW0108 - made below
        self.time = Timekeeper(settings.clocks or clocks_of(settings.clock), ClockBook(files.journal_file))
        files.programmes.moment_us = self.time.reached_us
        self.client = LateCentre(way, self.time)
        self.holds = CentreHolds(self.client, settings.clock.now, self._who)
        rights = _rights(files, self.time)
        self.worker = SyncWorker(
            self.client,
            files.outbox,
            files.feed,
            leases=Renewal(OfTill(files.leases, rights, files.journal.queue, files.programmes)),
            fetching=Fetching(self.client.snapshots, files.bootstrap, files.feed, self.client.changes),
            waiting=self._waiting,
            listener=self.news.tell,
            orders=Obeying(files, voice).obey,
            shut_out=files.leases.end,
            numbered=files.identity.renumber,
            line=Line(way_to(way.url)),
        )
        self.receipts, self.office_desk = CentreReceipts(self.client), CentreOffice(self.client)
        signatures = TillSignatures(files.identity, self.client, voice.renew)
        self.news.listen(signatures.after_exchange)
        self.key_change = KeyChange(
            files, voice, self.client, signatures, Proving(files, way, self.worker.try_now)
        )
        self.news.listen(self.key_change.after_exchange)
        self.news.listen(lambda _: files.mark.keep())
        self.care = DiskCare(files, settings.folder, settings.clock)
        self.telling = Telling(files, self.time, self.care, self.incidents)
        self.salvaging = Salvaging(files, settings.folder, way, self.incidents)
        elsewhere = elsewhere_of(files, signatures, self.receipts)
        self.world = replace(
            _world(files, settings, place),
            time=self.time,
            rights=rights,
            voucher_rights=TillVoucherRights(rights, files.leases, files.programmes, rights.around),
            elsewhere=elsewhere,
            office=self.office_desk,
            deeds=self.office_desk,
            customers=self.office_desk,
            managing=self.office_desk,
            beside=files.beside,
            in_touch=lambda: self.worker.state.online,
        )
        self.register = Register(self.world)
        self.returns = Returns(self.world)
        self.shift = Shift(self.world)
        self.staff = Staff(self.world, self.pins, files.pin_locks)
        self.enquiry = Enquiry(self.world)
        self.issuing = _issuing(self.world)

    def _who(self) -> str:
        """Return who is logged in, "" = nobody."""
        cashier = self.world.desk.cashier
        return cashier.staff_id if cashier else ""

    def sync_once(self) -> SyncState:
        """Exchange everything now, in this thread; only while the worker's own thread is not running."""
        state = self.worker.run_once()
        return self.worker.run_once() if self.key_change.has_proven else state

    def close(self) -> None:
        """End the conversation and let go of the files."""
        self.worker.stop()
        self.holds.close()
        self.receipts.close()
        self.office_desk.close()
        self.client.close()
        self.settle_clock()
        self.files.close()

    def every_few_seconds(self) -> None:
        """Do what a thread of its own does beside the counter: look at the clock, be ready for codes of phones."""
        self.settle_clock()
        self.files.phones.prepare()

    def settle_clock(self) -> None:
        """Look at the clock, keep what is known of it, and write down that a doubt began or ended; seconds at worst."""
        self.time.settle(self._note_clock)

    def _waiting(self) -> int:
        return self.files.journal.queue().waiting

    def _note_clock(self, line: Unsaid) -> None:
        """Record it without a cashier or a shift: written again after a crash, it is the same line."""
        noted = Noted(line.what, self.place.store_id, "", line.at_us, subject=line.why)
        self.files.journal.record([Draft(noted, "")])


def _way(files: TillFiles, settings: TillSettings, voice: DeviceVoice) -> Way:
    """Return where the centre is and who asks."""
    place = files.identity.place()
    return Way(
        url=settings.centre_url or place.centre_url,
        token=files.identity.token(),
        agent_id=place.agent_id,
        incarnation=files.identity.incarnation,
        voice=voice,
    )


def open_files(settings: TillSettings) -> TillFiles:
    """Open the till's files, made at the first start. Raises FolderShared, the refusals of ``storage.till_files``."""
    if not (settings.folder / f"{JOURNAL.name}.db").exists():
        refuse_shared(settings.folder)
    settings.folder.mkdir(parents=True, exist_ok=True)
    vault = settings.vault or late.vault_in(settings.folder)
    loaders = Loaders(settings.clock, read_together, late.upgrade, late.load_sealer)
    files = open_till(settings.folder, vault, loaders)
    if files.incidents:
        Incidents(settings.folder).add(files.incidents)
    return files


def open_shop_till(settings: TillSettings) -> Till:
    """Open an enrolled till."""
    files = open_files(settings)
    try:
        return Till(files, settings)
    except BaseException:
        files.close()
        raise


def enrol(settings: TillSettings, centre_url: str, code: str) -> Place:
    """Trade a one-time code, or a batch's, for a place and fetch what the till needs to sell.

    A journal with events keeps its place: under another name no centre would take them, and nothing behind them.
    Raises ``EnrolmentRefused`` (also where another centre answers than the one that gave the code), ``InsecureCentre``; once the place is taken, what the first exchange raises.
    """
    from loyalty_pos.wiring.signing.meeting import typed_code

    files = open_files(settings)
    try:
        typed = typed_code(code)
        if typed.is_batch and files.identity.enrolled:
            return files.identity.place()  # asked at every start of an image: it has come already
        if files.journal.queue().head_seq:
            raise EnrolmentRefused(reason="has_journal")
        given, private = _met(files, settings, centre_url, typed)
        if files.identity.enrolled:  # without an event it may move to another shop, and takes nothing along
            files.feed.forget_all()
            files.leases.end()
        files.identity.keep_device_key(private)
        place = files.identity.enrol(given, centre_url, is_known=bool(typed.mark))
        keep_devices(settings.folder, given.devices or {})
        files.recovery.keep()
        has_come(settings.folder)  # now: a code that is used up opens nothing when the exchange fails
        _exchange_first(Till(files, settings))
        return place
    finally:
        files.close()


def _met(files: TillFiles, settings: TillSettings, centre_url: str, typed: JoinCode) -> tuple[Enrolled, str]:
    """Return the place that a centre gives which is known by the code, and the private key for which it does.

    The key with which a machine asks a batch is kept first: a lost answer is told again to its owner alone.
    """
    from loyalty_pos.storage.sealing import new_device_key, signing_key
    from loyalty_pos.sync.client import Access, CentreClient
    from loyalty_pos.wiring.signing.meeting import FirstMeeting

    private = (files.identity.device_key() if typed.is_batch else None) or new_device_key()[0]
    if typed.is_batch:
        files.identity.keep_device_key(private)
    meeting = FirstMeeting(signing_key(private))
    client = CentreClient(Access(centre_url, voice=meeting))
    try:
        host = settings.host or socket.gethostname()
        given = _given(client, meeting.asks(typed, files.identity.incarnation, host))
        meeting.judge(given, typed.mark)
        return given, private
    finally:
        client.close()


def _exchange_first(till: Till) -> None:
    """Fetch what the till needs to sell; its files stay open. Raises what the exchange came to."""
    state = till.sync_once()
    till.holds.close()
    till.receipts.close()
    till.office_desk.close()
    till.client.close()
    if state.problem is not None:
        raise state.problem


def _given(client: "CentreClient", ask: Enrol) -> Enrolled:
    """Return the place; a new till has nothing to go on with, so trouble of the line is a refusal too."""
    from loyalty_pos.sync.outside import TOLD_APART

    try:
        return client.enrol(ask)
    except CentreUnreachable as error:
        reason = error.reason if error.reason in TOLD_APART else "unreachable"
        raise EnrolmentRefused(reason=reason) from error
    except (BadMessage, CentreRefused) as error:
        if isinstance(error, CentreRefused) and error.reason != "not_served":
            raise
        raise EnrolmentRefused(reason="not_a_centre") from error


def _rights(files: TillFiles, time: Timekeeping) -> TillRights:
    """Return what the till may decide alone about points; while its clock is in doubt only what was set aside for it."""
    store_id = files.identity.place().store_id
    around = Around(lambda: store_id, time.now_us, lambda: Doubt(time.suspect(), files.mark.is_copy))
    return TillRights(files.cache_file, files.leases, files.members, around)


def _world(files: TillFiles, settings: TillSettings, place: Place) -> TillWorld:
    return TillWorld(
        identity=TillIdentity(
            agent_id=place.agent_id,
            till_no=place.till_no,
            store_id=place.store_id,
            zone=place.zone,
            language=settings.language,
            lookup_key=files.identity.lookup_key(),
        ),
        goods=files.goods,
        members=files.members,
        vouchers=files.vouchers,
        phones=files.phones,
        staff=files.staff,
        programmes=files.programmes,
        settings=files.settings,
        journal=files.journal,
        clock=settings.clock,
        numbers=_Numbers(files.settings),
        held_cards=files.held_cards,
        packs=files.packs,
        tries=files.pin_locks,
    )


def _issuing(world: TillWorld) -> Issuing:
    """Return how cards are given out, with the shop's gateway for codes."""
    gateway = HttpCodes(lambda: world.settings.get(CODE_GATEWAY))
    return Issuing(world, PhoneCodes(world, gateway))


class _Numbers:
    """How numbers are read, by the ranges of cards and labels of scales as the centre last told them; read anew only when they changed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: tuple[tuple[str, str], Nomenclature] | None = None

    def __call__(self) -> Nomenclature:
        told = self._settings.get(SETTING), self._settings.get(SCALE_LABELS)
        if self._known is None or self._known[0] != told:
            cards = (own_range("own", ""), *read_ranges(told[0]))
            self._known = told, Nomenclature(cards=cards, codes=codes_of_shop(told[1]))
        return self._known[1]
