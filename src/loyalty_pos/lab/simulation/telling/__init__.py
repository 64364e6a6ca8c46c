"""How a simulation is told: tables for a terminal, a page with plots, rows for a spreadsheet, facts for a program."""
