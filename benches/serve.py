#!/usr/bin/env python3
"""Serves a directory on loopback, and below /proxy/sumdb/ what the user's own GOPROXY says there.

    serve.py DIRECTORY UPSTREAM        prints the port, then serves

An answer of the checksum database is asked for once and kept: what is measured afterwards is ours
and Go's work, not the network's.
"""

import functools
import http.server
import sys
import threading
import urllib.error
import urllib.request

directory, upstream = sys.argv[1:]
kept = {}
lock = threading.Lock()


def ask(path):
    with lock:
        if path not in kept:
            try:
                with urllib.request.urlopen(upstream.rstrip("/") + path) as answer:
                    kept[path] = (200, answer.read())
            except urllib.error.HTTPError as error:
                kept[path] = (error.code, b"")
        return kept[path]


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if not self.path.startswith("/proxy/sumdb/"):
            return super().do_GET()
        status, body = ask(self.path.removeprefix("/proxy"))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(
    ("127.0.0.1", 0), functools.partial(Handler, directory=directory)
)
print(server.server_port, flush=True)
server.serve_forever()
