"""How much memory a process holds, for the systems whose kernel will not limit it."""

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _QUERY_AND_READ = 0x0410

    class _Counters(ctypes.Structure):
        _fields_ = [
            ("cb", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("peak", "working", "a", "b", "c", "d", "pagefile", "peak_pagefile")),
        ]

    def resident_bytes(pid: int) -> int:
        """The working set of a process, 0 if it is gone (psapi.GetProcessMemoryInfo)."""
        handle = ctypes.windll.kernel32.OpenProcess(_QUERY_AND_READ, False, pid)
        if not handle:
            return 0
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        ctypes.windll.psapi.GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
        ctypes.windll.kernel32.CloseHandle(handle)
        return int(counters.working)

else:

    def resident_bytes(_pid: int) -> int:
        """0: RLIMIT_AS already binds the child here."""
        return 0
