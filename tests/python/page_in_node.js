// Runs the script of an audit's page without a browser: node page_in_node.js PAGE FRAGMENT…
// For each fragment of the page's address it prints what is then to be seen, a line of JSON.
"use strict";

class Element {
  attributes = {};
  children = [];
  dataset = {};
  value = "";
  constructor(name) { this.name = name; }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  append(...children) { this.children.push(...children); }
  replaceChildren(...children) { this.children = children; }
  addEventListener() {}
  get textContent() { return this.children.map((it) => (typeof it === "string" ? it : it.textContent)).join(""); }
  set textContent(text) { this.children = [text]; }
  // Whatever is not text must be escaped by whoever writes it; the page has no business with it.
  set innerHTML(_) { throw new Error("innerHTML"); }
}

const page = require("fs").readFileSync(process.argv[2], "utf-8");
const [, json, script] = page.match(/<script type="application\/json" id="data">(.*)<\/script>\n<script>(.*)<\/script>/s);
const elements = {};
for (const id of ["rows", "filter", "count", "back", "on", "narrowed", "packages", "table"]) elements[id] = new Element(id);
const { rows, filter } = elements;
elements.data = { textContent: json };
const head = [...page.matchAll(/data-sort="(\w+)"/g)].map(([, sort]) => {
  const cell = new Element("th");
  cell.dataset.sort = sort;
  return cell;
});
rows.tBodies = [new Element("tbody")];
rows.tHead = Object.assign(new Element("thead"), { rows: [{ cells: head }] });
for (const name of ["q", "state", "overdue"]) filter[name] = new Element(name);
globalThis.document = { getElementById: (id) => elements[id], createElement: (name) => new Element(name) };
globalThis.location = { hash: process.argv[3] };
const listeners = {};
globalThis.addEventListener = (name, listener) => { listeners[name] = listener; };
elements.packages.scrollIntoView = elements.packages.focus = () => {};

new Function(script)();
for (const fragment of process.argv.slice(3)) {
  location.hash = fragment;
  listeners.hashchange();
  listeners.beforeprint();
  const printed = rows.tBodies[0].children.length;
  listeners.afterprint();
  console.log(JSON.stringify({
    count: elements.count.textContent,
    rows: rows.tBodies[0].children.map((row) => row.children.map((cell) => cell.textContent)),
    sorted: head.filter((it) => it.attributes["aria-sort"] !== "none").map((it) => [it.dataset.sort, it.attributes["aria-sort"]]),
    narrowed: elements.narrowed.children.map((it) => it.textContent),
    controls: [filter.q.value, filter.state.value, filter.overdue.value],
    ends: [elements.back.disabled, elements.on.disabled],
    printed,
  }));
}
