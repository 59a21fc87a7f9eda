#!/usr/bin/env python3
"""Runs commands in turn, A B C A B C ..., and prints how each compares with the first, round by round.

    pair.py [--rounds N] [--warmup N] [--repeat N] [--before 'SHELL COMMAND'] [--apart 'REGEX']
            NAME='SHELL COMMAND' ...

Machines drift, so a ratio is taken within one round and the median of the rounds is printed, with
minimum and maximum beside it. Wall time by the monotonic clock; CPU and peak memory (the largest
single process) by wait4. A child starts with its parent's peak, so memory below some 12 MB cannot be
seen. `--before` runs untimed before every command, with NAME and ROUND in its environment (a fresh
directory per run: deleting the old one on ext4 makes the next run slow). `--apart` finds
milliseconds in what a command prints; they are taken off its wall time and shown beside it.
"""

import argparse
import os
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
import time


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--warmup", type=int, default=1)
    parser.add_argument("--before")
    parser.add_argument("--repeat", type=int, default=1, help="runs of a command per round")
    parser.add_argument("--apart", type=re.compile, help="its group is a number of milliseconds")
    parser.add_argument("commands", nargs="+", metavar="NAME=COMMAND")
    options = parser.parse_args()
    commands = [command.partition("=")[::2] for command in options.commands]

    runs = {name: [] for name, _ in commands}
    for number in range(options.warmup + options.rounds):
        for name, command in commands:
            env = dict(os.environ, NAME=name, ROUND=str(number))
            if options.before:
                subprocess.run(["sh", "-c", options.before], env=env, check=True)
            run = measure(command, env, options.repeat, options.apart)
            if number >= options.warmup:
                runs[name].append(run)
    report(commands[0][0], runs, options.apart)


def measure(command, env, repeat, apart):
    """Wall seconds, CPU seconds (means of `repeat` runs), peak MB, and the seconds told apart."""
    wall = cpu = peak = beside = 0
    # A shell only where the command needs one: its own start counts as much as ours.
    shell = any(sign in command for sign in "|<>&;$*`")
    words = ["sh", "-c", command] if shell else shlex.split(command)
    printed = tempfile.TemporaryFile() if apart else open(os.devnull, "wb")
    for _ in range(repeat):
        began = time.monotonic()
        child = os.posix_spawnp(words[0], words, env, file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, printed.fileno(), 1),
        ])
        _, status, usage = os.wait4(child, 0)
        wall += time.monotonic() - began
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss / 1024)
        if status != 0:
            sys.exit(f"pair.py: ended with {os.waitstatus_to_exitcode(status)}: {command}")
    if apart:
        printed.seek(0)
        found = apart.findall(printed.read().decode())
        beside = sum(float(figure) for figure in found) / 1000
        wall -= beside
    printed.close()
    return wall / repeat, cpu / repeat, peak, beside / repeat


def report(first, runs, apart):
    print(f"{'':16}{'wall':>10}{'cpu':>10}{'peak':>8}   wall against {first:12}  cpu"
          + ("     apart" if apart else ""))
    for name, measured in runs.items():
        wall, cpu, peak, beside = (statistics.median(figures) for figures in zip(*measured))
        ratios, cpu_ratio = against(measured, runs[first], 0), against(measured, runs[first], 1)
        span = f"{statistics.median(ratios):.2f} [{ratios[0]:.2f}..{ratios[-1]:.2f}]"
        print(f"{name:16}{wall * 1000:7.1f} ms{cpu * 1000:7.1f} ms{peak:5.0f} MB   {span:26}"
              f"{statistics.median(cpu_ratio):.2f}" + (f"{beside * 1000:7.0f} ms" if apart else ""))


def against(measured, first, figure):
    """The ratios of the rounds, sorted; a CPU time may be below what the kernel counts."""
    return sorted(own[figure] / max(other[figure], 1e-9) for own, other in zip(measured, first))



main()
