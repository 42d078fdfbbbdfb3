"""How gunicorn serves the portal."""

import ctypes
import gc
import multiprocessing
from contextlib import suppress
from importlib import import_module

workers = multiprocessing.cpu_count()
worker_class = "gthread"
threads = 4
# The control socket is for tools that the portal does not use.
control_socket_disable = True
# A search for 200 Thai letters, percent-encoded, is longer than the default of 4,094 bytes.
limit_request_line = 8190
timeout = 60

# Blocks of a megabyte or more go back to the system as soon as they are free. By itself glibc would raise
# that limit, and a worker keep what large pictures took, once for every thread.
M_MMAP_THRESHOLD = -3
with suppress(AttributeError):
    ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 2**20)


def post_worker_init(worker):
    """Load the views too, and spare what is loaded the rounds of the collector, which hold requests up."""
    import_module("awardsportal.urls")
    gc.collect()
    gc.freeze()
