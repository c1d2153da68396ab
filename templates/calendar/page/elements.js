// Elements from plain values: every text becomes a text node, so a title is text whatever it holds.
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) {
    const value = attributes[name];
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false && child !== 0 && child !== "") element.append(child);
  }
  return element;
}

const find = (id) => document.getElementById(id);
const titled = (text, className) => make("span", { class: className, dir: "auto" }, text);
const entryLink = (entry, className, ...children) =>
  make("a", { class: className, href: `#item=${encodeURIComponent(entry.id)}`, "data-e": entry.index }, ...children);
const occasionClass = (one) => `occasion${one.ours ? " ours" : ""}${one.cancelled ? " cancelled" : ""}`;
const occasionLink = (one) =>
  make("a", { class: occasionClass(one),
    href: `#event=${encodeURIComponent(one.key)}`, "data-event": one.key },
    titled(one.title), make("span", { class: "unseen" }, `, ${words[one.ours ? "our_event" : "node"]}`));
