"""Peer of the directory store: the same columns in SQLite, in memory, with an index for each search.

Reads tab-separated lines: `P row family specialties` and `S row name postal`, then `Q name parameters…` to be timed.
Writes one line of JSON: load time, memory, and the durations of each kind of search in milliseconds.
"""
import json
import resource
import sqlite3
import sys
import time

PAGE = 50
base = sqlite3.connect(":memory:")
base.executescript(
    """
    CREATE TABLE professional (id INTEGER PRIMARY KEY, family TEXT);
    CREATE TABLE specialty (code TEXT, professional INTEGER);
    CREATE TABLE structure (id INTEGER PRIMARY KEY, name TEXT, postal TEXT);
    """
)
SEARCHES = {
    # Speciality and beginning of the name.
    "specialty+family": "FROM specialty JOIN professional ON professional.id = professional WHERE code = ? AND family >= ? AND family < ?",
    # Letters inside the name, nothing else.
    "family contains": "FROM professional WHERE instr(family, ?)",
    # Beginning of the postal code and letters inside the name of the structure.
    "postal+name contains": "FROM structure WHERE postal >= ? AND postal < ? AND instr(name, ?)",
}
started = time.perf_counter()
professionals, specialties, structures, searches = [], [], [], []


def flush():
    base.executemany("INSERT INTO professional VALUES (?, ?)", professionals)
    base.executemany("INSERT INTO specialty VALUES (?, ?)", specialties)
    base.executemany("INSERT INTO structure VALUES (?, ?, ?)", structures)
    for rows in (professionals, specialties, structures):
        rows.clear()


for line in sys.stdin:
    kind, *fields = line.rstrip("\n").split("\t")
    if kind == "P":
        professionals.append((int(fields[0]), fields[1]))
        specialties.extend((code, int(fields[0])) for code in fields[2].split() if code)
    elif kind == "S":
        structures.append((int(fields[0]), fields[1], fields[2]))
    else:
        searches.append((fields[0], fields[1:]))
    if len(professionals) + len(structures) >= 100_000:
        flush()
flush()
base.executescript(
    """
    CREATE INDEX by_code ON specialty (code, professional);
    CREATE INDEX by_family ON professional (family);
    CREATE INDEX by_postal ON structure (postal);
    ANALYZE;
    """
)
loaded = time.perf_counter() - started
durations = {}
for name, parameters in searches:
    begun = time.perf_counter()
    key = "professional" if name == "specialty+family" else "id"
    page = base.execute(f"SELECT {key} {SEARCHES[name]} ORDER BY {key} LIMIT {PAGE}", parameters).fetchall()
    (count,) = base.execute(f"SELECT count(*) {SEARCHES[name]}", parameters).fetchone()
    durations.setdefault(name, []).append(
        {"ms": (time.perf_counter() - begun) * 1000, "count": count, "first": page[0][0] if page else -1}
    )
print(
    json.dumps(
        {
            "version": sqlite3.sqlite_version,
            "loadSeconds": loaded,
            "memoryMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "durations": durations,
        }
    )
)
