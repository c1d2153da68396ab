// The months stand in the page as they were rendered; here they are only narrowed down.
const months = [...document.querySelectorAll("[data-month]")];
const gridChips = [...document.querySelectorAll("#view-month [data-e]")];
const gridDays = [...document.querySelectorAll("#view-month [data-day]")];

function monthAt(iso) {
  const keys = months.map((month) => month.dataset.month);
  const wanted = iso.slice(0, 7);
  return keys.includes(wanted) ? wanted : keys.filter((key) => key <= wanted).pop() ?? keys[0] ?? "";
}

function showMonths() {
  const key = monthAt(state.at);
  for (const month of months) month.hidden = month.dataset.month !== key;
}

// The months printed are all of them, so they are kept narrow whatever is on the screen.
function narrowMonths() {
  for (const chip of gridChips) chip.parentElement.hidden = !shown.has(entries[chip.dataset.e]);
  for (const day of gridDays) {
    const chips = day.querySelectorAll(".chips > li:not([hidden])");
    day.classList.toggle("vacant", !day.querySelector(".occasion, .mark") && chips.length === 0);
  }
}

function markToday() {
  for (const day of gridDays) {
    if (day.dataset.day !== today) continue;
    day.classList.add("is-today");
    day.querySelector("time").setAttribute("aria-current", "date");
    day.querySelector("time").append(make("span", { class: "unseen" }, `, ${words.now}`));
  }
  listRows.find((row) => row.dataset.date >= today)?.classList.add("is-today");
  for (const name of document.querySelectorAll("[data-week]")) {
    const link = make("a", { href: `#view=week&at=${name.dataset.week}`, "data-at": name.dataset.week }, name.textContent);
    name.replaceChildren(link);
  }
}
