// The yardstick for opening a CSV: what one would write by hand in JavaScript with typed arrays and nothing else.
// It fetches the whole file, walks its bytes once, interns strings by their bytes, sorts the rows by day by counting,
// and keeps the text as the one buffer with an offset per row. It reads well-formed files with the header
// `id,date,place,lon,lat,kind,actor,source,fatalities,summary` and reports no problems: it does less than Chronotope.

/** Strings by their bytes: `id(bytes, start, end)` gives a small number; `strings` holds what they stand for. */
class Interner {
  constructor() {
    this.slots = new Int32Array(1 << 14).fill(-1);
    this.starts = [];
    this.ends = [];
    this.strings = [];
  }

  id(bytes, start, end) {
    let hash = 2166136261;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 16777619);
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.slots[slot];
      if (id < 0) return this.insert(bytes, start, end, slot);
      const from = this.starts[id];
      if (this.ends[id] - from === end - start) {
        let i = 0;
        while (i < end - start && bytes[from + i] === bytes[start + i]) i++;
        if (i === end - start) return id;
      }
    }
  }

  insert(bytes, start, end, slot) {
    const id = this.strings.length;
    if (id * 2 > this.slots.length) throw new Error("more distinct strings than this reference is written for");
    this.slots[slot] = id;
    this.starts.push(start);
    this.ends.push(end);
    this.strings.push(new TextDecoder().decode(bytes.subarray(start, end)));
    return id;
  }
}

/** Days from 1970-01-01 to the `YYYY-MM-DD` at `at`. */
function dayAt(bytes, at) {
  const d = (i) => bytes[at + i] - 48;
  const month = d(5) * 10 + d(6);
  let year = d(0) * 1000 + d(1) * 100 + d(2) * 10 + d(3);
  if (month <= 2) year -= 1;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + d(8) * 10 + d(9) - 1;
  return era * 146097 + yearOfEra * 365 + (yearOfEra >> 2) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** The columns of a CSV, sorted by day. */
export function parseCsv(bytes) {
  const estimate = Math.ceil(bytes.length / 60);
  let day = new Int32Array(estimate);
  const place = new Uint16Array(estimate);
  const kind = new Uint8Array(estimate);
  const actor = new Uint8Array(estimate);
  const source = new Uint8Array(estimate);
  const fatalities = new Float32Array(estimate);
  const offset = new Uint32Array(estimate);
  const interners = { place: new Interner(), kind: new Interner(), actor: new Interner(), source: new Interner() };
  const lon = [];
  const lat = [];
  const decoder = new TextDecoder();
  const starts = new Int32Array(16);
  const length = bytes.length;
  let at = bytes.indexOf(10) + 1;
  let n = 0;
  while (at < length) {
    const row = at;
    let field = 0;
    starts[0] = at;
    let quoted = bytes[at] === 34;
    if (quoted) at++;
    for (; at < length; at++) {
      const byte = bytes[at];
      if (quoted) {
        if (byte === 34) {
          if (bytes[at + 1] === 34) at++;
          else quoted = false;
        }
      } else if (byte === 44) {
        starts[++field] = at + 1;
        if (bytes[at + 1] === 34) {
          quoted = true;
          at++;
        }
      } else if (byte === 10) break;
    }
    starts[field + 1] = at + 1;
    at++;
    day[n] = dayAt(bytes, starts[1]);
    const p = interners.place.id(bytes, starts[2], starts[3] - 1);
    if (p === lon.length) {
      lon.push(Number(decoder.decode(bytes.subarray(starts[3], starts[4] - 1))));
      lat.push(Number(decoder.decode(bytes.subarray(starts[4], starts[5] - 1))));
    }
    place[n] = p;
    kind[n] = interners.kind.id(bytes, starts[5], starts[6] - 1);
    actor[n] = interners.actor.id(bytes, starts[6], starts[7] - 1);
    source[n] = interners.source.id(bytes, starts[7], starts[8] - 1);
    let deaths = starts[8] === starts[9] - 1 ? NaN : 0;
    for (let i = starts[8]; i < starts[9] - 1; i++) deaths = deaths * 10 + bytes[i] - 48;
    fatalities[n] = deaths;
    offset[n] = row;
    n++;
  }
  day = day.subarray(0, n);
  const order = orderByDay(day);
  const gather = (from, Type) => {
    const to = new Type(n);
    for (let i = 0; i < n; i++) to[i] = from[order[i]];
    return to;
  };
  return {
    rows: n,
    text: bytes,
    day: gather(day, Int32Array),
    place: gather(place, Uint16Array),
    kind: gather(kind, Uint8Array),
    actor: gather(actor, Uint8Array),
    source: gather(source, Uint8Array),
    fatalities: gather(fatalities, Float32Array),
    offset: gather(offset, Uint32Array),
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    strings: Object.fromEntries(Object.entries(interners).map(([name, interner]) => [name, interner.strings])),
  };
}

/** Row indices in order of day: a counting sort. */
function orderByDay(day) {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < day.length; i++) {
    if (day[i] < min) min = day[i];
    if (day[i] > max) max = day[i];
  }
  const next = new Uint32Array(Math.max(0, max - min) + 2);
  for (let i = 0; i < day.length; i++) next[day[i] - min + 1]++;
  for (let i = 1; i < next.length; i++) next[i] += next[i - 1];
  const order = new Uint32Array(day.length);
  for (let i = 0; i < day.length; i++) order[next[day[i] - min]++] = i;
  return order;
}

/** Fetches and parses. */
export async function openCsv(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return parseCsv(new Uint8Array(await response.arrayBuffer()));
}
