// The table of packages. The address's fragment says what is shown (#q=lease&state=open&sort=-days&page=2), so that
// links of the charts, the controls and the browser's buttons all do the same: change it. Texts go into the page as
// text nodes alone, never as HTML.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const { columns, states, types, persons, errors, contradictions } = data;
const SIZE = 50;
// Paper has no button for the next page.
const PRINTED = 1_000;
const PEOPLE = 3;
const count = columns.id.length;
const find = (id) => document.getElementById(id);
const number = (n) => n.toLocaleString("en");
const table = find("rows");
const form = find("filter");
// What charts narrow the rows to beside the controls, and what stands before its value.
const NARROWED = { who: "Waits for ", error: "Error: ", contradiction: "Contradiction: " };

const remark = (row) => {
  const words = [];
  if (columns.error[row] !== null) words.push(`${errors[columns.error[row]].replaceAll("_", " ")}: ${columns.message[row]}`);
  if (columns.contradiction[row] !== null) words.push(contradictions[columns.contradiction[row]].replaceAll("_", " "));
  return words.join("; ");
};
const waitsFor = (row) => columns.waits_for[row].map((person) => persons[person]);
const state = (row) => (columns.state[row] === null ? "error" : states[columns.state[row]]);
const type = (row) => (columns.type[row] === null ? "" : types[columns.type[row]].replaceAll("_", " "));

// What each column is sorted by; null comes last, whichever way.
const collator = new Intl.Collator("en", { numeric: true });
const KEYS = {
  name: (row) => columns.name[row] || columns.id[row],
  type: (row) => type(row) || null,
  state,
  sign_by: (row) => columns.sign_by[row],
  days: (row) => columns.days[row],
  signed: (row) => (columns.total[row] ? columns.signed[row] / columns.total[row] : null),
  waits_for: (row) => waitsFor(row)[0] ?? null,
  remark: (row) => remark(row) || null,
};

let texts = null;
// What a search looks through, made when something is searched for.
function text(row) {
  texts ??= Array.from({ length: count }, (_, at) =>
    [columns.name[at], columns.id[at], type(at), state(at), ...waitsFor(at), remark(at)].join("\n").toLowerCase());
  return texts[row];
}

function selected(address) {
  const tests = [];
  const exact = (name, known, column) => {
    if (!address.has(name)) return;
    const wanted = known.indexOf(address.get(name));
    tests.push((row) => column[row] !== null && column[row] === wanted);
  };
  exact("error", errors, columns.error);
  exact("contradiction", contradictions, columns.contradiction);
  if (address.get("state") === "error") tests.push((row) => columns.state[row] === null);
  else exact("state", states, columns.state);
  if (address.has("who")) {
    const wanted = address.get("who").toLowerCase();
    tests.push((row) => columns.waits_for[row].some((person) => persons[person].toLowerCase() === wanted));
  }
  if (address.has("overdue")) {
    const [least, most] = address.get("overdue").split("-");
    tests.push((row) => columns.days[row] !== null && columns.days[row] >= +least && (!most || columns.days[row] <= +most));
  }
  for (const word of (address.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean))
    tests.push((row) => text(row).includes(word));
  const rows = [];
  for (let row = 0; row < count; row++) if (tests.every((test) => test(row))) rows.push(row);
  return rows;
}

function sorted(rows, by) {
  const descending = by.startsWith("-");
  const key = KEYS[descending ? by.slice(1) : by];
  if (!key) return rows;
  const keys = new Map(rows.map((row) => [row, key(row)]));
  return rows.sort((one, other) => {
    const [a, b] = [keys.get(one), keys.get(other)];
    if (a === null || b === null) return (a === null) - (b === null) || one - other;
    const order = typeof a === "number" ? a - b : collator.compare(a, b);
    return (descending ? -order : order) || one - other;
  });
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// Foreign text: its direction is its own affair, and its length is limited (the whole is in its title).
function foreign(value, kind = "") {
  return element("bdi", { class: `text ${kind}`, title: value }, value);
}

// A line for each of a few persons.
function people(persons) {
  const lines = persons.slice(0, PEOPLE).map((person) => foreign(person, "person"));
  if (persons.length > PEOPLE) lines.push(element("span", { title: persons.join(", ") }, `and ${number(persons.length - PEOPLE)} more`));
  return lines.length ? [element("div", {}, ...lines)] : [];
}

function rowElement(row, index) {
  const cell = (label, classes, ...children) =>
    element("td", { role: "cell", "data-label": label, class: classes }, ...children.filter((child) => child !== ""));
  const signBy = columns.sign_by[row];
  const day = signBy === null ? "" : new Date(signBy * 1000).toISOString();
  const note = remark(row);
  const name = element("th", { scope: "row", role: "rowheader" });
  if (columns.name[row]) name.append(foreign(columns.name[row]));
  name.append(element("code", {}, columns.id[row] ?? "(no id)"));
  const shown = state(row);
  const tone = ["open", "executed", "expired", "rescinded", "error"].includes(shown) ? shown : "other";
  return element("tr", { role: "row", "aria-rowindex": index }, name,
    cell("Type", "", type(row) && foreign(type(row))),
    cell("State", "", element("span", { class: `state ${tone}`, title: shown }, element("bdi", {}, shown))),
    cell("Sign by", "", day && element("time", { datetime: day, title: day }, day.slice(0, 10))),
    cell("Days overdue", "number", columns.days[row] === null ? "" : number(columns.days[row])),
    cell("Signed", "number", columns.total[row] === null ? "" : `${columns.signed[row] ?? "?"} of ${columns.total[row]}`),
    cell("Waits for", "", ...people(waitsFor(row))),
    cell("Remarks", "", note && foreign(note)));
}

function show(size = SIZE) {
  const address = new URLSearchParams(location.hash.slice(1));
  const by = address.get("sort") ?? "";
  const rows = sorted(selected(address), by);
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = size === PRINTED ? 1 : Math.min(Math.max(1, Math.floor(+address.get("page")) || 1), pages);
  const start = (page - 1) * size;
  table.tBodies[0].replaceChildren(...rows.slice(start, start + size).map((row, at) => rowElement(row, start + at + 2)));
  table.setAttribute("aria-rowcount", rows.length + 1);

  find("count").textContent = !count ? "There are no rows." : !rows.length ? "No row fits the filter."
    : `Rows ${number(start + 1)}–${number(Math.min(start + size, rows.length))} of ${number(rows.length)}`
      + (rows.length < count ? `, out of ${number(count)}` : "");
  find("back").disabled = page === 1;
  find("on").disabled = page === pages;
  find("back").dataset.page = page - 1;
  find("on").dataset.page = page + 1;

  if (document.activeElement !== form.q) form.q.value = address.get("q") ?? "";
  form.state.value = address.get("state") ?? "";
  form.overdue.value = address.get("overdue") ?? "";
  find("narrowed").replaceChildren(...Object.keys(NARROWED).filter((name) => address.has(name)).map((name) =>
    element("button", { type: "button", "data-drop": name, "aria-label": `Remove: ${NARROWED[name]}${address.get(name)}` },
      NARROWED[name], element("bdi", {}, address.get(name).replaceAll("_", " ")), " ×")));
  for (const head of table.tHead.rows[0].cells) {
    const key = head.dataset.sort;
    head.setAttribute("aria-sort", by === key ? "ascending" : by === `-${key}` ? "descending" : "none");
  }
}

// Changes parts of the address; an empty value takes a part away. The page begins anew unless it is what changes.
function change(parts) {
  const address = new URLSearchParams(location.hash.slice(1));
  address.delete("page");
  for (const [name, value] of Object.entries(parts)) value === "" ? address.delete(name) : address.set(name, value);
  history.replaceState(null, "", `#${address}`);
  show();
}

let waiting;
form.q.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => change({ q: form.q.value }), 120);
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => event.target.name !== "q" && change({ [event.target.name]: event.target.value }));
form.addEventListener("reset", () => { history.replaceState(null, "", "#"); setTimeout(() => show()); });
// A button that is gone or disabled would take the focus with it, and the keyboard begin anew at the top.
for (const [button, other] of [[find("back"), find("on")], [find("on"), find("back")]])
  button.addEventListener("click", () => {
    change({ page: button.dataset.page });
    if (button.disabled) other.focus();
  });
find("narrowed").addEventListener("click", (event) => {
  const drop = event.target.closest("button")?.dataset.drop;
  if (!drop) return;
  change({ [drop]: "" });
  (find("narrowed").querySelector("button") ?? form.q).focus();
});
table.tHead.addEventListener("click", (event) => {
  const key = event.target.closest("button")?.parentElement.dataset.sort;
  if (!key) return;
  const by = new URLSearchParams(location.hash.slice(1)).get("sort");
  // Up, down, and as it was given.
  change({ sort: by === key ? `-${key}` : by === `-${key}` ? "" : key });
});
addEventListener("hashchange", () => { show(); find("packages").scrollIntoView(); find("packages").focus(); });
addEventListener("beforeprint", () => show(PRINTED));
addEventListener("afterprint", () => show());
show();
find("table").hidden = false;
