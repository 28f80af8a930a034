// The staff's pages: keys that move through the queue, polls that rest while nobody looks, lines that are copied. Each
// page works without.
(() => {
  // What asks for itself every few seconds waits while its page is hidden.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const asks = event.detail.elt.getAttribute("data-hx-trigger") || "";
    if (document.hidden && asks.startsWith("every")) event.preventDefault();
  });

  // Lines to be put elsewhere are copied by one press, where the browser lets a page do so.
  if (navigator.clipboard) for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      document.getElementById("live").textContent = button.dataset.copied;
    });
  }

  // Single keys may be switched off (WCAG 2.1.4); they do nothing while somebody types, and nothing with a modifier.
  const home = document.body.dataset.keys;
  if (!home) return;
  const typing = (element) => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("#results tbody th a")];
  const at = () => rows().findIndex((link) => link.closest("tr").contains(document.activeElement));
  const go = (path) => location.assign(home + path);
  const move = (by) => {
    const links = rows();
    const here = at();
    const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + by, 0), links.length - 1);
    links[next]?.focus();
  };
  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    o: () => rows()[at()]?.click(),
    x: () => rows()[at()]?.closest("tr").querySelector(".tick")?.click(),
    "/": () => (document.getElementById("q") ? document.getElementById("q").focus() : go("?q=status:open")),
    "?": () => go("/help"),
    "g q": () => go("?q=status:open"),
    "g d": () => go("?q=is:overdue"),
    "g v": () => go("/views"),
  };
  let before = "";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const key = before ? `${before} ${event.key}` : event.key;
    before = !before && event.key === "g" ? "g" : "";
    if (!Object.hasOwn(KEYS, key)) return;
    event.preventDefault();
    KEYS[key]();
  });
})();
