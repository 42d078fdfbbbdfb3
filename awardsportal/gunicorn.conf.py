"""How gunicorn serves the portal."""

import multiprocessing

workers = multiprocessing.cpu_count()
worker_class = "gthread"
threads = 4
# The control socket is for tools that the portal does not use.
control_socket_disable = True
# A search for 200 Thai letters, percent-encoded, is longer than the default of 4,094 bytes.
limit_request_line = 8190
timeout = 60
