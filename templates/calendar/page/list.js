// The list stands in the page as it was rendered, by date. Its heads sort it, by the rules of the reader's language:
// Chinese by its sound, numbers by their value, quotation marks not at all. `state.sort` is a column, `-` before it
// turns it round; what is equal stays by date, and what has no value comes last either way.
const list = document.querySelector("#view-list table");
const listHeads = [...document.querySelectorAll("#view-list th[data-sort]")];
const listRows = [...document.querySelectorAll("#view-list tr[data-e]")];
const listGroups = [...document.querySelectorAll("#view-list tbody")];
const rowsOfGroup = listGroups.map((group) => [...group.querySelectorAll("tr[data-e]")]);
const flatGroup = make("tbody", {});
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, ignorePunctuation: true });
let sorted = "date";
let listOrder = entries;

const SORT_TEXTS = {
  item: (entry) => entry.title, owner: (entry) => personName(entry.owner ?? ""),
  channel: (entry) => entry.channels.map(channelName).join(" "),
};

function compareBy(column) {
  const sign = state.sort.startsWith("-") ? -1 : 1;
  if (column === "date") return (a, b) => sign * (a.publish < b.publish ? -1 : a.publish > b.publish ? 1 : 0) || a.index - b.index;
  const texts = SORT_TEXTS[column];
  const values = entries.map(texts ?? ((entry) => RANKS[column].indexOf(entry[column])));
  const isNothing = (value) => value === "" || value === -1;
  const compare = texts ? collator.compare : (a, b) => a - b;
  return (a, b) => isNothing(values[a.index]) - isNothing(values[b.index])
    || sign * compare(values[a.index], values[b.index]) || a.index - b.index;
}

function sortList() {
  if (!list || state.sort === sorted) return;
  sorted = state.sort;
  const column = sorted.replace(/^-/, "");
  const isDown = sorted.startsWith("-");
  listOrder = [...entries].sort(compareBy(column));
  const rank = new Map(listOrder.map((entry, n) => [entry.index, n]));
  const inOrder = (rows) => [...rows].sort((a, b) => rank.get(+a.dataset.e) - rank.get(+b.dataset.e));
  // By date the months stay together, otherwise they would only be in the way.
  if (column === "date") {
    flatGroup.remove();
    listGroups.forEach((group, n) => group.append(...inOrder(rowsOfGroup[n])));
    list.append(...(isDown ? [...listGroups].reverse() : listGroups));
  } else {
    for (const group of listGroups) group.remove();
    flatGroup.append(...inOrder(listRows));
    list.append(flatGroup);
  }
  list.classList.toggle("resorted", sorted !== "date");
}

function showSort() {
  const column = state.sort.replace(/^-/, "");
  for (const head of listHeads) {
    if (head.dataset.sort === column) head.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
}

function narrowList() {
  for (const row of listRows) row.hidden = !shown.has(entries[row.dataset.e]);
  listGroups.forEach((group, n) => { group.hidden = rowsOfGroup[n].every((row) => row.hidden); });
}

function buildHeads() {
  for (const head of listHeads) {
    const column = head.dataset.sort;
    const button = make("button", { type: "button" }, head.textContent);
    button.addEventListener("click", () => go({ sort: state.sort === column ? `-${column}` : column }));
    head.replaceChildren(button);
  }
}
