// What plain HTML and CSS cannot do: filters of the ledger, the sentence beside a plot, marks that go on in a next
// paragraph, folded places that a link leads to, and choices that are remembered. The page reads without it.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  root.classList.add("js");

  // Language and colours, remembered where the browser allows it.
  const memory = {
    get(key) { try { return localStorage.getItem("wederhoor." + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("wederhoor." + key, value); } catch { /* private window */ } },
  };
  for (const name of ["ui", "theme"]) {
    const inputs = all(`.settings input[name="${name}"]`);
    const stored = inputs.find((input) => input.value === memory.get(name));
    if (stored) stored.checked = true;
    inputs.forEach((input) => input.addEventListener("change", () => memory.set(name, input.value)));
  }
  const rules = document.getElementById("show-rules");
  if (memory.get("rules")) rules.checked = memory.get("rules") === "yes";
  rules.addEventListener("change", () => memory.set("rules", rules.checked ? "yes" : "no"));
  const setLanguage = () => { root.lang = document.querySelector('.settings input[name="ui"]:checked').value; };
  all('.settings input[name="ui"]').forEach((input) => input.addEventListener("change", setLanguage));
  setLanguage();

  // A link into something folded away opens it; a mark over several paragraphs is lit in all of them.
  const follow = () => {
    all(".texts .lit").forEach((piece) => piece.classList.remove("lit"));
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    let opened = false;
    for (let at = target; at; at = at.parentElement) {
      if (at.localName === "details" && !at.open) { at.open = true; opened = true; }
    }
    all(`.texts [data-of~="${CSS.escape(id)}"]`).forEach((piece) => piece.classList.add("lit"));
    if (opened) target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", follow);
  follow();

  // The sentence of a point, beside the plot, when it is pointed at or has the focus.
  all("figure.series").forEach((figure) => {
    const readout = figure.querySelector(".readout");
    if (!readout) return;
    const show = (event) => {
      const point = event.target.closest(".pt");
      const row = point && document.getElementById(point.getAttribute("href").slice(1));
      if (!row) return;
      readout.replaceChildren();
      [...row.cells].forEach((cell, index) => {
        if (index) readout.append(index === 3 ? ": " : " · ");
        readout.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
      });
    };
    figure.addEventListener("mouseover", show);
    figure.addEventListener("focusin", show);
    figure.addEventListener("click", (event) => {
      if (!event.target.closest(".pt")) return;
      event.preventDefault(); // the sentence is shown here; without script the link leads to its row
      show(event);
    });
  });

  // Filters of the ledger.
  const form = document.getElementById("filters");
  if (form) {
    form.hidden = false;
    // The rule is no word of the statement.
    const words = (line) => [...line.children].filter((part) => !part.matches(".rule"))
      .map((part) => part.textContent).join(" ").toLowerCase();
    const groups = all("#ledger .speaker").map((box) => ({
      box, wasOpen: box.open,
      lines: all(".statement", box).map((line) => ({ line, text: words(line) })),
    }));
    const filter = () => {
      const data = new FormData(form);
      const [text, speaker] = ["text", "speaker"].map((name) => data.get(name));
      // Half a date filters nothing until it is one; a year or month takes in all its days.
      const [from, to] = ["from", "to"].map((name) => (form.elements[name].validity.valid ? data.get(name) : ""));
      const acts = data.getAll("act");
      const needle = text.trim().toLowerCase();
      const active = Boolean(needle || speaker || from || to || acts.length);
      const dated = (days) => {
        const [first, last] = (days || "").split("/");
        return (!from || (last && last.slice(0, from.length) >= from)) && (!to || (first && first.slice(0, to.length) <= to));
      };
      let shown = 0;
      for (const { box, wasOpen, lines } of groups) {
        let here = 0;
        for (const { line, text: words } of lines) {
          const fits = (!speaker || box.id === speaker) && (!acts.length || acts.includes(line.dataset.act))
            && (!needle || words.includes(needle)) && dated(line.dataset.days);
          line.hidden = !fits;
          here += fits ? 1 : 0;
        }
        box.hidden = here === 0;
        box.open = active ? here > 0 : wasOpen;
        shown += here;
      }
      form.elements.shown.value = shown;
    };
    form.addEventListener("input", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  // On paper everything is open.
  addEventListener("beforeprint", () => all("details").forEach((box) => { box.open = true; }));
})();
