"""The real tills and the real centre, played by a seed: no threads, no sockets, no waiting (docs/why, "A world from a seed").

Real: ``wiring.till.Till`` with its encrypted files through the shipping driver, the session, leases, wire codec, the API's
handlers, ``centre.Centre`` with projection, leases, feed and alarms on its own encrypted database. In memory is only the disk
they lie on (/dev/shm). Injected: the network (``network``), clocks (``clocks``), what a disk is after a death (``disk``), and
all chance (``chance``, the one place that patches). What people and power lines do is in ``counter`` and ``faults``; what must
hold is in ``oracles``, ``books`` (lemma, theorems) and ``rest`` (when everything arrived); ``mutants`` breaks the product and the
oracles on purpose. Not simulated: web server, printing, windows.

    python -m tests.sim --seed 7 --events 500 --trace
    python -m tests.sim --seeds 300 --first 0 --events 500 --workers 2
"""
