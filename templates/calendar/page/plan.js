// The plan as the page holds it, and days as numbers: day 0 is the first Monday that the page knows.
const plan = JSON.parse(document.getElementById("plan").textContent);
const words = plan.words;

const DAY = 864e5;
const number = (iso) => Date.UTC(+iso.slice(0, 4), +iso.slice(5, 7) - 1, +iso.slice(8, 10)) / DAY;
const origin = number(plan.first);
const dayOf = (iso) => number(iso) - origin;
const isoOf = (day) => new Date((day + origin) * DAY).toISOString().slice(0, 10);
const mondayOf = (iso) => { const day = dayOf(iso); return isoOf(day - (((day % 7) + 7) % 7)); };
const shortDay = (iso) => iso.slice(5);
const shortSpan = (first, last) => (first === last ? shortDay(first) : `${shortDay(first)}–${shortDay(last)}`);
const weekday = (iso) => plan.weekdays[((dayOf(iso) % 7) + 7) % 7];
const longDay = (iso) => `${iso} ${weekday(iso)}`;

// The reader's own day: the only thing that the page takes from a clock.
const clock = new Date();
const two = (value) => String(value).padStart(2, "0");
const today = `${clock.getFullYear()}-${two(clock.getMonth() + 1)}-${two(clock.getDate())}`;

// ISO 8601: a week belongs to the year of its Thursday.
function weekName(monday) {
  const thursday = number(monday) + 3;
  const year = new Date(thursday * DAY).getUTCFullYear();
  return `${year}-W${two(Math.floor((thursday - Date.UTC(year, 0, 1) / DAY) / 7) + 1)}`;
}
const weekOnly = (monday) => weekName(monday).slice(5);

const people = new Map(plan.people.map((one) => [one.id, one]));
const channels = new Map(plan.channels.map((one) => [one.id, one]));
const personName = (id) => people.get(id)?.name ?? id;
const channelName = (id) => channels.get(id)?.name ?? id;
const say = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const figure = (value) => String(Math.round(value * 10) / 10);

const entries = plan.entries.map((entry, index) => ({
  waves: [], tasks: [], notes: [], facts: [], ...entry, index,
}));
const byId = new Map(entries.map((entry) => [entry.id, entry]));
const occasions = new Map(plan.occasions.map((one) => [one.key, one]));
