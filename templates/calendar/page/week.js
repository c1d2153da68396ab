// A week: what goes out on each day, what is due, and how full everybody is.
function showWeek(container) {
  const monday = mondayOf(state.at);
  const days = Array.from({ length: 7 }, (_, n) => isoOf(dayOf(monday) + n));
  const board = make("div", { class: "board" }, ...days.map(weekDay));
  const title = make("h2", {}, `${document.querySelector("h1")?.textContent ?? ""} · ${weekOnly(monday)} · ${days[0]} – ${days[6]}`);
  container.replaceChildren(title, board, weekMeters(monday));
}

function weekDay(iso) {
  const mark = plan.days[dayOf(iso)] ?? "w";
  const holiday = plan.holidays[iso];
  const provisional = plan.provisional.includes(iso.slice(0, 4)) && mark === "h";
  const out = [];
  const due = [];
  for (const entry of shown) {
    const names = entry.waves.filter((wave) => wave[1] === iso).map((wave) => channelName(wave[0]));
    if (entry.publish === iso) out.unshift(weekChip(entry, names, false));
    else if (names.length && state.later) out.push(weekChip(entry, names, true));
    if (entry.state === "cancelled") continue;
    for (const task of entry.tasks) if (task[3] === iso) due.push(weekTask(entry, task));
  }
  const world = plan.occasions.filter((one) => one.first <= iso && iso <= one.last).map(occasionLink);
  const heading = make("h3", { "aria-current": iso === today ? "date" : undefined },
    `${weekday(iso)} `, make("small", {}, shortDay(iso)),
    mark === "m" && make("span", { class: "mark make-up", title: words.make_up_long }, words.make_up),
    mark === "h" && make("span", { class: "mark", title: words.off_long }, words.off + (provisional ? "?" : "")),
    holiday && make("small", {}, holiday),
    iso === today && make("small", {}, words.now));
  return make("section", { class: `${mark === "h" || mark === "r" ? "off" : ""}${iso === today ? " is-today" : ""}${out.length + due.length + world.length ? "" : " vacant"}` },
    heading, ...world,
    out.length && make("ul", { class: "chips" }, ...out),
    due.length && make("h4", {}, words.due), due.length && make("ul", {}, ...due));
}

function weekChip(entry, names, later) {
  return make("li", {}, entryLink(entry, `chip ${entry.pool} ${entry.state}${later ? " later" : ""}`,
    titled(entry.title, "t"),
    entry.state !== "planned" && make("span", { class: "s" }, plan.names.state[entry.state]),
    names.length && make("span", { class: "c" }, names.join(" · ")),
    make("span", { class: "unseen" }, plan.names.pool[entry.pool] + (later ? `, ${words.later}` : ""))));
}

function weekTask(entry, task) {
  return make("li", {}, entryLink(entry, "todo", make("b", {}, personName(task[1])), ` ${task[0]}`, titled(entry.title)));
}

function weekMeters(monday) {
  const index = dayOf(monday) / 7;
  const meters = [];
  for (const [kind, key] of [["hours", "hours_of"], ["reviews", "reviews_of"]]) {
    for (const [person, cells] of Object.entries(plan.load[kind])) {
      const cell = cells[index];
      if (!cell || (!cell[0] && !cell[1])) continue;
      const fill = make("i", {});
      fill.style.width = `${Math.min(100, cell[1] ? (100 * cell[0]) / cell[1] : 100 * cell[0])}%`;
      const over = cell[0] > cell[1];
      meters.push(make("div", { class: `meter${over ? " over" : ""}` }, make("span", {}, personName(person)),
        make("span", { class: "track", "aria-hidden": "true" }, fill),
        make("b", {}, say(key, { used: figure(cell[0]), available: figure(cell[1]) }), over && ` · ${words.over}`)));
    }
  }
  return make("section", { class: "meters" }, make("h3", {}, words.load_of_week), ...meters);
}
