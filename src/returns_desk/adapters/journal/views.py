"""Views over the read models, for managers who open the journal with a tool of their own.

Owns their names and columns: once published they keep their meaning. Money is in minor units of the
store's currency, times carry their offset. Read-only by nature; nothing in the program reads them.
"""

from typing import Final

from returns_desk.adapters.journal import day_ends_table, promises_table
from returns_desk.adapters.journal.escalation_life import VIEW

VIEWS: Final = (
    "v_cases",
    "v_items",
    "v_goods",
    "v_bookings",
    "v_escalations",
    "v_decisions",
    "v_escalation_life",
    "v_promises",
    "v_day_ends",
    "v_figures_daily",
    "v_figures_weekly",
)

DDL: Final = (
    """CREATE VIEW v_cases AS
    SELECT c.number, c.case_id, c.opened_at, c.closed_at, c.stage, c.operator, c.receipt,
    f.option AS first_asked, c.outcome, c.amount,
    CASE WHEN c.closed_at IS NOT NULL THEN f.option = c.outcome END AS got_first_asked,
    CASE WHEN c.closed_at IS NOT NULL THEN
    CAST(round((julianday(c.closed_at) - julianday(c.opened_at)) * 86400) AS INTEGER)
    END AS seconds_at_counter
    FROM cases c LEFT JOIN first_asks f ON f.case_id = c.case_id""",
    """CREATE VIEW v_items AS
    SELECT c.number, i.case_id, nullif(i.receipt, '') AS receipt, i.line, i.quantity, i.reason,
    i.condition, i.description, i.sku, i.gtin, i.category, i.paid, i.fee, c.outcome, c.closed_at
    FROM case_items i LEFT JOIN cases c ON c.case_id = i.case_id""",
    """CREATE VIEW v_goods AS
    SELECT c.number, g.case_id, g.placed_at, nullif(g.receipt, '') AS receipt, g.line, g.quantity,
    i.description, i.sku, i.gtin, i.reason, i.condition, g.place, g.suggested, g.confirmed,
    g.operator FROM goods_places g LEFT JOIN cases c ON c.case_id = g.case_id
    LEFT JOIN case_items i
    ON i.case_id = g.case_id AND i.receipt = g.receipt AND i.line = g.line""",
    """CREATE VIEW v_bookings AS
    SELECT c.number, l.case_id, l.key, l.leg, l.destination, l.means, l.receipt, l.tender,
    l.amount, l.rounding, l.state, l.reference, l.begun_at, l.operator, l.why
    FROM legs l LEFT JOIN cases c ON c.case_id = l.case_id""",
    """CREATE VIEW v_escalations AS
    SELECT c.number, e.case_id, e.event, e.raised_at, e.trigger, e.option, e.rule, e.amount,
    e.operator FROM escalations e LEFT JOIN cases c ON c.case_id = e.case_id""",
    """CREATE VIEW v_decisions AS
    SELECT c.number, d.case_id, d.event, d.decided_at, d.decision, d.option, d.amount, d.approver,
    d.reason, d.alternative FROM decisions d LEFT JOIN cases c ON c.case_id = d.case_id""",
    VIEW,
    promises_table.VIEW,
    day_ends_table.VIEW,
    """CREATE VIEW v_figures_daily AS
    SELECT f.day, f.figure, f.which, f.count, f.total, m.which AS which_is, m.total AS total_in,
    m.meaning
    FROM figures f JOIN figure_meanings m ON m.figure = f.figure""",
    """CREATE VIEW v_figures_weekly AS
    SELECT date(f.day, 'weekday 0', '-6 days') AS week_from, f.figure, f.which,
    sum(f.count) AS count, sum(f.total) AS total, m.which AS which_is, m.total AS total_in,
    m.meaning FROM figures f JOIN figure_meanings m ON m.figure = f.figure
    GROUP BY week_from, f.figure, f.which""",
)
