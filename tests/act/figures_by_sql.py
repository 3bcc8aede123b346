"""Every figure of the report worked out once more, in SQL alone."""

from datetime import timedelta

MEASURES = """
CREATE OR REPLACE TABLE m{n} AS
WITH o AS (SELECT *, order_date::DATE AS on_day FROM orders WHERE order_date < DATE '{day}' + 1),
b AS (SELECT customer_id, min(order_date) AS first_order, max(order_date) AS last_order,
        count(DISTINCT order_id) AS frequency, count(DISTINCT on_day) AS n_days,
        min(on_day) AS first_day, max(on_day) AS last_day
      FROM o WHERE amount >= 0 GROUP BY 1),
s AS (SELECT customer_id, sum(amount) AS monetary FROM o GROUP BY 1)
SELECT customer_id, first_order, last_order, coalesce(frequency, 0) AS frequency, monetary,
  DATE '{day}' - last_day AS recency_days, DATE '{day}' - first_day AS tenure_days,
  CASE WHEN n_days > 1 THEN (last_day - first_day) / (n_days - 1) END AS mean_gap_days,
  CASE WHEN n_days > 1 THEN (DATE '{day}' - last_day) / ((last_day - first_day) / (n_days - 1)) END AS silence_gaps,
  CASE WHEN frequency > 0 THEN monetary / frequency END AS average_order
FROM s LEFT JOIN b USING (customer_id)
"""
ACTIVITY = """CASE WHEN frequency = 0 THEN 'potential' WHEN tenure_days <= 90 THEN 'new'
  WHEN silence_gaps < 2 THEN 'active' WHEN silence_gaps < 4 THEN 'dormant' ELSE 'lost' END"""
RFM = """
CREATE OR REPLACE TABLE c AS
WITH q AS (
  SELECT quantile_cont(-recency_days::DOUBLE, [.2, .4, .6, .8]) r, quantile_cont(frequency::DOUBLE, [.2, .4, .6, .8]) f
  FROM m0 WHERE recency_days IS NOT NULL),
s AS (
  SELECT m0.*, 1 + len(list_filter(q.r, lambda x: x < -recency_days)) r,
    1 + len(list_filter(q.f, lambda x: x < frequency)) f
  FROM m0, q),
v AS (SELECT customer_id, greatest(monetary, 0) value FROM m0),
a AS (SELECT customer_id, (SELECT coalesce(sum(w.value), 0) FROM v w WHERE w.value > v.value)
    / (SELECT sum(value) FROM v) before
  FROM v)
SELECT s.*, {activity} AS activity,
  CASE WHEN round(before, 12) < .8 THEN 'A' WHEN round(before, 12) < .95 THEN 'B' ELSE 'C' END AS abc,
  CASE WHEN recency_days IS NULL THEN NULL
    WHEN r = 5 AND f >= 4 THEN 'champion' WHEN r >= 3 AND f >= 4 THEN 'loyal'
    WHEN r >= 4 AND f >= 2 THEN 'potential_loyalist'
    WHEN r = 5 THEN 'new' WHEN r = 4 THEN 'promising' WHEN r = 3 AND f = 3 THEN 'need_attention'
    WHEN r = 3 THEN 'about_to_sleep' WHEN f = 5 THEN 'cannot_lose'
    WHEN f >= 3 THEN 'at_risk' ELSE 'hibernating' END AS rfm
FROM s JOIN a USING (customer_id)
"""
CODES = {
    "rfm": ["champion", "loyal", "potential_loyalist", "new", "promising", "need_attention", "about_to_sleep",
            "at_risk", "cannot_lose", "hibernating"],
    "abc": ["A", "B", "C"],
    "activity": ["potential", "new", "active", "dormant", "lost"],
}  # fmt: skip
SPREAD = ["recency_days", "frequency", "monetary", "average_order", "mean_gap_days", "silence_gaps"]


def figures(con, as_of):
    """Return for each table of the report its rows, the first column being a code."""
    earlier = as_of.replace(year=as_of.year - 1)
    for n, day in enumerate((as_of, earlier)):
        con.execute(MEASURES.format(n=n, day=day))
    con.execute(RFM.format(activity=ACTIVITY))
    found = {name: _profile(con, name) for name in CODES}
    found["measures"] = [
        (column, *con.execute(
            f"SELECT count({column}), avg({column}), min({column}), quantile_cont({column}, .25), median({column}), "
            f"quantile_cont({column}, .75), max({column}) FROM m0"
        ).fetchone())
        for column in SPREAD
    ]  # fmt: skip
    found["overview"] = con.execute(
        "SELECT count(*), sum(frequency), sum(monetary), min(first_order), max(last_order) FROM m0"
    ).fetchone()
    rows = con.execute(f"""
        SELECT coalesce(old.activity, 'entered'), c.activity, count(*) FROM c
        LEFT JOIN (SELECT customer_id, {ACTIVITY} AS activity FROM m1) old USING (customer_id) GROUP BY 1, 2""")
    pairs = {(old, new): n for old, new, n in rows.fetchall()}
    found["moves"] = [
        (old, *(pairs.get((old, new), 0) for new in CODES["activity"]))
        for old in [*CODES["activity"], "entered"]
    ]
    found["calls"] = con.execute("""
        SELECT row_number() OVER (ORDER BY monetary DESC, customer_id), customer_id, monetary, recency_days,
          mean_gap_days, rfm
        FROM c WHERE abc = 'A' AND activity = 'dormant' ORDER BY 1 LIMIT 20""").fetchall()
    late = con.execute("SELECT count(*) FROM orders WHERE order_date >= ?", [as_of + timedelta(days=1)])
    found["after"] = late.fetchone()[0]
    return found


def _profile(con, name):
    rows = {
        row[0]: row[1:]
        for row in con.execute(f"""
            SELECT {name}, count(*), count(*) / sum(count(*)) OVER (), sum(monetary),
              sum(monetary) / sum(sum(monetary)) OVER (), avg(monetary)
            FROM c WHERE {name} IS NOT NULL GROUP BY 1""").fetchall()
    }
    return [(code, *rows.get(code, (0, 0.0, 0.0, 0.0, None))) for code in CODES[name]]
