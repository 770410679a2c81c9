// The body of an async function that runs in each page once its rows are there: the same calls in the same order, each
// timed alone, and once more for a checksum of every answer. `options` is put in front of it.
const { steps, rounds, changes } = options;
const bench = window.__bench;
const DAYS = 5114;
const SPAN = 30;
const windowOf = (step) => {
  const first = Math.floor(((DAYS - SPAN) * step) / (steps - 1));
  return [first, first + SPAN];
};
const filterOf = (n) => [
  [n % 8, (n + 3) % 8, (n + 5) % 8],
  Array.from({ length: 10 }, (_, i) => (n % 30) + i),
];
const pause = () => new Promise((resolve) => setTimeout(resolve));
const sum = (...arrays) => {
  let state = 2166136261;
  for (const array of arrays) for (const x of array) state = Math.imul(state ^ x, 16777619);
  return state >>> 0;
};
const timed = (call, times) => {
  const start = performance.now();
  call();
  times.push(performance.now() - start);
};

const stepMs = [];
const changeMs = [];
bench.setFilter([0, 1, 2], filterOf(0)[1]);
// The first round lets the engines of the browser warm up.
for (let round = 0; round <= rounds; round++) {
  const times = round === 0 ? [] : stepMs;
  for (let step = 0; step < steps; step++) {
    const [first, end] = windowOf(step);
    timed(() => bench.setWindow(first, end), times);
  }
  await pause();
}
const stepSums = [];
for (let step = 0; step < steps; step++) {
  const { counts, kinds } = bench.setWindow(...windowOf(step));
  stepSums.push(sum(counts, kinds));
}
await pause();
bench.setWindow(...windowOf(steps >> 1));
bench.setFilter(null, null);
const changeSums = [];
for (let n = 0; n < changes; n++) {
  let months;
  timed(() => (months = bench.setFilter(...filterOf(n))), changeMs);
  changeSums.push(sum(months));
  await pause();
}
return { stepMs, changeMs, stepSums, changeSums, isIsolated: self.crossOriginIsolated };
