
// Starts the page from the parts inside it. Nothing is fetched from anywhere: what the app asks for by name is
// answered from the parts, and what is not among them is not there.
const bytes_of = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const address = (name) => new URL(name, document.baseURI).href.split(/[?#]/)[0];
const parts = new Map();
for (const block of document.querySelectorAll("script[data-part]")) {
  parts.set(address(block.dataset.part), () => bytes_of(block.textContent));
}
const type_of = (name) =>
  name.endsWith(".wasm") ? "application/wasm" : name.endsWith(".js") ? "text/javascript" : "application/octet-stream";
const part = (name) => {
  const read = parts.get(address(name));
  if (!read) throw new TypeError(`${name} is not in this page`);
  return read();
};
const blob = (name) => new Blob([part(name)], { type: type_of(name) });
globalThis.fetch = async (asked) => new Response(blob(typeof asked === "string" ? asked : asked.url));
const PlainWorker = globalThis.Worker;
globalThis.Worker = class extends PlainWorker {
  constructor(name, options) {
    const script = new TextDecoder().decode(part(name));
    super(URL.createObjectURL(new Blob([script], { type: "text/javascript" })), options);
    const wasm = script.match(/"(\.\/[^"]+\.wasm)"/);
    if (wasm) super.postMessage({ chronotope_wasm: part(wasm[1]).buffer });
  }
  postMessage(message, transfer) {
    const open = message && message.open;
    if (typeof open === "string" && parts.has(address(open))) message = { ...message, open: blob(open) };
    if (message && typeof message.gazetteer === "string") {
      const own = ["places.geojson", "regions.geojson"].map((name) => message.gazetteer + name);
      const packs = own.filter((name) => parts.has(address(name))).map(blob);
      message = { ...message, gazetteer: undefined, packs: [...packs, ...(message.packs ?? [])] };
    }
    super.postMessage(message, transfer ?? []);
  }
};
const { js, wasm, view } = JSON.parse(document.getElementById("chronotope-start").textContent);
if (!location.hash && view) history.replaceState(null, "", `#${view}`);
import(URL.createObjectURL(blob(js))).then((page) => {
  if (page.files) page.files.get = async (name) => part(name);
  return page.default({ module_or_path: part(wasm) });
});
