// Which entries are shown. Full-width letters, case and blanks do not matter; several words must all be there.
const plain = (text) => text.normalize("NFKC").toLowerCase();

for (const entry of entries) {
  entry.channels = [...new Set(entry.waves.map((wave) => wave[0]))];
  entry.text = plain([
    entry.id, entry.title, entry.reason ?? "", ...entry.notes, personName(entry.owner ?? ""),
    ...entry.channels.map(channelName), ...entry.tasks.map((task) => `${task[0]} ${personName(task[1])}`),
    ...entry.facts.map((fact) => fact[1]), ...FILTERS.map((name) => plan.names[name]?.[entry[name]] ?? ""),
  ].join("\n"));
}

const valuesOf = (entry, name) => (name === "channel" ? entry.channels : [entry[name]]);
const labelOf = (name, value) =>
  name === "channel" ? channelName(value) : name === "owner" ? personName(value) : plan.names[name][value] ?? value;

const RANKS = { pool: ["basic", "periodic", "hook"], stage: ["acquire", "activate", "convert", "retain", "renew"],
  role: ["initiator", "evaluator", "decider", "user"], state: ["planned", "pinned", "published", "cancelled"] };

let shown = new Set(entries);

function select(wanted) {
  const terms = plain(wanted.q).split(/\s+/u).filter(Boolean);
  const asked = FILTERS.filter((name) => wanted[name].length);
  return new Set(entries.filter((entry) =>
    asked.every((name) => valuesOf(entry, name).some((value) => wanted[name].includes(value)))
    && terms.every((term) => entry.text.includes(term))));
}

const isFiltered = (wanted) => Boolean(wanted.q) || FILTERS.some((name) => wanted[name].length);

// The menus: only what occurs in this plan, with how often.
function buildMenus() {
  for (const name of FILTERS) {
    const menu = document.querySelector(`[data-filter="${name}"]`);
    if (!menu) continue;
    const counts = new Map();
    for (const entry of entries) {
      for (const value of valuesOf(entry, name)) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const order = name === "channel" ? [...channels.keys()] : name === "owner" ? [...people.keys()] : Object.keys(plan.names[name]);
    for (const value of RANKS[name] ?? order) {
      if (!counts.has(value)) continue;
      menu.querySelector("fieldset").append(make("label", {},
        make("input", { type: "checkbox", value, name }), make("span", { dir: "auto" }, labelOf(name, value)),
        make("small", {}, String(counts.get(value)))));
    }
    menu.hidden = counts.size === 0;
    menu.addEventListener("change", () => {
      go({ [name]: [...menu.querySelectorAll("input:checked")].map((box) => box.value) });
    });
    menu.addEventListener("toggle", () => {
      if (menu.open) for (const other of document.querySelectorAll(".menu[open]")) if (other !== menu) other.open = false;
    });
  }
}

function showFilters() {
  document.documentElement.classList.toggle("filtered", isFiltered(state));
  const list = find("chosen");
  list.replaceChildren();
  for (const name of FILTERS) {
    const menu = document.querySelector(`[data-filter="${name}"]`);
    if (menu) {
      for (const box of menu.querySelectorAll("input")) box.checked = state[name].includes(box.value);
      menu.querySelector(".number").textContent = state[name].length ? String(state[name].length) : "";
    }
    for (const value of state[name]) {
      const button = make("button", { type: "button", "aria-label": say("remove", { name: labelOf(name, value) }) }, labelOf(name, value));
      button.addEventListener("click", () => {
        go({ [name]: state[name].filter((other) => other !== value) });
        (list.querySelector("button") ?? find("search")).focus();
      });
      list.append(make("li", {}, button));
    }
  }
  const search = find("search");
  if (document.activeElement !== search) search.value = state.q;
  find("later").checked = state.later;
  find("count").textContent = isFiltered(state) ? say("count", { shown: shown.size, all: entries.length }) : "";
  find("none").hidden = shown.size > 0 || entries.length === 0;
}
