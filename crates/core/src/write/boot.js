
// Starts the page from the parts inside it. Nothing is fetched from anywhere: what the app asks for by name is
// answered from the parts, and what is not among them is not there.
//
// Large parts are read in pieces (whole groups of base 64): one by one, each letter of a large file would be an object.
const PIECE = 1 << 20;
const bytes_of = (base64) => {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
};
const address = (name) => new URL(name, document.baseURI).href.split(/[?#]/)[0];
const parts = new Map();
for (const block of document.querySelectorAll("script[data-part]")) {
  parts.set(address(block.dataset.part), () => block.textContent);
}
const type_of = (name) =>
  name.endsWith(".wasm") ? "application/wasm" : name.endsWith(".js") ? "text/javascript" : "application/octet-stream";
function* pieces(name) {
  const read = parts.get(address(name));
  if (!read) throw new TypeError(`${name} is not in this page`);
  const text = read();
  for (let at = 0; at < text.length; at += PIECE) yield bytes_of(text.slice(at, at + PIECE));
}
const part = (name) => {
  const found = [...pieces(name)];
  const bytes = new Uint8Array(found.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of found) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
};
const blob = (name) => new Blob([...pieces(name)], { type: type_of(name) });
globalThis.fetch = async (asked) => {
  const name = typeof asked === "string" ? asked : asked.url;
  const found = [];
  for (const piece of pieces(name)) {
    // The page stays alive while a large part is read.
    if (found.length % 8 === 7) await new Promise((go_on) => setTimeout(go_on));
    found.push(piece);
  }
  return new Response(new Blob(found, { type: type_of(name) }));
};
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
