// Keys: one stop for Tab in a view, arrows within it, Page Up and Page Down turn the page, Escape closes.
const stops = () => {
  const view = document.querySelector(".view:not([hidden])");
  return view ? [...view.querySelectorAll("a[data-e], a[data-event], a[data-at]")].filter((link) => link.getClientRects().length) : [];
};

function setStop(wanted) {
  const view = document.querySelector(".view:not([hidden])");
  if (!view) return;
  for (const link of view.querySelectorAll("a[data-e], a[data-event], a[data-at]")) link.tabIndex = -1;
  const all = stops();
  const chosen = wanted ?? all.find((link) => link.classList.contains("is-open"))
    ?? all.find((link) => link.closest(".is-today") && link.dataset.e !== undefined)
    ?? all.find((link) => link.dataset.e !== undefined) ?? all[0];
  if (chosen) chosen.tabIndex = 0;
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
