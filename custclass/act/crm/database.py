"""The CRM as a real database: made, filled, asked. SQLite without an address, any other by its SQLAlchemy address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pandas as pd
import sqlalchemy as sa

from custclass.act.crm.bound import bound, rows_of
from custclass.act.crm.refusals import not_sql, refused
from custclass.act.crm.schema import AMOUNTS, META, TIMES, WHAT
from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, join, say

if TYPE_CHECKING:
    from custclass.classify.scheme import Scheme


def create(address: str = "sqlite://", fresh: bool = False) -> Database:
    """Open a CRM database and make the tables that are not there yet.

    Parameters
    ----------
    address : str
        An SQLAlchemy address. ``"sqlite://"`` lives in memory, ``"sqlite:///crm.sqlite"`` in a file,
        ``"postgresql+psycopg://name:password@server/crm"`` on a PostgreSQL server.
    fresh : bool
        True empties the CRM's own tables first. Other tables are never touched.

    Returns
    -------
    Database
        With ``fill``, ``query``, ``classify`` and ``rows``.

    Raises
    ------
    CourseError
        If the address is none, its driver is not installed, or the database cannot be reached.

    Examples
    --------
    >>> db = create()
    >>> db.fill(people=pd.DataFrame({"customer_id": ["S1"], "name": ["王芳"]}))
    >>> db.query("SELECT name FROM people WHERE customer_id = :who", who="S1")["name"].item()
    '王芳'
    """
    try:
        more: dict[str, Any] = (
            {"poolclass": sa.StaticPool} if address in ("sqlite://", "sqlite:///:memory:") else {}
        )
        engine = sa.create_engine(address, **more)
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA foreign_keys=ON"))
        with engine.begin() as connection:
            if fresh:
                META.drop_all(connection)
            META.create_all(connection)
    except ImportError as error:
        raise CourseError(
            say(
                zh='连接这种数据库要先装驱动 {driver}：PostgreSQL 请运行 pip install "psycopg[binary]"，然后重试。',
                en="This kind of database needs the driver {driver} first: for PostgreSQL run "
                'pip install "psycopg[binary]", then try again.',
            ).format(driver=error.name or error)
        ) from error
    except (sa.exc.SQLAlchemyError, AttributeError) as error:
        raise CourseError(
            say(
                zh="打不开数据库 {where}（{why}）。请检查地址，例如 sqlite:///crm.sqlite，以及服务器是否开着。",
                en="The database {where} cannot be opened ({why}). Look at the address, such as "
                "sqlite:///crm.sqlite, and whether the server is running.",
            ).format(where=_without_password(address), why=type(error).__name__)
        ) from error
    return Database(engine)


def _without_password(address: Any) -> str:
    try:
        return sa.make_url(address).render_as_string(hide_password=True)
    except sa.exc.ArgumentError:
        return "address="


class Database:
    """A CRM database; made by `create`."""

    def __init__(self, engine: sa.Engine):
        self.engine = engine

    def _table(self) -> Any:
        from custclass.show.tables import table

        titles = {"table": say(zh="表", en="table"), "what": say(zh="内容", en="what it holds")}
        shown = self.rows.rename_axis("table").reset_index()
        shown.insert(1, "what", shown["table"])
        return table(shown, {**titles, "rows": say(zh="行数", en="rows")}, values={"what": WHAT}, rows=None)

    def __repr__(self) -> str:
        return repr(self._table())

    def _repr_html_(self) -> str:
        return self._table()._repr_html_()

    @contextmanager
    def changing(self) -> Iterator[sa.Connection]:
        """A transaction that is kept if nothing goes wrong in it."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except sa.exc.SQLAlchemyError as error:
            raise refused(error) from error

    def fill(self, **tables: pd.DataFrame) -> None:
        """Add rows to tables of the CRM, all or none; NaN and NaT are stored as NULL.

        Parameters
        ----------
        **tables
            Name of a table -> rows to add, such as ``fill(people=..., orders=...)``. Columns that the table does
            not have are left out.

        Raises
        ------
        CourseError
            If there is no such table, a needed column or value is missing, a key is there already, or a row
            belongs to a customer who is not in ``people``.
        """
        unknown = [name for name in tables if name not in META.tables]
        if unknown:
            raise CourseError(
                say(
                    zh="CRM里没有表 {name}：有的是 {known}。",
                    en="The CRM has no table {name}: there are {known}.",
                ).format(name=unknown[0], known=join(META.tables))
            )
        people = set(self.query("SELECT customer_id FROM people")["customer_id"])
        if "people" in tables:
            lacks_columns(tables["people"].columns, ["customer_id"], "people")
            people |= set(tables["people"]["customer_id"])
        with self.changing() as connection:
            for table in META.sorted_tables:
                if table.name in tables:
                    rows = rows_of(tables[table.name], table, people)
                    if rows:
                        connection.execute(sa.insert(table), rows)

    def query(self, sql: str, **params: Any) -> pd.DataFrame:
        """Ask the database; values go in as bound parameters, never pasted into the text.

        Parameters
        ----------
        sql : str
            A ``SELECT``; ``:name`` stands for a parameter.
        **params
            Their values: a number, a text, a list for ``IN :name``, or a day; a text written year-month-day, such as
            ``"2025-12-31"``, is a day.

        Returns
        -------
        DataFrame
            The columns asked for; those that hold days or moments in the CRM's tables are datetimes.

        Raises
        ------
        CourseError
            If the SQL cannot be run, with what is wrong in it; or if it is no text.

        Examples
        --------
        >>> create().query("SELECT COUNT(*) AS rows_found FROM orders")["rows_found"].item()
        0
        """
        if not isinstance(sql, str):
            raise not_sql(sql)
        try:
            statement = sa.text(sql).bindparams(*(bound(name, value) for name, value in params.items()))
            with self.engine.connect() as connection:
                result = connection.execute(statement)
                if not result.returns_rows:
                    raise CourseError(
                        say(
                            zh="query 只用来查询（SELECT），没有改动任何数据；写入请用 fill 或标签的函数。",
                            en="query only asks (SELECT); nothing was changed. To write, use fill or the functions "
                            "for tags.",
                        )
                    )
                table = pd.DataFrame(result.fetchall(), columns=list(result.keys()))
        except sa.exc.SQLAlchemyError as error:
            raise refused(error) from error
        for column in table.columns.intersection(list(TIMES)):
            table[column] = pd.to_datetime(table[column])
        for column in table.columns.intersection(list(AMOUNTS)):
            table[column] = table[column].astype(float)  # also where no row was found
        return table

    def store(self, name: str, frame: pd.DataFrame) -> None:
        """Keep a table of measures in the database under `name`, in place of an earlier one; NaN becomes NULL.

        Raises
        ------
        CourseError
            If the name is that of one of the CRM's own tables.
        """
        if name in META.tables:
            raise CourseError(
                say(
                    zh="{name} 是CRM自己的表，不能覆盖：请换一个名字。",
                    en="{name} is a table of the CRM itself and is not replaced: choose another name.",
                ).format(name=name)
            )
        with self.changing() as connection:
            frame.to_sql(name, connection, if_exists="replace", index=False)

    def classify(self, scheme: Scheme, table: str) -> pd.Series:
        """Run the rules of a scheme inside the database.

        Parameters
        ----------
        scheme : Scheme
            Its ``to_sql(table)`` is what runs.
        table : str
            A table kept by `store`, with ``customer_id`` and the scheme's measures.

        Returns
        -------
        Series
            customer_id -> class code, null where no class matches.
        """
        try:
            with self.engine.connect() as connection:
                # As it stands: in a text() a colon inside a label would be taken for a parameter.
                result = connection.exec_driver_sql(scheme.to_sql(table))
                answer = pd.DataFrame(result.fetchall(), columns=list(result.keys()))
        except sa.exc.SQLAlchemyError as error:
            raise refused(error) from error
        lacks_columns(answer.columns, ["customer_id"], table)
        return answer.set_index("customer_id")["class"]

    @property
    def rows(self) -> pd.Series:
        """How many rows each table of the CRM holds."""
        with self.engine.connect() as connection:
            counted = {
                name: connection.scalar(sa.select(sa.func.count()).select_from(table))
                for name, table in META.tables.items()
            }
        return pd.Series(counted, name="rows")
