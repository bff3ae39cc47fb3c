"""Tables of Arrow, as pyarrow and DuckDB hand them over."""

from __future__ import annotations

import numpy as np
import pytest

import attachment as att

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

PEOPLE = 300


@pytest.fixture(scope="module")
def ecr():
    return att.load("ecr")


@pytest.fixture(scope="module")
def answers(ecr):
    return ecr.simulate(PEOPLE, seed=3, missing_share=0.04)


@pytest.fixture(scope="module")
def expected(ecr, answers):
    scores = ecr.score(answers)
    return {name: plain(scores[name]) for name in scores}


def plain(values):
    """A list in which what is undefined is None."""
    listed = values.tolist() if isinstance(values, np.ndarray) else values.to_pylist()
    return [None if v is None or v != v else v for v in listed]


def assert_scores(table, expected, kept=()):
    assert isinstance(table, pa.Table)
    assert table.column_names == [*kept, *expected]
    for name, values in expected.items():
        assert plain(table[name]) == values, name


def columns(answers, kind):
    return {
        f"Q{i + 1}": pa.array([None if v != v else int(v) for v in answers[:, i]], type=kind)
        for i in range(answers.shape[1])
    }


@pytest.mark.parametrize("kind", ["int8", "int16", "int32", "int64", "uint8", "uint16", "float", "double"])
def test_columns_with_nulls_of_every_number_type(ecr, answers, expected, kind):
    if kind in ("float", "double"):
        table = pa.table({name: values.cast(kind) for name, values in columns(answers, "int8").items()})
    else:
        table = pa.table(columns(answers, kind))
    scores = ecr.score(table)
    assert_scores(scores, expected)
    assert scores.schema.field("anxiety").type == pa.float64()
    assert scores.schema.field("anxiety_answered").type == pa.int16()
    assert scores["style"].null_count == expected["style"].count(None)


def test_decimals_are_numbers(ecr, answers, expected):
    table = pa.table({name: v.cast(pa.decimal128(21, 2)) for name, v in columns(answers, "int64").items()})
    assert_scores(ecr.score(table), expected)


def test_columns_in_chunks_that_do_not_meet(ecr, answers, expected):
    whole = columns(answers, "int32")
    cut = {
        name: pa.chunked_array([values[: 7 * i], values[7 * i : 7 * i], values[7 * i :]])
        for i, (name, values) in enumerate(whole.items())
    }
    assert_scores(ecr.score(pa.table(cut)), expected)


def test_a_slice_begins_where_it_was_cut(ecr, answers, expected):
    table = pa.table(columns(answers, "int32")).slice(100, 50)
    assert_scores(ecr.score(table), {name: values[100:150] for name, values in expected.items()})


def test_texts_in_dictionaries_with_labels(ecr, answers, expected):
    labels = {f"point {n}": n for n in range(1, 8)}
    coded = {}
    for name, values in columns(answers, "int64").items():
        texts = pa.array([None if v is None else f"point {v}" for v in values.to_pylist()])
        coded[name] = pa.chunked_array([texts[:120].dictionary_encode(), texts[120:].dictionary_encode()])
    table = pa.table(coded)
    assert_scores(ecr.score(table, labels=labels), expected)
    with pytest.raises(att.DataError) as caught:
        ecr.score(table, labels={"point 1": 1})
    assert caught.value.code == 2011
    assert "point" not in str(caught.value)


def test_texts_that_are_numbers_and_missing_codes(ecr, answers, expected):
    texts = {
        name: pa.array(["-9" if v is None else str(v) for v in values.to_pylist()], type=pa.large_string())
        for name, values in columns(answers, "int64").items()
    }
    assert_scores(ecr.score(pa.table(texts), missing_codes=[-9]), expected)


def test_kept_columns_come_out_as_they_are(ecr, answers, expected):
    who = pa.chunked_array([[f"p{i}" for i in range(10)], [f"p{i}" for i in range(10, PEOPLE)]])
    wave = pa.array([2] * PEOPLE, type=pa.int8())
    table = pa.table({"who": who, "wave": wave, **columns(answers, "int8")})
    scores = ecr.score(table, id="who", keep="wave")
    assert_scores(scores, expected, kept=["id", "wave"])
    assert scores["id"].to_pylist() == who.to_pylist()
    assert scores.schema.field("wave").type == pa.int8()
    assert att.manifest(scores)["rows"]["in"] == PEOPLE


def test_batches_and_streams_of_them(ecr, answers, expected):
    table = pa.table(columns(answers, "int16"))
    (batch,) = table.to_batches()
    assert_scores(ecr.score(batch), expected)
    assert_scores(ecr.score(table.to_reader(max_chunksize=64)), expected)


class Stream:
    """What another library may hand over: it knows nothing but Arrow's stream interface."""

    def __init__(self, table):
        self._table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self._table.__arrow_c_stream__(requested_schema)


def test_anything_with_the_stream_interface(ecr, answers, expected):
    assert_scores(ecr.score(Stream(pa.table(columns(answers, "int16")))), expected)


def test_nobody(ecr):
    table = pa.table({f"Q{i + 1}": pa.array([], type=pa.int8()) for i in range(36)})
    scores = ecr.score(table)
    assert scores.num_rows == 0
    assert scores.schema.field("anxiety").type == pa.float64()


@pytest.mark.parametrize("what", [pa.array([1, 2]), pa.chunked_array([[1, 2]])], ids=["array", "chunked array"])
def test_one_column_is_no_table(ecr, what):
    with pytest.raises(att.ArgumentError, match="is no table"):
        ecr.score(what)


def test_a_cell_that_is_no_answer_is_named_but_not_told(ecr, answers):
    spoilt = columns(answers, "int16")
    spoilt["Q5"] = pa.array([None, 77, *spoilt["Q5"].to_pylist()[2:]], type=pa.int16())
    with pytest.raises(att.DataError) as caught:
        ecr.score(pa.table(spoilt))
    assert caught.value.place == "row 1, column Q5 (item 5)"
    assert "77" not in str(caught.value)


@pytest.fixture(scope="module")
def connection(answers):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    connection = duckdb.connect()
    connection.register("arrived", pa.table({"who": pa.array(range(PEOPLE)), **columns(answers, "int32")}))
    connection.execute("create table waves as select * from arrived order by who")
    yield connection
    connection.close()


class TestDuckDB:
    QUERY = "select * from waves order by who"

    def test_a_query(self, ecr, expected, connection):
        assert_scores(ecr.score(connection.sql(self.QUERY), id="who"), expected, kept=["id"])

    def test_arrow(self, ecr, expected, connection):
        # A table or a stream of batches, as the version of DuckDB has it.
        assert_scores(ecr.score(connection.sql(self.QUERY).arrow(), id="who"), expected, kept=["id"])

    def test_a_table(self, ecr, expected, connection):
        query = connection.sql(self.QUERY)
        table = query.to_arrow_table() if hasattr(query, "to_arrow_table") else query.fetch_arrow_table()
        assert_scores(ecr.score(table, id="who"), expected, kept=["id"])

    def test_small_batches(self, ecr, expected, connection):
        query = connection.sql(self.QUERY)
        reader = query.to_arrow_reader(50) if hasattr(query, "to_arrow_reader") else query.fetch_record_batch(50)
        assert_scores(ecr.score(reader, id="who"), expected, kept=["id"])

    def test_an_enum_with_labels(self, ecr, answers, expected, connection):
        names = ", ".join(f"'point {n}'" for n in range(1, 8))
        connection.execute(f"create type agreement as enum ({names})")
        items = ", ".join(f"('point ' || Q{i + 1})::agreement as Q{i + 1}" for i in range(36))
        scores = ecr.score(
            connection.sql(f"select {items} from waves order by who"), labels={f"point {n}": n for n in range(1, 8)}
        )
        assert_scores(scores, expected)

    def test_scores_are_a_table_to_query(self, ecr, expected, connection):
        scores = ecr.score(connection.sql(self.QUERY), id="who")
        connection.register("scores", scores)
        rows = connection.sql("select style, count(*) from scores where style is not null group by style").fetchall()
        assert sum(count for _, count in rows) == sum(style is not None for style in expected["style"])

    def test_a_query_that_fails_says_so(self, ecr, connection):
        with pytest.raises(Exception, match="(?i)conversion|convert"):
            ecr.score(connection.sql("select cast('x' || who as integer) as Q1 from waves"))
