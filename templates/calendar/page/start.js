// Everything together: the state becomes what is seen, what the reader does becomes the state.
const views = Object.fromEntries(VIEWS.map((name) => [name, find(`view-${name}`)]));
let rendered = "";

function turn(step) {
  if (state.view === "month") {
    const keys = months.map((month) => month.dataset.month);
    const next = keys[keys.indexOf(monthAt(state.at)) + step];
    if (next) go({ at: `${next}-01` });
    return Boolean(next);
  }
  if (state.view !== "week") return false;
  const next = dayOf(mondayOf(state.at)) + 7 * step;
  if (next < 0 || next >= plan.days.length) return false;
  go({ at: isoOf(next) });
  return true;
}

function showWhere() {
  const paged = state.view === "month" || state.view === "week";
  for (const id of ["back", "forward"]) find(id).hidden = !paged;
  if (state.view === "month") {
    const keys = months.map((month) => month.dataset.month);
    const at = keys.indexOf(monthAt(state.at));
    find("where").textContent = at < 0 ? plan.period.name : plan.monthNames[plan.monthKeys.indexOf(keys[at])];
    find("back").disabled = at <= 0;
    find("forward").disabled = at >= keys.length - 1;
  } else if (state.view === "week") {
    const monday = mondayOf(state.at);
    find("where").textContent = `${weekOnly(monday)} · ${shortSpan(monday, isoOf(dayOf(monday) + 6))}`;
    find("back").disabled = dayOf(monday) < 7;
    find("forward").disabled = dayOf(monday) + 7 >= plan.days.length;
  } else find("where").textContent = plan.period.name;
  const within = dayOf(today) >= 0 && dayOf(today) < plan.days.length;
  find("today").hidden = !within;
  for (const link of document.querySelectorAll("[data-view]")) {
    if (link.dataset.view === state.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function showView() {
  for (const name of VIEWS) {
    views[name].hidden = name !== state.view;
    if (name !== state.view && name !== "month" && name !== "list") views[name].replaceChildren();
  }
  const root = document.documentElement;
  root.classList.toggle("print-list", state.view === "list");
  root.classList.toggle("no-later", !state.later);
  for (const name of VIEWS) root.classList.toggle(`in-${name}`, name === state.view);
  if (state.view === "month") showMonths();
  else if (state.view === "week") showWeek(views.week);
  else if (state.view !== "list") showTimeline(views[state.view], state.view);
  else sortList();
}

// What the script needs for one change is measured: developer tools and the benchmark read it.
function apply(wanted, { moveFocus = true } = {}) {
  const started = performance.now();
  const before = state;
  const held = document.activeElement?.closest(".view") ? keyOf(document.activeElement) : null;
  state = { ...wanted, at: dayOf(wanted.at) >= 0 && dayOf(wanted.at) < plan.days.length ? wanted.at : startDay };
  const narrowing = JSON.stringify([state.q, ...FILTERS.map((name) => state[name])]);
  const what = JSON.stringify([narrowing, state.view, state.at, state.later, state.sort]);
  if (what !== rendered) {
    shown = select(state);
    narrowMonths();
    narrowList();
    showView();
    showWhere();
    showFilters();
    showSort();
    rendered = what;
    if (held && document.activeElement !== held.element) findAgain(held)?.focus();
  }
  if (before.open !== state.open || !panel.hidden) showPanel(moveFocus && before.open !== state.open);
  setStop();
  performance.measure("contentops", { start: started, end: performance.now(), detail: state.view });
}

function followLink(event) {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[data-e], a[data-event], a[data-at], a[data-view], a[data-attention]");
  const listed = link ?? (getSelection().toString() ? null : event.target.closest("#view-list tr[data-e]"));
  if (!listed) return;
  event.preventDefault();
  const data = listed.dataset;
  if (data.e !== undefined) {
    if (!link) listed.querySelector("a").focus();
    go({ open: `item=${entries[data.e].id}` });
  } else if (data.event) go({ open: `event=${data.event}` });
  else if (data.attention) go({ open: `attention=${data.attention}` });
  else if (data.at) go({ view: "week", at: data.at });
  else go({ view: data.view });
}

// A link that is copied or opened in a new tab leads to what is seen now, with the panel open.
function addressLink(event) {
  const link = event.target.closest?.("a[data-e], a[data-event], a[data-view]");
  if (!link) return;
  const data = link.dataset;
  const changes = data.e !== undefined ? { open: `item=${entries[data.e].id}` } : data.event ? { open: `event=${data.event}` } : { view: data.view };
  link.setAttribute("href", writeState({ ...state, ...changes }));
}

function listen() {
  document.addEventListener("click", followLink);
  document.addEventListener("pointerdown", addressLink);
  document.addEventListener("focusin", addressLink);
  document.addEventListener("keydown", (event) => { escape(event); move(event); });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  find("back").addEventListener("click", () => turn(-1));
  find("forward").addEventListener("click", () => turn(1));
  find("today").addEventListener("click", () => {
    go({ at: today });
    document.querySelector(".view:not([hidden]) .is-today")?.scrollIntoView({ block: "center" });
    const time = document.querySelector(".view:not([hidden]) .time");
    if (time) time.scrollLeft = time.querySelector(".bands .today").offsetLeft - time.clientWidth / 3;
  });
  // While an input method composes, the letters typed are not the word that is meant.
  const search = find("search");
  search.addEventListener("input", (event) => { if (!event.isComposing) go({ q: search.value.trim() }, { replace: true }); });
  search.addEventListener("compositionend", () => go({ q: search.value.trim() }, { replace: true }));
  document.querySelector("form.search").addEventListener("submit", (event) => event.preventDefault());
  find("later").addEventListener("change", (event) => go({ later: event.target.checked }));
  find("clear").addEventListener("click", () => {
    find("search").value = "";
    go({ q: "", ...Object.fromEntries(FILTERS.map((name) => [name, []])) });
    find("search").focus();
  });
  find("more").addEventListener("click", () => {
    const open = find("menus").classList.toggle("open");
    find("more").setAttribute("aria-expanded", String(open));
  });
  window.addEventListener("popstate", () => apply(readState(location.hash)));
  let size = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth === size) return;
    size = window.innerWidth;
    measureFrame();
    rendered = "";
    apply(state, { moveFocus: false });
  });
}

document.documentElement.classList.remove("plain");
markToday();
buildMenus();
buildHeads();
listenToPanel();
listenToPrinter();
listen();
apply(readState(location.hash));
