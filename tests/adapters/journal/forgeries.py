"""Ways to bend a journal whose guards were taken away, each as small as it can be."""

import sqlite3

from returns_desk.adapters.journal.hash_chain import link_hash


def rows(connection: sqlite3.Connection, start: int) -> list[tuple[int, bytes, bytes, str]]:
    return connection.execute(
        "SELECT sequence, previous_hash, hash, envelope FROM events WHERE sequence >= ?"
        " ORDER BY sequence",
        [start],
    ).fetchall()


def replace_row(
    connection: sqlite3.Connection, sequence: int, previous: bytes, own: bytes, envelope: str
) -> None:
    connection.execute("DELETE FROM events WHERE sequence = ?", [sequence])
    connection.execute(
        "INSERT INTO events (sequence, previous_hash, hash, envelope) VALUES (?, ?, ?, ?)",
        (sequence, previous, own, envelope),
    )


def rewrite_from(connection: sqlite3.Connection, start: int, old: str, new: str) -> None:
    """Change one event and make every hash after it fit again, as a patient forger would."""
    previous: bytes | None = None
    for sequence, before, _, envelope in rows(connection, start):
        text = envelope.replace(old, new) if sequence == start else envelope
        linked = before if previous is None else previous
        previous = link_hash(linked, text.encode())
        replace_row(connection, sequence, linked, previous, text)


def shift_up(connection: sqlite3.Connection, start: int) -> None:
    connection.execute("UPDATE events SET sequence = -(sequence + 1) WHERE sequence >= ?", [start])
    connection.execute("UPDATE events SET sequence = -sequence WHERE sequence < 0")


def shift_down(connection: sqlite3.Connection, start: int) -> None:
    connection.execute("UPDATE events SET sequence = -(sequence - 1) WHERE sequence >= ?", [start])
    connection.execute("UPDATE events SET sequence = -sequence WHERE sequence < 0")


def change_the_text(connection: sqlite3.Connection) -> None:
    connection.execute(
        "UPDATE events SET envelope = replace(envelope, '2136', '9136') WHERE sequence = 8"
    )


def change_and_hash_again(connection: sqlite3.Connection) -> None:
    _, previous, _, envelope = rows(connection, 8)[0]
    text = envelope.replace("2136", "9136")
    replace_row(connection, 8, previous, link_hash(previous, text.encode()), text)


def change_a_hash(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE events SET hash = zeroblob(32) WHERE sequence = 8")


def change_a_previous_hash(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE events SET previous_hash = x'00ff' WHERE sequence = 8")


def put_a_text_for_a_hash(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE events SET hash = 'none' WHERE sequence = 8")


def put_no_object(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE events SET envelope = json_quote('gone') WHERE sequence = 8")


def remove_one(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM events WHERE sequence = 8")


def remove_several(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM events WHERE sequence BETWEEN 8 AND 11")


def remove_and_close_the_gap(connection: sqlite3.Connection) -> None:
    remove_one(connection)
    shift_down(connection, 9)


def remove_the_genesis(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM events WHERE sequence = 1")


def insert_a_linked_one(connection: sqlite3.Connection) -> None:
    previous, envelope = rows(connection, 8)[0][1], rows(connection, 8)[0][3]
    forged = envelope.replace("2136", "1")
    shift_up(connection, 8)
    connection.execute("UPDATE events SET previous_hash = x'01' WHERE sequence = 9")
    replace_row(connection, 8, previous, link_hash(previous, forged.encode()), forged)


def insert_a_stranger(connection: sqlite3.Connection) -> None:
    envelope = rows(connection, 8)[0][3]
    shift_up(connection, 8)
    replace_row(connection, 8, b"stranger", link_hash(b"stranger", envelope.encode()), envelope)


def swap_neighbours(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE events SET sequence = -9 WHERE sequence = 8")
    connection.execute("UPDATE events SET sequence = 8 WHERE sequence = 9")
    connection.execute("UPDATE events SET sequence = 9 WHERE sequence = -9")


def swap_far_apart(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE events SET sequence = -9 WHERE sequence = 8")
    connection.execute("UPDATE events SET sequence = 8 WHERE sequence = 15")
    connection.execute("UPDATE events SET sequence = 15 WHERE sequence = -9")


def move_to_the_end(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE events SET sequence = 1000 WHERE sequence = 8")


def cut_the_tail(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM events WHERE sequence >= 8")


def empty_it(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM events")
