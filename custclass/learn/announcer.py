"""The region of a widget that says the verdict, and the cure for ipywidgets' keyboard in JupyterLab."""

from __future__ import annotations

from html import escape

import anywidget
import traitlets

from custclass.show.say import Text

_ESM = """
function render({ model, el }) {
  el.setAttribute("role", "status");
  el.setAttribute("aria-live", "polite");
  el.classList.add("cc-announcer");
  const say = () => { el.innerHTML = model.get("html"); };
  model.on("change:html", say);
  say();
  // JupyterLab takes arrow keys and letters for itself unless the focused control says otherwise.
  const calm = () => {
    const box = el.closest(".cc-box");
    if (!box) return;
    box.querySelectorAll("select, input, button, textarea, a[href], [tabindex], [contenteditable]").forEach(
      (control) => control.setAttribute("data-lm-suppress-shortcuts", "true"));
    // The parts of a slider, its handle and the number beside it, have no name of their own.
    box.querySelectorAll(".widget-slider").forEach((slider) => {
      const name = slider.querySelector("label.widget-label")?.textContent ?? "";
      slider.querySelectorAll("[role=slider]").forEach((handle) => handle.setAttribute("aria-label", name));
      const number = slider.querySelector(".widget-readout");
      number?.setAttribute("role", "textbox");
      number?.setAttribute("aria-label", name);
    });
    box.querySelectorAll(".widget-radio").forEach((group) => {
      const label = group.querySelector("label.widget-label");
      group.setAttribute("role", "radiogroup");
      if (label) group.setAttribute("aria-label", label.textContent);
    });
  };
  const watch = new MutationObserver(calm);
  const start = () => {
    const box = el.closest(".cc-box");
    if (!box) { requestAnimationFrame(start); return; }
    calm();
    watch.observe(box, { childList: true, subtree: true });
  };
  requestAnimationFrame(start);
  return () => watch.disconnect();
}
export default { render };
"""

_CSS = """
.cc-box { max-width: 60rem; }
.cc-box .cc-prompt { line-height: 1.5; margin: 0 0 .4rem; }
.cc-announcer:not(:empty) { min-height: 2.5rem; }
.cc-verdict { border-left: .35rem solid #666; padding: .3rem .8rem; margin: .3rem 0; line-height: 1.5; }
.cc-verdict ul { margin: .2rem 0 0; padding-left: 1.2rem; }
.cc-right { border-color: #009E73; }
.cc-wrong { border-color: #D55E00; }
.cc-unreadable, .cc-not_attempted { border-color: #0072B2; }
.cc-box :is(button, select, input, a, [role=slider], [role=textbox]):focus-visible {
  outline: 3px solid #0072B2; outline-offset: 1px; }
"""


class Announcer(anywidget.AnyWidget):
    """A live region: what is set as ``html`` is shown and read aloud by a screen reader."""

    _esm = _ESM
    _css = _CSS
    html = traitlets.Unicode("").tag(sync=True)

    def say(self, text: Text, look: str = "") -> None:
        """Say one sentence, escaped; `look` is a further class such as ``"cc-right"``."""
        classes = f"cc-verdict {look}".strip()
        self.html = f'<div class="{classes}">{escape(str(text))}</div>'

    def __repr__(self) -> str:
        return "Announcer()"  # the inherited repr holds a memory address
