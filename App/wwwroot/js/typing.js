// What people do that the server does not know of yet.

// Where somebody was when last pressing something: with a page that has come since, nobody has begun anything.
let begunAt = null;
for (const kind of ["keydown", "pointerdown"]) {
  document.addEventListener(kind, event => { if (event.isTrusted) begunAt = location.href; }, true);
}

// Whether somebody has put the focus somewhere on this page already.
export function hasBegun() {
  return begunAt === location.href && document.activeElement !== null && document.activeElement !== document.body;
}

// What is typed is told when its field is left, or when typing rests: what was typed since stands in the browser alone.

const begun = new WeakMap();

function isGuarded(element) {
  return element instanceof HTMLElement && element.matches("input, textarea") && element.closest("form[data-guarded]") !== null;
}

function isTyping(element) {
  return begun.has(element) && isGuarded(element) && element.value !== begun.get(element);
}

document.addEventListener("focusin", event => { if (isGuarded(event.target)) begun.set(event.target, event.target.value); });
document.addEventListener("change", event => { if (begun.has(event.target)) begun.set(event.target, event.target.value); }, true);

// For what leaves the focus where it is: Escape, the browser's Back, a press without a pointer.
export function tellTyped() {
  const element = document.activeElement;
  if (isTyping(element)) element.dispatchEvent(new Event("change", { bubbles: true }));
}

// Before the framework's own listeners, which ask the server. What assistive technology presses (a link, Save) does not take the focus from the field either.
window.addEventListener("popstate", tellTyped, true);
document.addEventListener("click", event => { if (event.target !== document.activeElement) tellTyped(); }, true);

window.addEventListener("beforeunload", event => {
  if (isTyping(document.activeElement) || document.querySelector("form[data-unsaved]")) event.preventDefault();
});
