"""Where no shim can be put before the C library, its tests are not collected."""

from torture.failing_disk import is_to_be_had

collect_ignore = [] if is_to_be_had() else ["test_failing_disk.py", "test_failing_migration.py"]
