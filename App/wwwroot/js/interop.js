// Functions that components call from the circuit (see Services/ConsoleScripts).

import { hasBegun, tellTyped } from "./typing.js";

const openers = new Map();
const longTexts = new WeakMap();

export function timeZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

export function theme() {
  return document.documentElement.dataset.theme ?? "system";
}

export function setTheme(value) {
  document.documentElement.dataset.theme = value;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${value}; path=/; max-age=31536000; samesite=lax${secure}`;
}

export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  openers.set(id, document.activeElement);
  const cancel = () => {
    if ("closing" in dialog.dataset) return;
    tellTyped();
    dialog.querySelector("[data-dialog-cancel]")?.click();
  };
  dialog.addEventListener("cancel", event => { event.preventDefault(); cancel(); });
  // Some browsers close on a second Escape whatever the cancel handler said: the circuit must learn of it.
  dialog.addEventListener("close", cancel);
  dialog.showModal();
  focusDialog(id);
}

// The first field that is wrong. What is compared beside a field has errors of its own, and is no part of the form.
function wrongField(root) {
  const field = root?.querySelector("[data-invalid]:not(.compare [data-invalid])");
  return field?.querySelector("input[type=radio]:checked") ?? field?.querySelector(":is(input, select, textarea, button):not([disabled], [type=hidden])");
}

// After what was entered in there was refused. What belongs to no field stands there too, perhaps out of sight.
export function focusError(id) {
  const asked = document.getElementById(id);
  const field = wrongField(asked);
  if (field) field.focus();
  else asked?.querySelector(".notice-danger[role=status]")?.scrollIntoView({ block: "nearest" });
}

// Where typing begins: what is wrong, what asks for it, else the first field, else the safest button (Cancel stands first in the footer).
export function focusDialog(id) {
  const dialog = document.getElementById(id);
  const body = "[data-dialog-body]";
  const first = wrongField(dialog)
    ?? dialog?.querySelector("[data-autofocus]")
    ?? dialog?.querySelector(`${body} :is(input, select, textarea):not([disabled], [type=hidden])`)
    ?? dialog?.querySelector("[data-dialog-actions] button")
    ?? dialog?.querySelector("[data-dialog-cancel]");
  first?.focus();
}

export function closeDialog(id) {
  const opener = openers.get(id);
  openers.delete(id);
  // The element is still there when this call arrives: as long as it is open, nothing outside of it can take the focus.
  const dialog = document.getElementById(id);
  if (dialog?.open) {
    dialog.dataset.closing = "";
    dialog.close();
  }
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  else document.getElementById("main")?.focus();
}

// Where a page begins that has come.
export function focusHeading() {
  const heading = document.querySelector("h1");
  if (!heading || hasBegun()) return;
  if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

export function focusById(id) {
  document.getElementById(id)?.focus();
}

export function scrollToEnd(element) {
  if (element) element.scrollTop = element.scrollHeight;
}

export function watchScroll(element, component) {
  element.addEventListener("scroll", () => {
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 24;
    if (atEnd === (element.dataset.atEnd === "true")) return;
    element.dataset.atEnd = String(atEnd);
    component.invokeMethodAsync("FollowChanged", atEnd);
  });
  element.dataset.atEnd = "true";
}

// Long texts never travel as an event argument: the circuit is told that there is something to fetch, and streams it.
export async function attachLongText(element, component, stream) {
  if (stream) element.value = new TextDecoder().decode(await stream.arrayBuffer());
  // A field that has left the page has nothing to tell any more, and nobody to tell it to; the server may have taken it away while this was on the way.
  const tell = async () => {
    if (!element.isConnected) return;
    try {
      await component.invokeMethodAsync("TextChanged");
    } catch (error) {
      if (element.isConnected) throw error;
    }
  };
  element.addEventListener("change", tell);
  element.addEventListener("input", () => {
    clearTimeout(longTexts.get(element));
    longTexts.set(element, setTimeout(tell, 400));
  });
}

export async function setLongText(element, stream) {
  element.value = stream ? new TextDecoder().decode(await stream.arrayBuffer()) : "";
}

// The first byte is none of the text: a stream without any byte is refused by the circuit, which ends of it, and so is none at all. Zero stands for a field
// that has left the page meanwhile (the next step of a dialog): who took the step has read it before.
export function readLongText(element) {
  return new TextEncoder().encode(element ? "\n" + element.value : "\0");
}

// Loaded by the one page that needs it.
export async function attachGraphQl(areaId, listId, component, stream) {
  const [area, list] = [document.getElementById(areaId), document.getElementById(listId)];
  if (area && list) await (await import("./graphql-editor.js")).attach(area, list, component, stream);
}
