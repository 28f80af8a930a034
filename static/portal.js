// What the pages gain from JavaScript beyond htmx; each works without it.
(() => {
  const KEEP = "portal-typed";
  const typed = () =>
    [...document.querySelectorAll("main form")]
      .flatMap((form) => [...form.elements])
      .filter((e) => e.name && !/hidden|password|file|submit|button|fieldset/.test(e.type));

  // An invalid form comes back with its error summary: read first, named in the title.
  const focusErrors = (root) => {
    const summary = root.querySelector("[data-errors]");
    if (!summary) return;
    const word = summary.dataset.errors;
    if (!document.title.startsWith(word)) document.title = `${word} ${document.title}`;
    summary.focus();
  };

  // A swapped block may say one sentence aloud, politely.
  const announce = (root) => {
    const live = document.getElementById("live");
    const said = root.querySelector("[data-announce]");
    if (live && said) live.textContent = said.dataset.announce;
  };

  // A language link keeps what was typed, for one load only.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-language]")) return;
    const values = typed().map((e) => [e.name, e.value, e.checked]);
    sessionStorage.setItem(KEEP, JSON.stringify([location.pathname, values]));
  });
  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(KEEP) || "null");
    sessionStorage.removeItem(KEEP);
    if (!kept || kept[0] !== location.pathname) return;
    const fields = typed();
    kept[1].forEach(([name, value, checked], place) => {
      const field = fields[place];
      if (!field || field.name !== name) return;
      if (["checkbox", "radio"].includes(field.type)) field.checked = field.value === value && checked;
      else field.value = value;
    });
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    focusErrors(event.target);
    announce(event.target);
  });
  restore();
  focusErrors(document);
})();
