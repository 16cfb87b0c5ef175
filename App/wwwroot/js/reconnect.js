// The lost-connection dialog. The framework raises the event and sets the class components-reconnect-STATE by itself;
// what to do on each state is decided here.

const dialog = document.getElementById("components-reconnect-modal");

function setState(state) {
  dialog.className = dialog.className.replace(/components-reconnect-\S+/g, "").trim();
  dialog.classList.add(`components-reconnect-${state}`);
}

dialog.addEventListener("components-reconnect-state-changed", event => {
  switch (event.detail.state) {
    case "show": case "paused": if (!dialog.open) dialog.showModal(); break;
    case "hide": dialog.close(); break;
    case "failed": document.addEventListener("visibilitychange", retryWhenVisible); break;
    // The server answers but no longer knows the circuit: it was restarted, or the session was ended there.
    case "rejected": if (!dialog.open) dialog.showModal(); setState("rejected"); break;
  }
});

// Escape must not leave a dead page behind that looks alive.
dialog.addEventListener("cancel", event => event.preventDefault());

async function retry() {
  document.removeEventListener("visibilitychange", retryWhenVisible);
  setState("show");
  try {
    if (await Blazor.reconnect() || await Blazor.resumeCircuit()) dialog.close();
    else setState("rejected");
  } catch {
    setState("failed");
    document.addEventListener("visibilitychange", retryWhenVisible);
  }
}

function retryWhenVisible() {
  if (document.visibilityState === "visible") retry();
}

async function resume() {
  try {
    if (await Blazor.resumeCircuit()) dialog.close();
    else setState("rejected");
  } catch {
    setState("failed");
  }
}

document.getElementById("components-reconnect-button").addEventListener("click", retry);
document.getElementById("components-resume-button").addEventListener("click", resume);
document.getElementById("reconnect-reload-button").addEventListener("click", () => location.reload());
