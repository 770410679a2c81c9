// Starts the worker module, and keeps what the page posts until the module listens.
//
// In a development page this file stands beside `chronotope-worker.js` and its wasm, as Trunk writes them. In a
// release, the glue is put in place of the import below, and `WASM` holds the hashed name. When the script runs from
// a blob: URL (a page saved as one file), nothing is beside it: the first message then carries the bytes of the
// module as `{ chronotope_wasm: ArrayBuffer | WebAssembly.Module }`.
const WASM = "./chronotope-worker_bg.wasm";
importScripts("./chronotope-worker.js");

{
  const start = async (module_or_path) => {
    const early = [];
    const keep = (message) => early.push(message);
    self.addEventListener("message", keep);
    try {
      await wasm_bindgen({ module_or_path });
    } catch (error) {
      // Thrown outside the promise, so that the page hears it as the worker's `error` event.
      setTimeout(() => { throw error; });
      return;
    }
    self.removeEventListener("message", keep);
    for (const { data, ports } of early) self.dispatchEvent(new MessageEvent("message", { data, ports }));
  };
  if (self.location.protocol === "blob:") {
    self.addEventListener("message", ({ data }) => start(data.chronotope_wasm), { once: true });
  } else {
    start(new URL(WASM, self.location.href));
  }
}
