// Runs in a page that is scrubbed: notes frames, long tasks and the measures of query and draw from now on.
const seen = (window.__seen = { frames: [], longTasks: [], query: [], draw: [], isOn: true });
let last = performance.now();
const frame = (now) => {
  seen.frames.push(now - last);
  last = now;
  if (seen.isOn) requestAnimationFrame(frame);
};
requestAnimationFrame(frame);
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) seen.longTasks.push(entry.duration);
}).observe({ type: "longtask" });
new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) {
    if (name === "chronotope:query") seen.query.push(duration);
    if (name === "chronotope:draw") seen.draw.push(duration);
  }
}).observe({ type: "measure" });
