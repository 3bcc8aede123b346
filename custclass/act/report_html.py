"""The report as one HTML page: both languages in it, a switch that needs no script, nothing from the network."""

from __future__ import annotations

import base64
from html import escape
from typing import Any

from custclass.act.report_model import Grid, Part, Report, clean, in_both, written
from custclass.show.say import LANGUAGES, Text, language, say

_TITLE = say(zh="客户报告", en="Customer report")
_NAMES = {"zh": "中文", "en": "English"}
_LEFT = ("text", "date")

_CSS = """
:root { color-scheme: light; }
body { font: 16px/1.6 system-ui, "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #222;
  background: #fff; max-width: 68rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; }
h1 { font-size: 1.7rem; margin: .6rem 0 .2rem; } h2 { font-size: 1.25rem; margin: 2.2rem 0 .4rem;
  border-bottom: 2px solid #0072B2; } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
.switch { float: right; margin: 1.1rem .2rem 0 .3rem; } label.switch { margin: .8rem .8rem 0 0; }
.switch:focus-visible { outline: 3px solid #0072B2; outline-offset: 2px; }
#zh:not(:checked) ~ main [lang="zh"], #en:not(:checked) ~ main [lang="en"] { display: none; }
nav ul { padding: 0; margin: .6rem 0 0; list-style: none; } nav li { display: inline-block; margin-right: 1.1rem; }
a { color: #005a8f; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .3rem .65rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
th { border-bottom: 2px solid #888; vertical-align: bottom; } .n { text-align: right;
  font-variant-numeric: tabular-nums; } td.n, td.short { white-space: nowrap; } td.long { min-width: 19rem; }
th.n { max-width: 8rem; } th:lang(zh), th [lang="zh"] { word-break: keep-all; }
figure { margin: 1rem 0; } img { max-width: 100%; height: auto; }
pre { background: #f5f6f7; padding: .8rem 1rem; overflow-x: auto; font-size: .85rem; }
@page { margin: 14mm; }
@media print { .switch, nav { display: none; } body { font-size: 10.5pt; max-width: none; padding: 0; }
  .wide { overflow: visible; } table { font-size: 8pt; } th, td { padding: .15rem .35rem; }
  td.long { min-width: 0; } thead { display: table-header-group; } tr, figure { break-inside: avoid; }
  img { max-width: 135mm; }
  h2, h3 { break-after: avoid; } pre { white-space: pre-wrap; font-size: 8pt; } }
"""


def as_html(report: Report) -> str:
    """Return the report as one self-contained page that opens in the current language.

    Parameters
    ----------
    report : Report

    Returns
    -------
    str
        Everything that comes from the data is escaped; the page refuses to load or run anything.
    """
    switch = "".join(
        f'<label class="switch" for="{code}">{_NAMES[code]}</label>'
        f'<input class="switch" type="radio" name="language" id="{code}" autocomplete="off"'
        f"{' checked' if code == language() else ''}>"
        for code in reversed(LANGUAGES)  # they float to the right, the first one outermost
    )
    head = _both(say(zh="统计截止日：{day}", en="As-of date: {day}").format(day=report.as_of))
    contents = "".join(f'<li><a href="#{p.name}">{_both(p.title)}</a></li>' for p in report.parts)
    body = "".join(map(_part, report.parts))
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        "style-src 'unsafe-inline'\">"
        f"<title>{_TITLE.zh} · {_TITLE.en}</title><style>{_CSS}</style></head>\n<body>{switch}<main>"
        f"<h1>{_both(_TITLE)}</h1><p>{head}</p><nav><ul>{contents}</ul></nav>\n{body}</main></body></html>\n"
    )


def _part(part: Part) -> str:
    listed = part.name == "caveats"
    texts = "".join(f"<li>{_both(t)}</li>" if listed else f"<p>{_both(t)}</p>" for t in part.texts)
    code = f"<pre><code>{_safe(part.code)}</code></pre>" if part.code else ""
    return (
        f'<section id="{part.name}"><h2>{_both(part.title)}</h2>{f"<ul>{texts}</ul>" if listed else texts}'
        + "".join(_grid(grid, part) for grid in part.grids)
        + _chart(part)
        + f"{code}</section>\n"
    )


def _grid(grid: Grid, part: Part) -> str:
    title = f"<h3>{_both(grid.title)}</h3>" if len(part.grids) > 1 else ""
    head = "".join(
        f'<th scope="col"{"" if kind in (*_LEFT, "any") else _NUMBER}>{_both(heading)}</th>'
        for heading, kind in grid.columns.values()
    )
    body = "".join("<tr>" + "".join(_cell(*cell) for cell in row) + "</tr>\n" for row in grid.rows())
    return (
        f'{title}<div class="wide"><table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>'
    )


_NUMBER = ' class="n"'


def _cell(value: Any, kind: str) -> str:
    if kind not in _LEFT:
        return f"<td{_NUMBER}>{_safe(written(value, kind))}</td>"
    longest = max(len(value.zh) * 2, len(value.en)) if isinstance(value, Text) else len(str(value))
    return f'<td class="{"long" if longest > 60 else "short" if longest < 34 else "text"}">{_shown(value, kind)}</td>'


def _shown(value: Any, kind: str) -> str:
    return _both(value) if isinstance(value, Text) else _safe(written(value, kind))


def _chart(part: Part) -> str:
    draw = part.draw
    if draw is None:
        return ""
    figures = []
    for code, (png, alt) in in_both(lambda: _png(draw())).items():
        data = base64.b64encode(png).decode("ascii")
        figures.append(
            f'<figure lang="{code}"><img alt="{_safe(alt)}" src="data:image/png;base64,{data}"></figure>'
        )
    return "".join(figures)


def _png(picture: Any) -> tuple[bytes, str]:
    return picture.png(), picture.alt


def _both(text: Text) -> str:
    return "".join(f'<span lang="{code}">{_safe(text.in_(code))}</span>' for code in LANGUAGES)


def _safe(text: object) -> str:
    return escape(clean(str(text)))
