#!/usr/bin/env python3
"""Makes sealed-events.json: events, their canonical text and hash, by Python's own JSON and SHA-256 and none of our code.

For text without characters beyond the basic plane and for numbers that are whole or short decimals, json.dumps with sorted
keys and no spaces is RFC 8785's form. Run it again only to add vectors; those that are there stay as they are.
"""
import hashlib
import json
import sys

LOG = "c0" * 16
A, B = "a" * 32, "b" * 32


def seal(seq, at, monotonic_ms, type_, actors, body, prev):
    event = dict(v=1, log=LOG, seq=seq, at=at, monotonicMs=monotonic_ms, type=type_, actors=actors, body=body, prev=prev)
    text = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return dict(event=event, text=text, hash=hashlib.sha256(text.encode("utf-8")).hexdigest())


first = seal(1, "2026-11-22T09:30:00.000Z", 1250.5, "session.opened", [A, B], {"people": [A, B], "keyEpoch": 1}, "0" * 64)
second = seal(
    2, "2026-11-22T09:31:12.345Z", 73595.125, "concern.described", [A, B],
    {"concernId": "e" * 32, "visitId": None, "url": "https://example.org/?q=\u00e9\u20ac", "categoryId": "gambling",
     "words": "Llanfairpwll \u2013 \"odds\"\n\tand \\ \u0007 a bell; \u05d3, \u0416, \u6f22"},
    first["hash"])
third = seal(3, "2026-11-22T09:40:00.000Z", 601250, "review.finished", [B], {}, second["hash"])
json.dump([first, second, third], sys.stdout, indent=2, ensure_ascii=False)
print()
