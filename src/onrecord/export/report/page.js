// The page is whole without this: it adds filters, and lights up words and notes together.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Filters
  const form = document.querySelector(".filter");
  const statements = all("article.statement");
  const fold = (text) => text.normalize("NFKC").toLocaleLowerCase().replace(/\s+/g, " ").trim();
  const heard = new Map();
  const words = (statement) => {
    if (!heard.has(statement)) {
      heard.set(statement, fold(all("h3, blockquote, .taken", statement).map((part) => part.textContent).join(" ")));
    }
    return heard.get(statement);
  };
  const filter = () => {
    const wanted = new FormData(form);
    const sought = fold(wanted.get("words"));
    const fits = (statement) =>
      ["actor", "act", "issue", "outlet"].every((name) => {
        const key = wanted.get(name);
        return !key || statement.dataset[name].split(" ").includes(key);
      }) && (!sought || words(statement).includes(sought));
    let shown = 0;
    for (const statement of statements) {
      statement.hidden = !fits(statement);
      shown += statement.hidden ? 0 : 1;
    }
    const whole = shown === statements.length;
    form.querySelector("output").value = whole ? `${shown} shown` : `${shown} of ${statements.length} shown`;
    form.querySelector("button").hidden = whole;
    document.getElementById("nothing").hidden = shown > 0;
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    filter();
  }

  // A link may lead to what is folded or filtered away: make it visible.
  const arrive = () => {
    const target = document.querySelector(":target");
    if (!target) return;
    const hidden = target.closest("[hidden]");
    if (hidden && form) form.reset();
    let folded = null;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) {
      if (!box.open) folded = box;
      box.open = true;
    }
    if (hidden || folded) setTimeout(() => target.scrollIntoView());
  };
  addEventListener("hashchange", arrive);
  arrive();

  // Words and notes light up together.
  const roles = ["c", "q", "s"];
  const keys = (element, names = roles) => names.flatMap((name) => (element.dataset[name] || "").split(" ")).filter(Boolean);
  let lit = [];
  const dim = () => {
    for (const element of lit) element.classList.remove("lit", "lit-note");
    lit = [];
  };
  const light = (key) => {
    dim();
    const wanted = roles.map((role) => `[data-${role}~="${key}"]`).join(",");
    for (const element of all(wanted)) {
      element.classList.add("lit");
      lit.push(element);
    }
    for (const element of all(`[data-k="${key}"]`)) {
      element.classList.add("lit-note");
      lit.push(element);
    }
  };
  const innermost = (element) => {
    // Of several statements that share a word, the one that began last lies innermost.
    const found = keys(element, ["c"]).concat(keys(element, ["q", "s"]));
    return found.length ? String(Math.max(...found.map(Number))) : null;
  };
  for (const text of all(".text, .read")) {
    const over = (event) => {
      const note = event.target.closest("[data-k]");
      const marked = event.target.closest("[data-c],[data-q],[data-s]");
      const key = note ? note.dataset.k : marked && innermost(marked);
      if (key) light(key);
      else dim();
    };
    text.addEventListener("pointerover", over);
    text.addEventListener("focusin", over);
    text.addEventListener("pointerleave", dim);
    text.addEventListener("focusout", dim);
    text.addEventListener("click", (event) => {
      const marked = event.target.closest("[data-c],[data-q],[data-s]");
      if (!marked || String(getSelection())) return;
      const note = text.querySelector(`[data-k="${innermost(marked)}"]`);
      if (note) note.focus({ preventScroll: true });
    });
  }
})();
