// Keys: one stop for Tab in a view, arrows within it, Page Up and Page Down turn the page, Escape closes.
const STOPS = "a[data-e], a[data-event], a[data-at]";
const inView = (selector) => [...(document.querySelector(".view:not([hidden])")?.querySelectorAll(selector) ?? [])];
const stops = () => inView(STOPS).filter((link) => link.getClientRects().length);
let stop = null;

// Asked without measuring anything: this runs after every change, and laying out the page twice takes its time.
const isHidden = (link) => link.closest("[hidden]") !== null || (!state.later && link.classList.contains("later"));

function setStop(wanted) {
  for (const link of inView(`:is(${STOPS}):not([tabindex])`)) link.tabIndex = -1;
  if (stop) stop.tabIndex = -1;
  stop = wanted ?? inView("a.is-open").find((link) => !isHidden(link))
    ?? inView(".is-today a[data-e]").find((link) => !isHidden(link))
    ?? inView("a[data-e]").find((link) => !isHidden(link)) ?? inView(STOPS).find((link) => !isHidden(link)) ?? null;
  if (stop) stop.tabIndex = 0;
}

// The nearest link in a direction: straight ahead counts more than aside.
function nearest(from, all, dx, dy) {
  const a = from.getBoundingClientRect();
  let best = null;
  let least = Infinity;
  for (const link of all) {
    if (link === from) continue;
    const b = link.getBoundingClientRect();
    const x = b.left - a.left;
    const y = b.top - a.top;
    const ahead = dx ? x * dx : y * dy;
    if (ahead <= 1) continue;
    const distance = ahead + 3 * Math.abs(dx ? y : x);
    if (distance < least) { least = distance; best = link; }
  }
  return best;
}

function move(event) {
  const from = event.target.closest?.(".view a");
  if (event.key === "PageDown" || event.key === "PageUp") {
    if (!event.target.closest?.(".view") || !turn(event.key === "PageDown" ? 1 : -1)) return;
    event.preventDefault();
    setStop();
    (stops().find((link) => link.tabIndex === 0) ?? find("main")).focus();
    return;
  }
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = stops();
  const rtl = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let next = null;
  if (event.key === "Home") next = all[0];
  else if (event.key === "End") next = all[all.length - 1];
  else if (rtl[event.key]) next = nearest(from, all, ...rtl[event.key]);
  else return;
  event.preventDefault();
  if (!next) return;
  setStop(next);
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function escape(event) {
  if (event.key !== "Escape" || event.isComposing) return;
  const menu = document.querySelector(".menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (state.open) go({ open: "" });
  else if (document.activeElement === find("search") && state.q) { find("search").value = ""; go({ q: "" }, { replace: true }); }
}
