// The lost-connection dialog. The framework finds it by its id and tells the state by a class, components-reconnect-STATE;
// whether it is open, and what its buttons do, is decided here.

const dialog = document.getElementById("components-reconnect-modal");
const prefix = "components-reconnect-";

function state() {
  return [...dialog.classList].find(name => name.startsWith(prefix))?.slice(prefix.length) ?? "hide";
}

function setState(next) {
  dialog.classList.remove(...[...dialog.classList].filter(name => name.startsWith(prefix)));
  dialog.classList.add(prefix + next);
}

new MutationObserver(() => {
  const open = state() !== "hide";
  if (open && !dialog.open) dialog.showModal();
  else if (!open && dialog.open) dialog.close();
}).observe(dialog, { attributes: true, attributeFilter: ["class"] });

// Escape must not leave a dead page behind that looks alive.
dialog.addEventListener("cancel", event => event.preventDefault());

// True: the old circuit is back. False: the server answers but no longer knows it (a restart, or it ended the session).
async function reconnect() {
  setState("show");
  try {
    const back = await Blazor.reconnect() || await Blazor.resumeCircuit?.();
    setState(back ? "hide" : "rejected");
  } catch {
    setState("failed");
  }
}

async function resume() {
  try {
    setState(await Blazor.resumeCircuit?.() ? "hide" : "rejected");
  } catch {
    setState("failed");
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && state() === "failed") reconnect();
});
document.getElementById("components-reconnect-button").addEventListener("click", reconnect);
document.getElementById("components-resume-button").addEventListener("click", resume);
document.getElementById("reconnect-reload-button").addEventListener("click", () => location.reload());
