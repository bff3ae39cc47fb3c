"""Two subscale means with duckdb, and a write: one COPY statement."""
import sys

import duckdb

source, target = sys.argv[1:3]
REVERSED = {3, 15, 19, 22, 25, 27, 29, 31, 33, 35}


def mean(items):
    keyed = ", ".join(f"8 - Q{i}" if i in REVERSED else f"Q{i}" for i in items)
    return f"list_avg([{keyed}])"


duckdb.sql(
    f"COPY (SELECT id, {mean(range(2, 37, 2))} AS anxiety, {mean(range(1, 37, 2))} AS avoidance "
    f"FROM read_csv('{source}')) TO '{target}' (HEADER)"
)
