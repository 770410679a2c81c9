// The generated rows as typed arrays, for every page here: from the CSV that the app opens, or from ready columns.
import { openCsv } from "./typed-arrays.js";

export const PLACES = 2000;
export const KINDS = 8;
/** 2011-01-01, in days from 1970-01-01. */
export const FIRST_DAY = 14975;
/** Days of the 168 calendar months from then. */
export const DAYS = 5114;

/** Of each day, the number of its calendar month. */
export const monthOfDay = (() => {
  const month = new Uint8Array(DAYS);
  for (let day = 0; day < DAYS; day++) {
    const date = new Date((FIRST_DAY + day) * 86400000);
    month[day] = (date.getUTCFullYear() - 2011) * 12 + date.getUTCMonth();
  }
  return month;
})();

const numberIn = (name) => Number(name.slice(name.lastIndexOf("-") + 1));

/** `{rows, day, place, kind, actor, lon, lat}`: days since 2011-01-01 in rising order, places and actors by the number
 * in their name, kinds as in meta.json; `lon` and `lat` by place. */
export async function load({ n, format }) {
  if (format === "columns") return loadColumns(n);
  const meta = await (await fetch("/data/meta.json")).json();
  const table = await openCsv(`/data/events-${n}.${format}`);
  const place = Uint16Array.from(table.strings.place, numberIn);
  const kind = Uint8Array.from(table.strings.kind, (name) => meta.kinds.indexOf(name));
  const actor = Uint8Array.from(table.strings.actor, numberIn);
  const { rows } = table;
  for (let i = 0; i < rows; i++) {
    table.day[i] -= FIRST_DAY;
    table.place[i] = place[table.place[i]];
    table.kind[i] = kind[table.kind[i]];
    table.actor[i] = actor[table.actor[i]];
  }
  const lon = new Float64Array(PLACES).fill(NaN);
  const lat = new Float64Array(PLACES).fill(NaN);
  place.forEach((number, code) => {
    lon[number] = table.lon[code];
    lat[number] = table.lat[code];
  });
  return { ...table, lon, lat };
}

async function loadColumns(n) {
  const buffer = await (await fetch(`/data/columns-${n}.bin`)).arrayBuffer();
  const rows = Number(n);
  const unsorted = {
    day: new Uint16Array(buffer, 0, rows),
    place: new Uint16Array(buffer, rows * 2, rows),
    kind: new Uint8Array(buffer, rows * 4, rows),
    actor: new Uint8Array(buffer, rows * 5, rows),
  };
  const next = startsOfDays(unsorted.day);
  const sorted = { day: new Uint16Array(rows), place: new Uint16Array(rows), kind: new Uint8Array(rows), actor: new Uint8Array(rows) };
  for (let i = 0; i < rows; i++) {
    const at = next[unsorted.day[i]]++;
    sorted.day[at] = unsorted.day[i];
    sorted.place[at] = unsorted.place[i];
    sorted.kind[at] = unsorted.kind[i];
    sorted.actor[at] = unsorted.actor[i];
  }
  return { rows, ...sorted };
}

/** Where the rows of each day begin, once they are sorted; and the end. */
export function startsOfDays(day) {
  const starts = new Uint32Array(DAYS + 1);
  for (let i = 0; i < day.length; i++) starts[day[i] + 1]++;
  for (let d = 0; d < DAYS; d++) starts[d + 1] += starts[d];
  return starts;
}
