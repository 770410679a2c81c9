// Arguments: the element to look in (or null), a role. Answers [element, name] for each visible element of that role,
// in document order. A first approximation of role and name, good enough to choose by; the browser's own computation
// has the last word, and is asked for those that are chosen.
const [within, wanted] = arguments;

const IMPLICIT = {
  article: "article", banner: "header", button: "button, summary, input[type=button], input[type=submit], input[type=reset]",
  cell: "td", checkbox: "input[type=checkbox]", columnheader: "th[scope=col], thead th", combobox: "select:not([multiple]):not([size])",
  complementary: "aside", contentinfo: "footer", dialog: "dialog", figure: "figure", form: "form",
  group: "fieldset, details, optgroup", heading: "h1, h2, h3, h4, h5, h6", img: "img", link: "a[href], area[href]",
  list: "ul, ol, menu", listbox: "select[multiple], select[size]", listitem: "li", main: "main", meter: "meter",
  navigation: "nav", option: "option", paragraph: "p", progressbar: "progress", radio: "input[type=radio]", region: "section",
  row: "tr", rowheader: "th[scope=row]", search: "search", searchbox: "input[type=search]", separator: "hr",
  slider: "input[type=range]", spinbutton: "input[type=number]", status: "output", table: "table", rowgroup: "tbody, thead, tfoot",
  textbox: "input:not([type]), input[type=text], input[type=email], input[type=url], input[type=tel], textarea",
  Date: "input[type=date]", term: "dt", definition: "dd",
};
const BY_CONTENT = new Set(["button", "cell", "checkbox", "columnheader", "gridcell", "heading", "link", "menuitem",
  "menuitemcheckbox", "menuitemradio", "option", "radio", "row", "rowheader", "switch", "tab", "tooltip", "treeitem"]);

const shown = (el) => {
  if (el.checkVisibility && !el.checkVisibility({ visibilityProperty: true })) return false;
  return !el.closest("[aria-hidden=true], [inert]");
};
const own = (el) => {
  const explicit = (el.getAttribute("role") || "").trim().split(/\s+/)[0];
  if (explicit) return explicit;
  return IMPLICIT[wanted] && el.matches(IMPLICIT[wanted]) ? wanted : "";
};
const text = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.getAttribute("aria-hidden") === "true" || getComputedStyle(node).display === "none") return "";
  const label = node.getAttribute("aria-label");
  if (label) return label;
  if (node.localName === "img") return node.alt;
  if (node.localName === "svg") {
    const title = node.querySelector(":scope > title");
    return title ? title.textContent : [...node.childNodes].map(text).join(" ");
  }
  const gap = getComputedStyle(node).display.startsWith("inline") ? "" : " ";
  return gap + [...node.childNodes].map(text).join("") + gap;
};
const nameOf = (el) => {
  const ids = el.getAttribute("aria-labelledby");
  if (ids) {
    const parts = ids.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean);
    if (parts.length) return parts.map((part) => part.getAttribute("aria-label") || part.textContent).join(" ");
  }
  const label = el.getAttribute("aria-label");
  if (label) return label;
  if (el.labels && el.labels.length) return [...el.labels].map((one) => one.textContent).join(" ");
  if (el.localName === "img") return el.alt;
  if (el.localName === "input" && ["submit", "button", "reset"].includes(el.type)) return el.value;
  const child = { fieldset: "legend", table: "caption", figure: "figcaption", svg: "title" }[el.localName];
  const caption = child && el.querySelector(`:scope > ${child}`);
  if (caption) return caption.textContent;
  if (el instanceof SVGElement) {
    const title = el.querySelector(":scope > title");
    if (title) return title.textContent;
  }
  if (BY_CONTENT.has(wanted) || el.localName === "summary") {
    const content = text(el).trim();
    if (content) return content;
  }
  return el.getAttribute("title") || el.getAttribute("placeholder") || "";
};

const selector = `[role~="${wanted}"]` + (IMPLICIT[wanted] ? `, ${IMPLICIT[wanted]}` : "");
return [...(within || document).querySelectorAll(selector)]
  .filter((el) => own(el) === wanted && shown(el))
  .map((el) => [el, nameOf(el)]);
