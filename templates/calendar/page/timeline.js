// Timelines: a row for each person or channel, a bar for each piece of work or wave, laid into lanes so that no
// label covers another. A scale says how large everything is: pixels of a day, of a lane, of a letter.
const SCREEN = { lane: 22, label: 168, letter: 6.7, wide: 12.2, world: 20, least: 7 };

const isWide = (mark) => mark >= 0x2e80;
function widthOf(text, scale) {
  let width = 12;
  for (let n = 0; n < text.length && width < scale.label; n += 1) width += isWide(text.charCodeAt(n)) ? scale.wide : scale.letter;
  return Math.min(width, scale.label);
}

function showTimeline(container, kind) {
  const old = container.querySelector(".time");
  const names = frame.isPhone ? 108 : 196;
  const room = frame.width - (frame.isPhone ? 26 : 58) - (frame.holdsPanel && state.open ? 440 : 0) - names;
  const width = Math.max(frame.isPhone ? 10 : 12, room / plan.days.length);
  const scale = { ...SCREEN, width, names, total: width * plan.days.length };
  const inner = make("div", { class: "inner" }, bands(scale), ...axis(scale), ...rowsOf(scale, kind).map((one) => drawRow(scale, one)));
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
    const isNarrow = scale.isPaper && (after - first) * scale.width < 48;
    monthLine.append(place(make("span", {}, !isNarrow && plan.monthNames[n]), first * scale.width, (after - first) * scale.width));
  });
  const weekLine = make("div", { class: "line weeks" });
  for (let day = 0; day < plan.days.length; day += 7) {
    const monday = isoOf(day);
    const isNow = dayOf(today) >= day && dayOf(today) < day + 7;
    const name = `week${isNow ? " now" : ""}`;
    weekLine.append(place(scale.isPaper
      ? make("span", { class: name }, make("b", {}, weekOnly(monday)), ` ${shortDay(monday)}`)
      : make("a", { class: name, href: `#view=week&at=${monday}`, "data-at": monday }, `${weekOnly(monday)} · ${shortDay(monday)}`),
    day * scale.width, 7 * scale.width));
  }
  const world = make("div", { class: "world" });
  const lanes = [];
  for (const one of plan.occasions) {
    const left = Math.max(0, dayOf(one.first)) * scale.width;
    const size = Math.min(widthOf(one.title, scale) + 12, scale.total - left);
    const lane = freeLane(lanes, left, left + size);
    const link = place(scale.isPaper ? make("span", { class: occasionClass(one) }, titled(one.title)) : occasionLink(one), left, size);
    link.style.top = `${lane * scale.world}px`;
    world.append(link);
  }
  world.style.height = `${lanes.length * scale.world + 4}px`;
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
const printed = make("li", {}, make("span", {}, make("span", { class: "fill" }), titled("", "l")));

// `bars`: {first, last, label, title, entry, kind}. Each gets its place, with its label beside it; how many lanes it takes.
function layOut(scale, bars) {
  bars.sort((a, b) => a.first - b.first || a.last - b.last || a.entry.index - b.entry.index);
  const lanes = [];
  for (const bar of bars) {
    bar.left = bar.first * scale.width;
    bar.size = Math.max(scale.least, (bar.last - bar.first + 1) * scale.width - 2);
    bar.room = widthOf(bar.label, scale);
    bar.lane = freeLane(lanes, bar.left, bar.left + bar.size + bar.room + 4);
  }
  return lanes.length;
}

// The bars of some lanes, each a link.
function drawLanes(scale, bars, from, count) {
  const box = make("ul", { class: "lanes" });
  for (const bar of bars) {
    if (bar.lane < from || bar.lane >= from + count) continue;
    const one = (scale.isPaper ? printed : pattern).cloneNode(true);
    const link = one.firstChild;
    link.className = `bar ${bar.entry.pool} ${bar.entry.state} ${bar.kind}`;
    link.style.cssText = `left:${bar.left}px;top:${3 + (bar.lane - from) * scale.lane}px;width:${bar.size + bar.room}px`;
    link.firstChild.style.width = `${bar.size}px`;
    link.lastChild.textContent = bar.label;
    if (!scale.isPaper) {
      link.dataset.e = bar.entry.index;
      link.title = bar.title;
    }
    box.append(one);
  }
  box.style.height = `${Math.max(1, count) * scale.lane + 4}px`;
  return box;
}

// `one`: {name, about, strips, bars, leave, lanes}; `from` and `count` choose lanes of it.
function drawRow(scale, one, from = 0, count = one.lanes) {
  const field = make("div", { class: "field" }, ...one.strips.map((strip) => strip()), drawLanes(scale, one.bars, from, count));
  field.style.width = `${scale.total}px`;
  for (const [first, last] of one.leave) {
    field.prepend(place(make("span", { class: "leave", "aria-hidden": "true" }), dayOf(first) * scale.width, (dayOf(last) - dayOf(first) + 1) * scale.width));
  }
  return make("section", { class: "track-row", "aria-label": one.name },
    make("div", { class: "who" }, make("h3", {}, one.name), one.about && make("p", {}, one.about)), field);
}

function rowsOf(scale, kind) {
  const rows = kind === "people" ? personRows(scale) : channelRows(scale);
  for (const one of rows) one.lanes = layOut(scale, one.bars);
  return rows;
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
    const strips = [hours && (() => loadStrip(scale, hours, "load_hours")), reviews && (() => loadStrip(scale, reviews, "load_reviews"))].filter(Boolean);
    rows.push({ name: person.name, about: person.about, strips, bars: own, leave: person.leave ?? [] });
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
    rows.push({ name: channel.name, about: channel.about, strips: [() => channelStrip(scale, channel.id, counts)], bars: own, leave: [] });
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
