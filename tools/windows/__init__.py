"""Build the Windows installer on a Linux machine, under Wine in a root of its own; ``python dev.py windows``.

What comes out is what a Windows runner makes from the same files, except for the interpreter's starter; it proves that
the product builds, installs and runs, and is not signed.  Nothing of the machine outside the bench is changed.
"""
