"""The style sheet of the report's page: quiet, readable when printed, colours that colour-blind people can tell apart."""

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --ink: #1d2330; --soft: #5b6475; --paper: #fff; --card: #f5f6f8; --grid: #d9dde4;
  --s0: #0072b2; --s1: #d98200; --s2: #009e73; --s3: #b0559a; --s4: #56b4e9; --s5: #d55e00; --s6: #8a8a8a; --s7: #a3890d;
  --c0: #6a4c93; --c1: #c2577e; --c2: #3a7d7c; --c3: #8a8a3a; --c4: #9a9a9a; --c5: #c99700; --c6: #9c3d2e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ebf0; --soft: #a2abba; --paper: #14171d; --card: #1e232b; --grid: #39404c;
    --s0: #4aa8e0; --s1: #f0a83a; --s2: #2fc79b; --s3: #d487bf;
    --c0: #9d82c9; --c1: #dd86a6; --c2: #62aaa8; --c5: #e3bd4f; --c6: #d0705f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1560px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { font-size: 22px; margin: 12px 0 4px; } h2 { font-size: 16px; margin: 0 0 8px; }
body > input { position: absolute; opacity: 0; }
body > label { padding: 4px 12px; border: 1px solid var(--grid); border-radius: 6px; cursor: pointer; margin-right: 6px; }
body > input:checked + label { background: var(--ink); color: var(--paper); }
body > input:focus-visible + label { outline: 2px solid var(--s0); }
main { display: none; }
#to-en:checked ~ .in-en, #to-ru:checked ~ .in-ru { display: block; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 520px), 1fr)); gap: 16px; margin: 16px 0; }
figure { margin: 0; padding: 14px; background: var(--card); border-radius: 8px; break-inside: avoid; }
figcaption { font-weight: 600; margin-bottom: 6px; }
.tables { display: flex; flex-wrap: wrap; gap: 8px 64px; }
section { margin: 14px 0; break-inside: avoid; max-width: 100%; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 14px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--grid); }
tbody th { text-align: left; font-weight: 400; padding-left: 0; } thead th { color: var(--soft); font-weight: 600; }
tbody tr:hover { background: var(--card); }
pre { white-space: pre-wrap; font: inherit; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 8px 0 0; font-size: 14px; }
.legend i { display: inline-block; width: 12px; height: 12px; border-radius: 3px; margin-right: 6px; }
svg { width: 100%; height: auto; display: block; } svg text { font-size: 12px; fill: var(--soft); }
.grid { stroke: var(--grid); } .zero { stroke: var(--soft); }
.line { fill: none !important; stroke-width: 2.5; stroke-linejoin: round; }
.s0 { fill: var(--s0); background: var(--s0); stroke: var(--s0); }
.s1 { fill: var(--s1); background: var(--s1); stroke: var(--s1); }
.s2 { fill: var(--s2); background: var(--s2); stroke: var(--s2); }
.s3 { fill: var(--s3); background: var(--s3); stroke: var(--s3); }
.s4 { fill: var(--s4); background: var(--s4); stroke: var(--s4); }
.s5 { fill: var(--s5); background: var(--s5); stroke: var(--s5); }
.s6 { fill: var(--s6); background: var(--s6); stroke: var(--s6); }
.s7 { fill: var(--s7); background: var(--s7); stroke: var(--s7); }
.c0 { fill: var(--c0); background: var(--c0); }
.c1 { fill: var(--c1); background: var(--c1); }
.c2 { fill: var(--c2); background: var(--c2); }
.c3 { fill: var(--c3); background: var(--c3); }
.c4 { fill: var(--c4); background: var(--c4); }
.c5 { fill: var(--c5); background: var(--c5); }
.c6 { fill: var(--c6); background: var(--c6); }
rect { stroke: none !important; }
@media print { body > label { display: none; } body { padding: 0; } }
"""
