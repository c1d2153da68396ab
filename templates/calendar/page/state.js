// What the page shows, as the fragment of its address says: a link shows what its sender saw.
const VIEWS = ["month", "week", "people", "channels", "list"];
const COLUMNS = ["date", "item", "channel", "owner", "pool", "stage", "state"];
const FILTERS = ["pool", "channel", "owner", "role", "stage", "state"];

const startDay = today < plan.period.first ? plan.period.first : today > plan.period.last ? plan.period.last : today;
let state = readState("");

function readState(fragment) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const read = {
    view: VIEWS.includes(given.get("view")) ? given.get("view") : "month",
    at: /^\d{4}-\d{2}-\d{2}$/.test(given.get("at") ?? "") && !Number.isNaN(number(given.get("at"))) ? given.get("at") : startDay,
    q: given.get("q") ?? "",
    later: given.get("later") !== "no",
    sort: COLUMNS.includes((given.get("sort") ?? "").replace(/^-/, "")) ? given.get("sort") : "date",
    open: "",
  };
  for (const name of FILTERS) read[name] = (given.get(name) ?? "").split(",").filter(Boolean);
  for (const kind of ["item", "event", "attention"]) {
    if (given.has(kind)) read.open = `${kind}=${given.get(kind)}`;
  }
  return read;
}

function writeState(wanted) {
  const parts = [`view=${wanted.view}`];
  if ((wanted.view === "month" || wanted.view === "week") && wanted.at !== startDay) parts.push(`at=${wanted.at}`);
  for (const name of FILTERS) {
    if (wanted[name].length) parts.push(`${name}=${wanted[name].map(encodeURIComponent).join(",")}`);
  }
  if (wanted.q) parts.push(`q=${encodeURIComponent(wanted.q)}`);
  if (!wanted.later) parts.push("later=no");
  if (wanted.sort !== "date") parts.push(`sort=${wanted.sort}`);
  if (wanted.open) {
    const [kind, ...rest] = wanted.open.split("=");
    parts.push(`${kind}=${encodeURIComponent(rest.join("="))}`);
  }
  return `#${parts.join("&")}`;
}

// The window is measured once and after a change of its size: asking in between would lay out the page each time.
const frame = {};
function measureFrame() {
  frame.width = document.documentElement.clientWidth;
  frame.isPhone = frame.width <= 760;
  frame.holdsPanel = frame.width >= 1180;
}
measureFrame();

// `changes` become the state and the address. Typing replaces the address, a step of the reader adds one.
function go(changes, { replace = false } = {}) {
  const wanted = { ...state, ...changes };
  const fragment = writeState(wanted);
  if (fragment !== location.hash) {
    try {
      history[replace ? "replaceState" : "pushState"](null, "", fragment);
    } catch {
      // A preview in a mail program may forbid it: the page works without an address of its own.
    }
  }
  apply(wanted);
}
