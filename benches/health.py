"""Parts of health.sh: slow servers, half a year of runs, and a client that scrapes."""

import json
import os
import random
import socket
import sys
import threading
import time


def slow(count):
    """Servers on ports that follow each other; each says ok 300 ms after somebody came."""
    for first in range(20000, 60000, 500):
        listeners = []
        try:
            for number in range(int(count)):
                listener = socket.socket()
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listener.bind(("127.0.0.1", first + number))
                listener.listen(16)
                listeners.append(listener)
            break
        except OSError:
            for listener in listeners:
                listener.close()
    print(first, flush=True)

    def serve(listener):
        while True:
            stream, _ = listener.accept()
            threading.Timer(0.3, lambda stream=stream: (stream.sendall(b"ok\n"), stream.close())).start()

    for listener in listeners:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
    while True:
        time.sleep(3600)


def runs(folder):
    """A file a day, as a run writes it."""
    checks = [f"custom.check-{number:02}" for number in range(40)]
    now = int(time.time())
    chance = random.Random(1)
    days = {}
    for when in range(now - 180 * 86400, now, 120):
        failed = {check: ["F", "127.0.0.1:5432 refuses the connection"] for check in checks if chance.random() < 0.01}
        run = {"t": when, "m": "quick", "d": 212}
        if failed:
            run["not"] = failed
        day = time.strftime("%Y-%m-%d", time.gmtime(when))
        lines = days.setdefault(day, [json.dumps({"checks": checks}, separators=(",", ":"))])
        lines.append(json.dumps(run, separators=(",", ":")))
    for day, lines in days.items():
        with open(os.path.join(folder, day + ".jsonl"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


def memory(process):
    with open(f"/proc/{process}/status", encoding="utf-8") as status:
        words = dict(line.split(":", 1) for line in status)
    return int(words["VmRSS"].split()[0]) / 1000, int(words["VmHWM"].split()[0]) / 1000


def scrapes(address, process):
    """As fast as one client can, for five seconds."""
    host, port = address.rsplit(":", 1)
    print(f"idle, before any request: {memory(process)[0]:.1f} MB")

    def scrape():
        with socket.create_connection((host, int(port))) as stream:
            stream.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
            answer = b""
            while piece := stream.recv(1 << 20):
                answer += piece
        assert answer.startswith(b"HTTP/1.1 200"), answer[:200]
        return len(answer)

    size = scrape()
    begun, count = time.monotonic(), 0
    while time.monotonic() - begun < 5:
        scrape()
        count += 1
    now, most = memory(process)
    print(f"{count / 5:.0f} scrapes a second of {size} bytes; {now:.1f} MB after, {most:.1f} MB at most")


if __name__ == "__main__":
    {"slow": slow, "runs": runs, "scrapes": scrapes}[sys.argv[1]](*sys.argv[2:])
