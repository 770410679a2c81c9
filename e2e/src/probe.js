// Runs before any script of the page, and notes what it should never see.
(() => {
  const seen = [];
  Object.defineProperty(window, "__chronotopeProbe", { value: seen });
  document.addEventListener("securitypolicyviolation", (e) => {
    seen.push(`policy violation: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`.trim());
  });
  addEventListener("error", (e) => {
    if (e.message) seen.push(`error: ${e.message}`);
  });
  addEventListener("unhandledrejection", (e) => seen.push(`unhandled rejection: ${e.reason}`));
  const original = console.error;
  console.error = (...words) => {
    seen.push(`console.error: ${words.join(" ")}`);
    original.apply(console, words);
  };
})();
