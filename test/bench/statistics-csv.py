# Runs a command and says what it took: wall and processor seconds, most memory (MB). Without a command, reads the CSV
# named after "--" as a script would: csv.reader, and a dictionary of counts by all columns but the last two.
import csv, json, resource, subprocess, sys, time

if sys.argv[1] == "--":
    counts = {}
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        next(rows)
        for row in rows:
            key = tuple(row[:-2])
            sent, failed = counts.get(key, (0, 0))
            counts[key] = (sent + int(row[-2]), failed + int(row[-1]))
    print(len(counts))
else:
    start = time.monotonic()
    subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = time.monotonic() - start
    print(json.dumps({"wallS": wall, "cpuS": used.ru_utime + used.ru_stime, "memoryMb": used.ru_maxrss * 1024 / 1e6}))
