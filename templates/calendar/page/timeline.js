// Timelines: a row for each person or channel, a bar for each piece of work or wave, laid into lanes so that no
// label covers another.
const LANE = 22;
const LABEL = 168;

const isWide = (mark) => mark >= 0x2e80;
function widthOf(text) {
  let width = 12;
  for (let n = 0; n < text.length && width < LABEL; n += 1) width += isWide(text.charCodeAt(n)) ? 12.2 : 6.7;
  return Math.min(width, LABEL);
}

function showTimeline(container, kind) {
  const old = container.querySelector(".time");
  const names = frame.isPhone ? 108 : 196;
  const room = frame.width - (frame.isPhone ? 26 : 58) - (frame.holdsPanel && state.open ? 440 : 0) - names;
  const width = Math.max(frame.isPhone ? 10 : 12, room / plan.days.length);
  const scale = { width, names, total: width * plan.days.length };
  const inner = make("div", { class: "inner" }, bands(scale), ...axis(scale));
  const rows = kind === "people" ? personRows(scale) : channelRows(scale);
  for (const row of rows) inner.append(row);
  const time = make("div", { class: "time", role: "region", tabindex: "0", "aria-label": words[`view.${kind}`] }, inner);
  time.style.setProperty("--names", `${names}px`);
  const [left, top] = old ? [old.scrollLeft, old.scrollTop] : [Math.max(0, (dayOf(startDay) - 7) * width), 0];
  container.replaceChildren(time);
  requestAnimationFrame(() => time.scrollTo(left, top));
}

function place(element, left, width) {
  element.style.left = `${left}px`;
  if (width !== undefined) element.style.width = `${width}px`;
  return element;
}

function bands(scale) {
  const box = make("div", { class: "bands", "aria-hidden": "true" });
  for (let day = 0; day < plan.days.length; day += 1) {
    const mark = plan.days[day];
    if (day % 7 === 0) box.append(place(make("i", { class: "monday" }), day * scale.width));
    if (mark === "w" || mark === "m") continue;
    let last = day;
    while (plan.days[last + 1] === mark) last += 1;
    box.append(place(make("i", { class: mark === "h" ? "feast" : "rest" }), day * scale.width, (last - day + 1) * scale.width));
    day = last;
  }
  const now = dayOf(today);
  if (now >= 0 && now < plan.days.length) box.append(place(make("i", { class: "today" }), (now + 0.5) * scale.width));
  return box;
}

function axis(scale) {
  const monthLine = make("div", { class: "line months" });
  plan.monthKeys.forEach((key, n) => {
    const first = Math.max(0, dayOf(`${key}-01`));
    const after = n + 1 < plan.monthKeys.length ? dayOf(`${plan.monthKeys[n + 1]}-01`) : plan.days.length;
    monthLine.append(place(make("span", {}, plan.monthNames[n]), first * scale.width, (after - first) * scale.width));
  });
  const weekLine = make("div", { class: "line weeks" });
  for (let day = 0; day < plan.days.length; day += 7) {
    const monday = isoOf(day);
    const isNow = dayOf(today) >= day && dayOf(today) < day + 7;
    weekLine.append(place(make("a", { class: `week${isNow ? " now" : ""}`, href: `#view=week&at=${monday}`, "data-at": monday },
      `${weekOnly(monday)} · ${shortDay(monday)}`), day * scale.width, 7 * scale.width));
  }
  const world = make("div", { class: "world" });
  const lanes = [];
  for (const one of plan.occasions) {
    const left = Math.max(0, dayOf(one.first)) * scale.width;
    const size = widthOf(one.title) + 12;
    const lane = freeLane(lanes, left, left + size);
    const link = place(occasionLink(one), left, size);
    link.style.top = `${lane * 20}px`;
    world.append(link);
  }
  world.style.height = `${lanes.length * 20 + 4}px`;
  world.style.width = `${scale.total}px`;
  const box = make("div", { class: "axis" }, monthLine, weekLine);
  box.style.width = `${scale.names + scale.total}px`;
  return lanes.length ? [box, world] : [box];
}

function freeLane(lanes, left, right) {
  let lane = lanes.findIndex((end) => end <= left);
  if (lane < 0) lane = lanes.push(0) - 1;
  lanes[lane] = right;
  return lane;
}

// A timeline may have thousands of bars: a copy of one is made several times faster than one from its parts.
const pattern = make("li", {}, make("a", { href: "#", tabindex: "-1" }, make("span", { class: "fill" }), titled("", "l")));

// `bars`: {first, last, label, title, entry, kind}; each becomes a link with its label beside it.
function layOut(scale, bars) {
  bars.sort((a, b) => a.first - b.first || a.last - b.last || a.entry.index - b.entry.index);
  const lanes = [];
  const box = make("ul", { class: "lanes" });
  for (const bar of bars) {
    const left = bar.first * scale.width;
    const size = Math.max(7, (bar.last - bar.first + 1) * scale.width - 2);
    const label = widthOf(bar.label);
    const lane = freeLane(lanes, left, left + size + label + 4);
    const one = pattern.cloneNode(true);
    const link = one.firstChild;
    link.className = `bar ${bar.entry.pool} ${bar.entry.state} ${bar.kind}`;
    link.dataset.e = bar.entry.index;
    link.title = bar.title;
    link.style.cssText = `left:${left}px;top:${3 + lane * LANE}px;width:${size + label}px`;
    link.firstChild.style.width = `${size}px`;
    link.lastChild.textContent = bar.label;
    box.append(one);
  }
  box.style.height = `${Math.max(1, lanes.length) * LANE + 4}px`;
  return box;
}

function row(scale, name, about, strips, bars, leave = []) {
  const field = make("div", { class: "field" }, ...strips, layOut(scale, bars));
  field.style.width = `${scale.total}px`;
  for (const [first, last] of leave) {
    field.prepend(place(make("span", { class: "leave", "aria-hidden": "true" }), dayOf(first) * scale.width, (dayOf(last) - dayOf(first) + 1) * scale.width));
  }
  return make("section", { class: "track-row", "aria-label": name },
    make("div", { class: "who" }, make("h3", {}, name), about && make("p", {}, about)), field);
}

// Load against capacity, a cell a week.
function loadStrip(scale, cells, key) {
  const strip = make("div", { class: "strip" });
  cells.forEach((cell, week) => {
    if (!cell[0] && !cell[1]) return;
    const monday = isoOf(week * 7);
    const over = cell[0] > cell[1];
    const level = make("i", {});
    level.style.setProperty("--part", `${Math.min(100, cell[1] ? (100 * cell[0]) / cell[1] : 100)}%`);
    const text = `${figure(cell[0])}/${figure(cell[1])}`;
    const title = say(key, { week: weekOnly(monday), used: figure(cell[0]), available: figure(cell[1]) }) + (over ? ` · ${words.over}` : "");
    strip.append(place(make("span", { class: over ? "over" : "", title }, make("span", { class: "unseen" }, `${weekOnly(monday)} `),
      (over ? "▲ " : "") + text, over && make("span", { class: "unseen" }, ` ${words.over}`), level), week * 7 * scale.width, 7 * scale.width - 1));
  });
  return strip;
}

function personRows(scale) {
  const bars = new Map();
  for (const entry of shown) {
    if (entry.state === "cancelled") continue;
    for (const [stage, person, first, last, hours, review] of entry.tasks) {
      if (!bars.has(person)) bars.set(person, []);
      bars.get(person).push({ entry, first: dayOf(first), last: dayOf(last), label: entry.title, kind: review ? "review" : "work",
        title: `${stage} · ${entry.title} · ${shortSpan(first, last)}${hours ? ` · ${say("hours", { hours: figure(hours) })}` : ""}` });
    }
  }
  const narrowed = isFiltered(state);
  const rows = [];
  for (const person of plan.people) {
    const own = bars.get(person.id) ?? [];
    const hours = plan.load.hours[person.id];
    const reviews = plan.load.reviews[person.id];
    if (!own.length && (narrowed || !(hours || reviews))) continue;
    const strips = [hours && loadStrip(scale, hours, "load_hours"), reviews && loadStrip(scale, reviews, "load_reviews")].filter(Boolean);
    rows.push(row(scale, person.name, person.about, strips, own, person.leave));
  }
  return rows;
}

function channelRows(scale) {
  const bars = new Map();
  const counts = new Map();
  for (const entry of shown) {
    for (const [channel, day] of entry.waves) {
      const later = day !== entry.publish;
      if (later && !state.later) continue;
      if (!bars.has(channel)) bars.set(channel, []);
      bars.get(channel).push({ entry, first: dayOf(day), last: dayOf(day), label: entry.title, kind: later ? "wave-later" : "wave",
        title: `${longDay(day)} · ${plan.names.pool[entry.pool]} · ${plan.names.state[entry.state]}${later ? ` · ${words.later}` : ""}` });
    }
  }
  for (const entry of entries) {
    if (entry.state === "cancelled") continue;
    for (const [channel, day] of entry.waves) {
      const key = `${channel} ${mondayOf(day)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const rows = [];
  for (const channel of plan.channels) {
    const own = bars.get(channel.id) ?? [];
    if (!own.length && isFiltered(state)) continue;
    rows.push(row(scale, channel.name, channel.about, [channelStrip(scale, channel.id, counts)], own));
  }
  return rows;
}

// Publications a week; weeks below the cadence wanted are hatched.
function channelStrip(scale, channel, counts) {
  const strip = make("div", { class: "strip" });
  const gaps = plan.gaps.filter((gap) => gap.channel === channel);
  for (let day = 0; day < plan.days.length; day += 7) {
    const monday = isoOf(day);
    const name = weekName(monday);
    const count = counts.get(`${channel} ${monday}`) ?? 0;
    const isGap = gaps.some((gap) => gap.from <= name && name <= gap.to);
    if (!count && !isGap) continue;
    const title = say("per_week", { week: weekOnly(monday), count }) + (isGap ? ` · ${words["legend.gap"]}` : "");
    strip.append(place(make("span", { class: isGap ? "gap" : "", title }, make("span", { class: "unseen" }, `${weekOnly(monday)} `), String(count),
      isGap && make("span", { class: "unseen" }, ` ${words["legend.gap"]}`)), day * scale.width, 7 * scale.width - 1));
  }
  return strip;
}
