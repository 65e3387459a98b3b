"""Runs a shell script in a terminal of its own and types a passphrase at each prompt, as the two people at the safe would.

Usage: type-passphrases.py SCRIPT PASSPHRASE... What the terminal showed goes to standard output.
"""
import os
import pty
import sys

script, passphrases = sys.argv[1], sys.argv[2:]
shown = b""
child, terminal = pty.fork()
if child == 0:
    os.execvp("sh", ["sh", "-e", script])
while True:
    try:
        said = os.read(terminal, 4096)
    except OSError:
        break
    if not said:
        break
    shown += said
    sys.stdout.buffer.write(said)
    if shown.rstrip().endswith(b":") and b"passphrase" in shown.rsplit(b"\n", 1)[-1]:
        if not passphrases:
            sys.stdout.buffer.write(b"\nasked for one passphrase more\n")
            break
        os.write(terminal, passphrases.pop(0).encode() + b"\n")
        shown = b""
os.close(terminal)
sys.stdout.buffer.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
