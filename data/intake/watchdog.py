"""How much memory a process holds, for the systems whose kernel will not limit it."""

import sys


def resident_bytes(pid: int) -> int:
    """The working set of a process on Windows; 0 elsewhere, where RLIMIT_AS already binds the child."""
    if sys.platform != "win32":
        return 0
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("peak", "working", "a", "b", "c", "d", "pagefile", "peak_pagefile")),
        ]

    query_and_read = 0x0410
    handle = ctypes.windll.kernel32.OpenProcess(query_and_read, False, pid)
    if not handle:
        return 0
    counters = Counters(cb=ctypes.sizeof(Counters))
    ctypes.windll.psapi.GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
    ctypes.windll.kernel32.CloseHandle(handle)
    return int(counters.working)
