"""Made the golden installation of format 2, once: the same profile as that of format 1.

Run from the project's folder with src and tests on PYTHONPATH. It refuses to replace what is there:
a golden installation is never made again, the next format gets its own folder.
"""

from pathlib import Path

from golden.journal_v1.make_installation import main

if __name__ == "__main__":
    main(Path(__file__).with_name("installation"))
