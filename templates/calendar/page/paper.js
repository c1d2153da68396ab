// Paper: timelines are laid out anew, all of the time in the width of a sheet and whole rows on each, with the axis on
// every sheet. Pixels of A4 landscape within its margins; the heights are those that print.css sets.
const SHEET = { width: 1044, height: 716, names: 124 };
const PAPER = { isPaper: true, lane: 13.5, label: 128, letter: 4.5, wide: 8.2, world: 13, least: 4, names: SHEET.names };
const HEAD = 46;
const AXIS = 38;
const STRIP = 17;
const ROW = 6;
const WHO = 48;

const paper = make("div", { id: "paper", "aria-hidden": "true" });

function printedTitle(name) {
  const chosen = FILTERS.flatMap((filter) => state[filter].map((value) => labelOf(filter, value)));
  if (state.q) chosen.push(`“${state.q}”`);
  const about = chosen.length ? `${chosen.join(" · ")} (${say("count", { shown: shown.size, all: entries.length })})` : "";
  return make("header", {}, make("h2", {}, `${document.querySelector("h1")?.textContent ?? ""} · ${name}`),
    about && make("p", {}, about), document.querySelector(".legend ul")?.cloneNode(true));
}

// Rows one below the other, and what does not fit on a sheet on the next; a row of more lanes than a sheet is cut.
// The first sheet has less room: events and nodes stand on it.
function* sheetsOf(scale, rows, room, first) {
  let sheet = [];
  let left = first;
  for (const one of rows) {
    const head = one.strips.length * STRIP + ROW;
    const height = (count) => Math.max(one.about ? WHO : WHO / 2, head + count * scale.lane);
    for (let from = 0; from === 0 || from < one.lanes;) {
      const all = Math.max(1, one.lanes - from);
      const fits = left < height(1) ? 0 : Math.floor((left - head) / scale.lane);
      const whole = Math.floor((room - head) / scale.lane);
      if (fits < all && sheet.length && (all <= whole || fits < 4)) {
        yield sheet;
        [sheet, left] = [[], room];
        continue;
      }
      const count = Math.max(1, Math.min(all, fits));
      sheet.push([one, from, count]);
      left -= height(count);
      from += count;
    }
  }
  if (sheet.length) yield sheet;
}

function layPaper() {
  if (state.view !== "people" && state.view !== "channels") return;
  const width = (SHEET.width - SHEET.names) / plan.days.length;
  const scale = { ...PAPER, width, total: SHEET.width - SHEET.names };
  const rows = rowsOf(scale, state.view);
  const [, world] = axis(scale);
  const room = SHEET.height - HEAD - AXIS;
  for (const sheet of sheetsOf(scale, rows, room, room - (world ? parseFloat(world.style.height) + 1 : 0))) {
    const above = paper.firstChild ? axis(scale).slice(0, 1) : axis(scale);
    const inner = make("div", { class: "inner" }, bands(scale), ...above, ...sheet.map((part) => drawRow(scale, ...part)));
    const time = make("div", { class: "time" }, inner);
    time.style.setProperty("--names", `${SHEET.names}px`);
    paper.append(make("section", { class: "sheet" }, printedTitle(words[`view.${state.view}`]), time));
  }
  if (!paper.firstChild) return;
  document.body.append(paper);
  document.documentElement.classList.add("on-paper");
}

function clearPaper() {
  document.documentElement.classList.remove("on-paper");
  paper.replaceChildren();
  paper.remove();
}

function listenToPrinter() {
  window.addEventListener("beforeprint", () => { clearPaper(); layPaper(); });
  window.addEventListener("afterprint", clearPaper);
}
