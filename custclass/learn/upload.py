"""The learner's own file of orders: a button to choose it; until then, a sample from the simulated shop."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from custclass.data.tables import load
from custclass.data.written import writing
from custclass.learn.announcer import Announcer
from custclass.show.say import CourseError, say

_ENDINGS = (".csv", ".gz", ".xlsx", ".txt", ".tsv")


class OrderUpload(widgets.VBox):
    """A button to choose a file of orders; `path` is what `read_orders` takes.

    Attributes
    ----------
    path : Path
        The file chosen, or the sample until one is chosen.
    """

    def __init__(self, sample: Path):
        self.path = sample
        self._sample = sample
        self.button = widgets.FileUpload(
            accept=",".join(_ENDINGS),
            description=str(say(zh="选择订单文件", en="Choose a file of orders")),
            layout=widgets.Layout(width="auto"),
        )
        self.button.observe(self._take, names="value")
        self.announcer = Announcer()
        text = widgets.HTML(f'<p class="cc-prompt">{escape(str(_PRIVATE))}</p>')
        super().__init__([text, widgets.HBox([self.button]), self.announcer])
        self.add_class("cc-box")

    def _take(self, change: Any) -> None:
        if not change["new"]:
            return
        file = change["new"][0]
        try:
            self.path = _keep(file["name"], bytes(file["content"]), self._sample.parent)
        except CourseError as error:
            self.announcer.say(error.text, "cc-wrong")
            return
        self.announcer.say(_TAKEN.format(name=self.path.name, size=_size(self.path)), "cc-right")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        data = super()._repr_mimebundle_(**kwargs)
        data["text/plain"] = repr(self)
        data["text/html"] = f"<p>{escape(repr(self))}</p>"
        return data

    def __repr__(self) -> str:
        if self.path == self._sample:
            return str(_SAMPLE.format(name=self.path.name))
        return str(say(zh="订单文件：{name}", en="File of orders: {name}").format(name=self.path.name))


_PRIVATE = say(
    zh="文件只交给这台电脑上运行的 Python，存进这个笔记本旁边的文件夹，不会发到别处。",
    en="The file goes to the Python that runs this notebook and into the folder beside the notebook; it is "
    "sent nowhere else.",
)
_TAKEN = say(
    zh="已读到“{name}”（{size}）。请从下一格起重新运行。",
    en='"{name}" is here ({size}). Run the boxes below once more.',
)
_SAMPLE = say(
    zh="（运行这个单元格后，可以在这里选择订单文件；现在用的是样例 {name}，来自模拟的网店）",
    en="(Run this cell to choose a file of orders here; for now the sample {name} of the simulated shop is used)",
)


def upload_orders(sample: str = "my_orders/sample_orders.csv") -> OrderUpload:
    """Show a button to choose a file of orders; until one is chosen, `path` is a sample.

    Parameters
    ----------
    sample : str
        Where the sample is written (simulated orders under the headings of a Chinese shop export, some rows
        damaged on purpose). Chosen files are put beside it.

    Returns
    -------
    OrderUpload
        Its ``path`` goes into ``read_orders``.

    Raises
    ------
    CourseError
        If the sample cannot be written there.
    """
    path = Path(sample)
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(_sample_text(), encoding="utf-8-sig", newline="")
    return OrderUpload(path)


def _keep(name: str, content: bytes, folder: Path) -> Path:
    """Write an uploaded file beside the sample, under its own name but never elsewhere."""
    name = Path(name.replace("\\", "/")).name
    if not name.lower().endswith(_ENDINGS):
        raise CourseError(say(
            zh="“{name}”不是订单文件：请选择 .csv 或 .xlsx 文件（旧的 .xls 请先另存为 .xlsx）。",
            en='"{name}" is no file of orders: choose a .csv or .xlsx (save an old .xls as .xlsx first).',
        ).format(name=name[:80]))  # fmt: skip
    if not content:
        raise CourseError(say(zh="“{name}”是空的。", en='"{name}" is empty.').format(name=name[:80]))
    path = folder / name
    with writing(path):
        path.write_bytes(content)
    return path


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1000:,.1f} KB"


def _sample_text() -> str:
    """The simulated shop's orders as a shop would export them, with nine damaged rows."""
    orders = load("shop_orders")[["order_id", "customer_id", "order_date", "amount"]]
    table = orders.astype({"order_id": "str", "customer_id": "str"}).assign(
        order_date=orders["order_date"].dt.strftime("%Y/%m/%d %H:%M"),
        amount=orders["amount"].map("{:.2f}".format),
    )
    table.columns = ["订单编号", "会员号", "付款时间", "实付金额"]
    for column, places, damage in [
        ("会员号", [40, 1200, 7007], ""), ("付款时间", [300, 5000], "2024/02/30 10:00"), ("付款时间", [811], "下周二"),
        ("实付金额", [90, 2500], "待核对"), ("实付金额", [6100], ""),
    ]:  # fmt: skip
        table.loc[table.index[places], column] = damage
    return table.to_csv(index=False, lineterminator="\r\n")
