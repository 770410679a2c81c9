// The yardstick for drawing: a circle for each of 2,000 places, and nothing written but the attributes of those whose
// counts a step has changed. `?n=1000000`: how many rows of /data to open; `&from=2011-03-01`: the first of 30 days.
import { TypedArrays } from "./engine.js";
import { DAYS, FIRST_DAY, KINDS, PLACES } from "./rows.js";

const COLOURS = ["#c0392b", "#2471a3", "#b7950b", "#7d3c98", "#117a65", "#af601a", "#5d6d7e", "#909497"];
const parameters = new URL(location.href).searchParams;
const engine = new TypedArrays();
await engine.load({ n: parameters.get("n"), format: "csv" });
engine.setFilter(null, null);

const svg = document.querySelector("svg");
const layer = svg.querySelector("g");
const y = (lat) => Math.asinh(Math.tan((lat * Math.PI) / 180));
const { width, height } = svg.getBoundingClientRect();
const scale = Math.min(width / 10, (height / (y(37) - y(32))) * (Math.PI / 180));
const circles = Array.from({ length: PLACES }, (_, place) => {
  const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  circle.setAttribute("cx", ((engine.lon[place] - 37) * scale + width / 2).toFixed(1));
  circle.setAttribute("cy", (height / 2 - ((y(engine.lat[place]) - y(34.5)) * scale * 180) / Math.PI).toFixed(1));
  circle.setAttribute("r", "0");
  layer.append(circle);
  return circle;
});

const before = new Uint32Array(PLACES * KINDS);
/** Writes radius and colour of the places whose counts are not what they were. */
function draw() {
  const { counts } = engine;
  for (let place = 0; place < PLACES; place++) {
    const start = place * KINDS;
    let total = 0;
    let most = 0;
    let changed = false;
    for (let kind = 0; kind < KINDS; kind++) {
      const count = counts[start + kind];
      total += count;
      if (count > counts[start + most]) most = kind;
      if (count !== before[start + kind]) {
        before[start + kind] = count;
        changed = true;
      }
    }
    if (!changed) continue;
    circles[place].setAttribute("r", total === 0 ? "0" : (2 + 2 * Math.sqrt(total)).toFixed(1));
    circles[place].setAttribute("fill", COLOURS[most]);
  }
}

const track = document.querySelector("#track");
const bar = document.querySelector("#window");
const [firstThumb, lastThumb] = document.querySelectorAll("[role=slider]");
const opening = parameters.get("from");
let first = opening ? Date.parse(opening) / 86400000 - FIRST_DAY : 0;
let end = first + 30;
let isAsked = false;

function step() {
  isAsked = false;
  const queryStart = performance.now();
  engine.setWindow(first, end);
  performance.measure("chronotope:query", { start: queryStart });
  const drawStart = performance.now();
  draw();
  const pxPerDay = track.clientWidth / DAYS;
  bar.style.left = `${first * pxPerDay}px`;
  bar.style.width = `${(end - first) * pxPerDay}px`;
  firstThumb.style.left = `${first * pxPerDay}px`;
  lastThumb.style.left = `${end * pxPerDay}px`;
  performance.measure("chronotope:draw", { start: drawStart });
}

/** Moves the window; it is drawn in the next frame. */
function move(to, until) {
  const [newFirst, newEnd] = [Math.max(0, Math.round(to)), Math.min(DAYS, Math.round(until))];
  if (newFirst === first && newEnd === end) return;
  [first, end] = [newFirst, newEnd];
  if (!isAsked) {
    isAsked = true;
    requestAnimationFrame(step);
  }
}

let drag = null;
bar.addEventListener("pointerdown", (event) => {
  drag = { x: event.clientX, first, span: end - first };
  bar.setPointerCapture(event.pointerId);
});
bar.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const to = drag.first + ((event.clientX - drag.x) * DAYS) / track.clientWidth;
  move(Math.min(to, DAYS - drag.span), Math.min(to, DAYS - drag.span) + drag.span);
});
bar.addEventListener("pointerup", () => (drag = null));
firstThumb.addEventListener("keydown", ({ key }) => {
  if (key === "ArrowRight") move(first + 1, end);
  if (key === "ArrowLeft") move(first - 1, end);
});
lastThumb.addEventListener("keydown", ({ key }) => {
  if (key === "ArrowRight") move(first, end + 1);
  if (key === "ArrowLeft") move(first, end - 1);
});

step();
requestAnimationFrame(() => (document.documentElement.dataset.state = "ready"));
