"""The classification scheme: an ordered list of named classes, each a union of boxes over measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from custclass.classify.construction import check_parts, code_of
from custclass.classify.measure import Class, Measure
from custclass.show.say import Text, say

if TYPE_CHECKING:
    import pandas as pd

    from custclass.classify.check import Check

__all__ = ["Class", "Measure", "Scheme"]

_TREE = say(zh="决策树", en="Decision tree")


class Scheme:
    """An ordered list of named classes over some measures. The first class that matches wins.

    Parameters
    ----------
    name : str
        Its name in code.
    title : Text
        Its name in both languages.
    measures : list of Measure
        The figures it decides on.
    classes : list of Class
        In the order in which they are tried. The last may be ``otherwise``. Who matches none has no class.
    exclusive : bool
        True makes it a fault when two classes overlap, although the order would decide.

    Attributes
    ----------
    notes : list of Text
        What to know before the rules are used, where they come from a model; shown under them.

    Raises
    ------
    CourseError
        If the parts do not fit together: a measure that is not declared, two classes of one name,
        ``otherwise`` before the end, a condition that does not suit its measure.

    Examples
    --------
    >>> import pandas as pd
    >>> from custclass.classify.conditions import at_least, below, between, missing
    >>> from custclass.show.say import say
    >>> activity = Scheme(
    ...     "activity", say(zh="活跃度", en="Activity"),
    ...     measures=[Measure("silence_gaps", kind="real", low=0, missing=True)],
    ...     classes=[
    ...         Class("active", say(zh="活跃客户", en="active customer"), {"silence_gaps": below(2)}),
    ...         Class("dormant", say(zh="沉睡客户", en="dormant customer"), {"silence_gaps": between(2, 4)}),
    ...         Class("lost", say(zh="流失客户", en="lost customer"),
    ...               {"silence_gaps": at_least(4)}, {"silence_gaps": missing()}),
    ...     ])
    >>> activity.classify(pd.DataFrame({"silence_gaps": [0.5, 2.0, None]})).tolist()
    ['active', 'dormant', 'lost']
    """

    def __init__(
        self,
        name: str,
        title: Text,
        *,
        measures: Sequence[Measure],
        classes: Sequence[Class],
        exclusive: bool = False,
    ):
        self.name = name
        self.title = title
        self.measures = {measure.name: measure for measure in measures}
        self.classes = tuple(classes)
        self.exclusive = exclusive
        self.notes: list[Text] = []
        check_parts(self, len(measures))

    @property
    def codes(self) -> list[str]:
        """The class codes, in order."""
        return [item.code for item in self.classes]

    @property
    def labels(self) -> dict[str, Text]:
        """The label of each class code."""
        return {item.code: item.label for item in self.classes}

    def label(self, code: str) -> Text:
        """Return the label of a class.

        Parameters
        ----------
        code : str
            A class code, or whatever else `code_of` takes.

        Raises
        ------
        CourseError
            If there is no such class.
        """
        return self.labels[self.code_of(code)]

    def code_of(self, text: object) -> str:
        """Return the class code for a code or a label in either language.

        Parameters
        ----------
        text : str or Text
            Upper and lower case, spaces, hyphens and underscores make no difference.

        Raises
        ------
        CourseError
            If there is no such class.

        Examples
        --------
        >>> from custclass.classify.catalogue import schemes
        >>> schemes["activity"].code_of("沉睡客户"), schemes["activity"].code_of("Active Customer")
        ('dormant', 'active')
        """
        return code_of(self, text)

    def classify(self, table: Any) -> Any:
        """Give each customer of a table the first class that matches.

        Parameters
        ----------
        table : pandas or polars DataFrame, polars LazyFrame, DuckDB or PySpark relation
            One row a customer, with a column per measure. NaN and null are missing.

        Returns
        -------
        Series or relation
            For data frames a Series "class" of codes (in pandas with the table's index), missing where no class
            matches. For lazy tables the relation with a column ``class`` added or replaced.

        Raises
        ------
        CourseError
            If a column is lacking or not of the kind its measure declares.
        """
        from custclass.classify.engine import classify

        return classify(self, table)

    @classmethod
    def from_tree(
        cls,
        tree: Any,
        names: Sequence[str],
        *,
        measures: Mapping[str, Measure] = MappingProxyType({}),
        labels: Mapping[Any, Text] = MappingProxyType({}),
        name: str = "tree",
        title: Text = _TREE,
    ) -> Scheme:
        """Make a scheme of a fitted decision tree: the leaves of one class are its boxes.

        Parameters
        ----------
        tree : sklearn.tree.DecisionTreeClassifier
            The fitted tree.
        names : sequence of str
            The columns it learned from, in order.
        measures : mapping column -> Measure
            Kind, label and unit of a column. Left out: as in the catalogue where it is one of its measures,
            else any real number that is never missing.
        labels : mapping class -> Text
            Labels of the tree's classes.
        name, title : str, Text
            Name of the scheme in code and in both languages.

        Returns
        -------
        Scheme
            It classifies as the tree predicts, but for numbers that scikit-learn's rounding moves over a cut
            point (see its ``notes``). A class without a leaf is left out. A class that is no identifier gets
            one: 1 becomes ``class_1``.

        Raises
        ------
        CourseError
            If it is no fitted classification tree, the names do not fit, or a measure is a category.

        Examples
        --------
        >>> from sklearn.tree import DecisionTreeClassifier
        >>> tree = DecisionTreeClassifier(max_depth=1).fit([[1], [2], [8], [9]], ["rare", "rare", "often", "often"])
        >>> scheme = Scheme.from_tree(tree, ["frequency"])
        >>> scheme.explain({"frequency": 6}).en
        'often: number of orders is 6, at least 6.'
        """
        from custclass.classify.tree_scheme import from_tree

        return from_tree(tree, names, measures=measures, labels=labels, name=name, title=title)

    def explain(self, row: Any) -> Text:
        """Say in one sentence why a customer belongs to their class.

        Parameters
        ----------
        row : dict or pandas.Series
            The measures of one customer by name.

        Returns
        -------
        Text
            The class and the figures that led to it; where none or only ``otherwise`` matched, what kept the
            customer out of the others.

        Raises
        ------
        CourseError
            If a measure is lacking.

        Examples
        --------
        >>> from custclass.classify.catalogue import schemes
        >>> print(schemes["activity"].explain({"silence_gaps": 2.6}).en)
        dormant customer: silence is 2.6 gaps, at least 2 and below 4.
        """
        from custclass.classify.explain import explain

        return explain(self, row)

    def unmet(self, code: str, row: Any) -> Text | None:
        """Return what a customer lacks for a class, its conditions that they fail; None where they meet it.

        Parameters
        ----------
        code : str
            A class code.
        row : dict or pandas.Series
            The measures of one customer.

        Examples
        --------
        >>> from custclass.classify.catalogue import schemes
        >>> print(schemes["activity"].unmet("active", {"silence_gaps": 2.6}).en)
        silence below 2 gaps
        """
        from custclass.classify.explain import unmet

        return unmet(self, code, row)

    def check(self) -> Check:
        """Prove, by subtracting boxes, where no class, several classes, or never a class matches.

        Returns
        -------
        Check
            ``.holes``, ``.overlaps``, ``.dead`` as tables, one row a box; ``.ok``; ``.messages``.
        """
        from custclass.classify.check import Check

        return Check(self)

    def to_case(self) -> str:
        """Return the rules as an SQL expression ``CASE WHEN ... END``; see `to_sql`."""
        from custclass.classify.sql import to_case

        return to_case(self)

    def to_sql(self, table: str) -> str:
        """Return the SQL query that adds a column ``class`` to a table.

        Parameters
        ----------
        table : str
            Name of one table; it is quoted as it stands.

        Returns
        -------
        str
            Standard SQL for DuckDB, SQLite and PostgreSQL. Missing values must be NULL there: a database that
            keeps NaN takes it for a very large number.
        """
        from custclass.classify.sql import to_sql

        return to_sql(self, table)

    def draw(self, x: str, y: str, ax: Any = None, points: Any = None) -> Any:
        """Draw the map of the classes over two measures.

        Parameters
        ----------
        x, y : str
            Measures; one of the two may be a column that the scheme does not use. Where a measure that is
            not drawn decides, the area is labelled with all classes possible there.
        ax : matplotlib Axes, optional
            Where to draw. Left out: a new figure.
        points : pandas.DataFrame, optional
            Customers to draw as points, with the columns `x` and `y`.

        Returns
        -------
        custclass.show.picture.Picture
            Its ``axes`` can still be changed.

        Raises
        ------
        CourseError
            If neither is a measure of the scheme, or both are the same.
        """
        from custclass.classify.map import draw

        return draw(self, x, y, ax, points)

    def moves(self, before: Any, after: Any) -> pd.DataFrame:
        """Count who moved from which class to which between two dates.

        Parameters
        ----------
        before, after : Series of class codes by customer id, or table with ``customer_id`` and ``class``
            The classes at the two dates.

        Returns
        -------
        pandas.DataFrame
            Customers: one row a class before, and "entered"; one column a class after, and "left"; and
            "no_class" in both where some customers have none.

        Raises
        ------
        CourseError
            If a customer is listed twice or a class is not of this scheme.
        """
        from custclass.classify.moves import moves

        return moves(self, before, after)

    def rules(self) -> pd.DataFrame:
        """Return the classes and their rules in the current language.

        Returns
        -------
        pandas.DataFrame
            Columns ``class`` (code), ``label``, ``rule``, in the order in which the classes are tried.
        """
        from custclass.classify.rules import rules

        return rules(self)

    def __repr__(self) -> str:
        from custclass.classify.rules import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from custclass.classify.rules import as_html

        return as_html(self)
