"""Sales and returns from POSLog XML, the log that tills of many makers write.

Owns one format in two dialects. Must not store or merge anything. Read where: the schema POSLog
6.0.0 of ARTS/NRF (element and attribute names, their annotations and lists of values), five
Swedish and six German files of tills that claim it, and a whole log of NCR's ACS (POSLog 2.1 with
`acs:` extensions). The two dialects are told apart by what is there, element by element, never by
a flag, so a file may mix them. What no file was at hand for says "unvalidated" where it is read.
"""

from returns_desk.adapters.sales.poslog.reader import read_poslog

__all__ = ["read_poslog"]
