"""Whatever is done to a pack's text, the reader answers or lists what is wrong."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.policies import PackProblem, UnusablePack, read_pack

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "policies"
DEMO = (SHIPPED / "shop" / "demo.toml").read_bytes()
LINES = DEMO.splitlines(keepends=True)
ODD = [
    b"= 3",
    b"[]",
    b"{}",
    b'""',
    b"[[",
    b"nan",
    b"1e400",
    b"2026-11-21",
    b"'''",
    b"\xff",
    b"true",
]


@given(st.data())
def test_bent_bytes_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    text = bytearray(DEMO)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text) - 1))
        odd = data.draw(st.sampled_from(ODD) | st.binary(max_size=3))
        text[place : place + data.draw(st.integers(0, 12))] = odd

    read_or_refused(bytes(text))


@given(st.data())
def test_bent_lines_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    lines = list(LINES)
    index = data.draw(st.sampled_from([i for i, line in enumerate(lines) if b"=" in line]))
    key, _, value = lines[index].partition(b"=")
    odd = data.draw(st.sampled_from([*ODD, b"0x" + b"f" * 5000, b"[[[[{a={}}]]]]", value]))
    lines[index] = key[: data.draw(st.integers(0, len(key)))] + b" = " + odd + b"\n"

    read_or_refused(b"".join(lines))


def read_or_refused(content: bytes) -> None:
    problems = problems_of(content)

    assert all(len(str(problem).splitlines()) == 1 for problem in problems)
    assert all(problem.message.endswith((".", "?")) for problem in problems)


def problems_of(content: bytes) -> tuple[PackProblem, ...]:
    try:
        read_pack(content, "bent.toml")
    except UnusablePack as refused:
        assert refused.problems, "a refusal says why"  # noqa: PT017 -- what is asked of any refusal
        return refused.problems
    return ()
