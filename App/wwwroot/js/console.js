// Behaviour that needs no round trip: one set of delegated listeners, so that it also serves static pages and
// whatever a circuit renders later. Components only carry data attributes.

import "./typing.js";

function announce(text) {
  const region = document.getElementById("announcer");
  if (!region) return;
  region.textContent = "";
  // A changed text is read out; the same text set twice in one frame is not.
  requestAnimationFrame(() => { region.textContent = text; });
}

function isTyping(element) {
  return element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
}

function moveFocus(items, current, step) {
  const next = items[(items.indexOf(current) + step + items.length) % items.length];
  items.forEach(item => { item.tabIndex = item === next ? 0 : -1; });
  next.focus();
}

function onTabKey(event, tab) {
  const tabs = [...tab.closest('[role="tablist"]').querySelectorAll('[role="tab"]')];
  switch (event.key) {
    case "ArrowRight": moveFocus(tabs, tab, 1); break;
    case "ArrowLeft": moveFocus(tabs, tab, -1); break;
    case "Home": moveFocus(tabs, tabs.at(-1), 1); break;
    case "End": moveFocus(tabs, tabs[0], -1); break;
    case " ": tab.click(); break;
    default: return;
  }
  event.preventDefault();
}

function focusTreeItem(tree, item) {
  if (!item) return;
  tree.querySelectorAll('[role="treeitem"]').forEach(other => { other.tabIndex = other === item ? 0 : -1; });
  item.focus();
}

function parentOf(items, item) {
  const level = Number(item.getAttribute("aria-level"));
  return items.slice(0, items.indexOf(item)).findLast(other => Number(other.getAttribute("aria-level")) < level);
}

function onTreeKey(event, item) {
  const tree = item.closest('[role="tree"]');
  const items = [...tree.querySelectorAll('[role="treeitem"]')];
  const index = items.indexOf(item);
  const expanded = item.getAttribute("aria-expanded");
  const toggle = () => item.querySelector("[data-toggle]")?.click();
  switch (event.key) {
    case "ArrowDown": focusTreeItem(tree, items[index + 1]); break;
    case "ArrowUp": focusTreeItem(tree, items[index - 1]); break;
    case "Home": focusTreeItem(tree, items[0]); break;
    case "End": focusTreeItem(tree, items.at(-1)); break;
    case "ArrowRight": if (expanded === "false") toggle(); else if (expanded === "true") focusTreeItem(tree, items[index + 1]); break;
    case "ArrowLeft": if (expanded === "true") toggle(); else focusTreeItem(tree, parentOf(items, item)); break;
    case "Enter": case " ": (item.querySelector("[data-toggle]") ?? item.querySelector("[data-activate]"))?.click(); break;
    default: return;
  }
  event.preventDefault();
}

document.addEventListener("keydown", event => {
  const target = event.target;
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !isTyping(target) && !document.querySelector("dialog[open]")) {
    const search = document.querySelector("[data-global-search]");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
    return;
  }
  if (target.getAttribute("role") === "tab") onTabKey(event, target);
  else if (target.getAttribute("role") === "treeitem") onTreeKey(event, target);
  else if (target.dataset?.preventKeys?.split(" ").includes(event.key)) event.preventDefault();
});

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    // Plain http on another host than localhost has no clipboard: the old way still works there.
    const area = document.createElement("textarea");
    area.value = button.dataset.copy;
    (button.closest("dialog") ?? document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    button.focus();
    if (!done) { announce("Copying was refused by the browser. Select the text and copy it by hand."); return; }
  }
  announce(`${button.dataset.copyName ?? "Value"} copied`);
  button.dataset.copied = "";
  setTimeout(() => { delete button.dataset.copied; }, 1500);
}

document.addEventListener("click", event => {
  if (!(event.target instanceof Element)) return;
  const button = event.target.closest("[data-copy]");
  if (button) { event.preventDefault(); copy(button); return; }
  if (event.target.closest(".skip-link")) { event.preventDefault(); document.getElementById("main")?.focus(); return; }
  // Going somewhere closes the popover that the link stood in (navigation drawer, user menu).
  if (event.target.closest("[popover] a")) document.querySelectorAll("[popover]:popover-open").forEach(popover => popover.hidePopover());
});

// A pasted text that does not fit is refused whole, with words. The browser would cut it silently, and for an input
// without a limit the message to the server could exceed what its hub accepts, which ends the circuit.
document.addEventListener("paste", event => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) || input.maxLength < 0) return;
  const pasted = event.clipboardData?.getData("text") ?? "";
  const kept = input.value.length - ((input.selectionEnd ?? 0) - (input.selectionStart ?? 0));
  const note = input.closest("[data-field]")?.querySelector("[data-paste-note]");
  if (kept + pasted.length <= input.maxLength) { if (note) note.textContent = ""; return; }
  event.preventDefault();
  const words = `Nothing was pasted: the text has ${pasted.length.toLocaleString("en")} characters, this field takes ${input.maxLength.toLocaleString("en")}.`;
  if (note) note.textContent = words; else announce(words);
}, true);

// A row of tabs or sections that does not fit scrolls sideways: what is open is brought into sight, once for each change, so that nobody's own scrolling is undone.
const shown = new WeakMap();
function showCurrent() {
  for (const bar of document.querySelectorAll("[data-show-current]")) {
    const current = bar.querySelector('[aria-current="page"], [aria-selected="true"]');
    if (!current || shown.get(bar) === current) continue;
    shown.set(bar, current);
    const [outer, inner] = [bar.getBoundingClientRect(), current.getBoundingClientRect()];
    if (inner.left < outer.left || inner.right > outer.right) bar.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }
}
let showing = 0;
new MutationObserver(() => { showing ||= requestAnimationFrame(() => { showing = 0; showCurrent(); }); })
  .observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-current", "aria-selected"] });

document.addEventListener("input", event => {
  const note = event.target instanceof Element ? event.target.closest("[data-field]")?.querySelector("[data-paste-note]") : null;
  if (note) note.textContent = "";
}, true);

// A posted form that was refused comes back as a page: as elsewhere, the first wrong field has the focus, unless somebody types already where this comes late.
if (document.activeElement === document.body) {
  document.querySelector("form[method=post] [data-invalid] :is(input, select, textarea)")?.focus();
}
