// The yardstick for the query: what one would write by hand in JavaScript. Rows sorted by day, a byte a row that says
// which filters it fails, and counts that follow the window by the rows that it gains and loses.
import { DAYS, KINDS, PLACES, load, monthOfDay, startsOfDays } from "./rows.js";

const FAILS_KIND = 1;
const FAILS_ACTOR = 2;

export class TypedArrays {
  name = "typed arrays";

  async load(options) {
    const { rows, day, place, kind, actor, lon, lat } = await load(options);
    const cell = new Uint16Array(rows);
    for (let i = 0; i < rows; i++) cell[i] = place[i] * KINDS + kind[i];
    Object.assign(this, { rows, day, cell, kind, actor, lon, lat, starts: startsOfDays(day) });
    this.fails = new Uint8Array(rows);
    this.counts = new Uint32Array(PLACES * KINDS);
    this.kinds = new Uint32Array(KINDS);
    this.first = this.end = 0;
    return rows;
  }

  setFilter(kinds, actors) {
    const set = (indices, size, bit) => {
      const fails = new Uint8Array(size).fill(indices ? bit : 0);
      for (const index of indices ?? []) fails[index] = 0;
      return fails;
    };
    const ofKind = set(kinds, 256, FAILS_KIND);
    const ofActor = set(actors, 256, FAILS_ACTOR);
    const months = new Uint32Array(168);
    const { rows, fails, kind, actor, day } = this;
    for (let i = 0; i < rows; i++) {
      const fail = ofKind[kind[i]] | ofActor[actor[i]];
      fails[i] = fail;
      if (fail === 0) months[monthOfDay[day[i]]]++;
    }
    this.counts.fill(0);
    this.kinds.fill(0);
    this.count(this.first, this.end, 1);
    return months;
  }

  /** The counts are this engine's own, and change with the next step. */
  setWindow(d0, d1) {
    const [a, b] = [this.first, this.end];
    const [c, d] = [Math.max(0, Math.min(d0, DAYS)), Math.max(0, Math.min(d1, DAYS))];
    if (Math.max(a, c) < Math.min(b, d)) {
      this.count(a, c, -1);
      this.count(d, b, -1);
      this.count(c, a, 1);
      this.count(b, d, 1);
    } else {
      this.count(a, b, -1);
      this.count(c, d, 1);
    }
    this.first = c;
    this.end = d;
    return this;
  }

  count(firstDay, endDay, by) {
    if (firstDay >= endDay) return;
    const { fails, cell, kind, counts, kinds, starts } = this;
    const end = starts[endDay];
    for (let i = starts[firstDay]; i < end; i++) {
      const fail = fails[i];
      if (fail === 0) counts[cell[i]] += by;
      if ((fail & FAILS_ACTOR) === 0) kinds[kind[i]] += by;
    }
  }
}
