// The side panel: everything about one item or event, or what needs attention. Its focus goes back where it came from.
const panel = find("panel");
const attention = find("attention");
const attentionHome = attention?.parentElement;
let opener = null;

function showPanel(moveFocus) {
  const wasOpen = !panel.hidden;
  const [kind, ...rest] = state.open.split("=");
  const key = rest.join("=");
  const content = kind === "item" && byId.has(key) ? itemPanel(byId.get(key))
    : kind === "event" && occasions.has(key) ? eventPanel(occasions.get(key))
    : kind === "attention" && attention ? attentionPanel() : null;
  for (const open of document.querySelectorAll(".is-open")) open.classList.remove("is-open");
  if (content === null) {
    panel.hidden = true;
    document.documentElement.classList.remove("has-panel");
    setBehind(false);
    if (wasOpen) returnFocus();
    return;
  }
  if (!wasOpen && document.activeElement !== document.body) opener = keyOf(document.activeElement);
  panel.hidden = false;
  document.documentElement.classList.add("has-panel");
  const title = find("panel-title");
  title.textContent = content.title;
  find("panel-body").replaceChildren(...content.parts.filter(Boolean));
  panel.classList.toggle("about-item", kind === "item");
  for (const id of ["panel-before", "panel-after"]) find(id).hidden = kind !== "item";
  if (kind === "item") {
    const entry = byId.get(key);
    for (const link of document.querySelectorAll(`.view [data-e="${entry.index}"]`)) link.classList.add("is-open");
    find("panel-before").disabled = !beside(-1);
    find("panel-after").disabled = !beside(1);
  }
  setBehind(frame.isPhone);
  if (moveFocus) {
    panel.scrollTop = 0;
    title.focus({ preventScroll: true });
    if (kind === "attention") find(`attention-${key}`)?.scrollIntoView({ block: "start" });
  }
}

// On a phone the panel covers everything: what lies behind it can be neither tabbed to nor read.
function setBehind(covered) {
  for (const part of document.body.children) if (!part.contains(panel) && part.tagName !== "SCRIPT") part.inert = covered;
  find("main").inert = covered;
}

const keyOf = (element) => ({
  element,
  selector: element.dataset.e !== undefined ? `[data-e="${element.dataset.e}"]`
    : element.dataset.event ? `[data-event="${CSS.escape(element.dataset.event)}"]` : "",
});

// The element itself, or what stands for it in a view that was drawn again.
function findAgain(key) {
  const isSeen = (element) => element.isConnected && element.getClientRects().length > 0;
  if (isSeen(key.element)) return key.element;
  return key.selector ? [...document.querySelectorAll(`.view:not([hidden]) a${key.selector}`)].find(isSeen) : undefined;
}

function returnFocus() {
  ((opener && findAgain(opener)) ?? find("main")).focus();
  opener = null;
}

function beside(step) {
  const [, ...rest] = state.open.split("=");
  const order = state.view === "list" ? listOrder.filter((entry) => shown.has(entry)) : [...shown];
  const at = order.indexOf(byId.get(rest.join("=")));
  return at < 0 ? null : order[at + step] ?? null;
}

const heading = (text) => make("h3", {}, text);
const factList = (facts) => make("dl", {}, ...facts.map(([label, text]) =>
  make("div", {}, make("dt", {}, label), make("dd", { dir: "auto" }, text))));

function itemPanel(entry) {
  const work = entry.tasks.filter((task) => !task[5]);
  const reviews = entry.tasks.filter((task) => task[5]);
  const occasion = occasions.get(entry.anchor);
  return { title: entry.title, parts: [
    make("p", { class: "day" }, make("strong", {}, longDay(entry.publish)), ` · ${weekName(mondayOf(entry.publish))}`),
    make("p", { class: "labels" }, make("span", { class: `pool ${entry.pool}` }, plan.names.pool[entry.pool]),
      make("span", { class: `state ${entry.state}` }, plan.names.state[entry.state])),
    entry.reason && heading(words.why),
    entry.reason && make("p", { class: "why" }, entry.reason),
    entry.moved && make("p", { class: "id" }, say("moved", { date: entry.moved })),
    heading(words.waves),
    entry.waves.length ? make("ul", { class: "rows" }, ...entry.waves.map(([channel, day, section]) =>
      make("li", {}, make("span", { class: "d" }, `${shortDay(day)} ${weekday(day)}`),
        make("span", {}, channelName(channel), section && make("small", {}, section)),
        make("span", { class: "h" }, day === entry.publish ? words.first_wave : "")))) : make("p", {}, words.no_waves),
    heading(words.work),
    work.length ? taskRows(work) : make("p", {}, words.no_work),
    reviews.length && heading(words.reviews), reviews.length && taskRows(reviews),
    entry.notes.length && heading(words.notes), ...entry.notes.map((note) => make("p", { dir: "auto" }, note)),
    heading(words.about),
    factList(factsOf(entry)),
    occasion && make("p", {}, occasionLink(occasion)),
    entry.draft ? make("a", { class: "button", href: entry.draft }, words.draft)
      : make("p", { class: "id" }, say("no_draft", { id: entry.id })),
  ] };
}

// What the filters know by its value comes first, then whatever else is known of the item.
function factsOf(entry) {
  const known = [["owner", personName(entry.owner ?? "")], ["role", plan.names.role[entry.role]], ["stage", plan.names.stage[entry.stage]]];
  return [...known.filter((fact) => fact[1]), ...entry.facts, ["id", entry.id]].map(([key, text]) => [words[`fact.${key}`], text]);
}

function taskRows(tasks) {
  return make("ul", { class: "rows" }, ...tasks.map(([stage, person, first, last, hours]) =>
    make("li", {}, make("span", { class: "d" }, shortSpan(first, last)),
      make("span", {}, stage, make("small", {}, personName(person))),
      make("span", { class: "h" }, hours ? say("hours", { hours: figure(hours) }) : ""))));
}

function eventPanel(one) {
  const tied = entries.filter((entry) => entry.anchor === one.key);
  return { title: one.title, parts: [
    make("p", { class: "labels" }, make("span", { class: "state planned" }, words[one.ours ? "our_event" : "node"]),
      one.cancelled && make("span", { class: "state" }, words.cancelled_event)),
    factList(one.facts.map(([key, text]) => [words[`fact.${key}`], text])),
    one.link && make("a", { class: "button", href: one.link, rel: "noopener noreferrer" }, words["fact.registration"]),
    heading(words.items_of_event),
    tied.length ? make("div", { class: "links" }, ...tied.map((entry) => entryLink(entry, "", `${shortDay(entry.publish)} `, titled(entry.title))))
      : make("p", {}, words.no_items_of_event),
  ] };
}

function attentionPanel() {
  attention.hidden = false;
  attention.querySelector("h2").hidden = true;
  return { title: words.attention, parts: [attention] };
}

function listenToPanel() {
  if (attention) attention.hidden = true;
  find("panel-close").addEventListener("click", () => go({ open: "" }));
  for (const [id, step] of [["panel-before", -1], ["panel-after", 1]]) {
    find(id).addEventListener("click", () => {
      const other = beside(step);
      if (other) go({ open: `item=${other.id}` }, { replace: true });
    });
  }
  find("panel-copy").addEventListener("click", async () => {
    const button = find("panel-copy");
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 1500);
    } catch {
      window.prompt(words.copy, location.href);
    }
  });
}
