// Completion in the API explorer's editor: a list under the caret of an ordinary textarea, which stays what it is for the keyboard,
// for assistive technology and for undo.
import { complete, readSchema } from "./graphql-completion.js";

const shown = 12;
const mirrored = ["fontFamily", "fontSize", "fontWeight", "lineHeight", "letterSpacing", "paddingTop", "paddingLeft", "paddingRight", "borderTopWidth", "borderLeftWidth", "tabSize"];

export async function attach(area, list, component, stream) {
  const schema = stream ? readSchema(JSON.parse(new TextDecoder().decode(await stream.arrayBuffer()))) : null;
  let found = null, chosen = 0;

  const close = () => {
    found = null;
    list.hidden = true;
    list.replaceChildren();
    area.removeAttribute("aria-activedescendant");
  };

  const select = index => {
    chosen = (index + found.items.length) % found.items.length;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    area.setAttribute("aria-activedescendant", list.children[chosen].id);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  };

  const open = asked => {
    if (!schema || area.selectionStart !== area.selectionEnd) return close();
    found = complete(schema, area.value, area.selectionStart);
    const typed = area.value.slice(found.from, area.selectionStart);
    const isWhole = found.items.length === 1 && found.items[0].label === typed;
    if (!found.items.length || isWhole || (!asked && !typed)) return close();
    list.replaceChildren(...found.items.map((item, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${index}`;
      option.role = "option";
      if (item.deprecated) option.className = "deprecated";
      const label = document.createElement("span"), detail = document.createElement("span");
      label.textContent = item.label;
      detail.textContent = item.detail;
      detail.className = "detail";
      option.append(label, detail);
      // Before the textarea loses the focus to it.
      option.addEventListener("mousedown", event => { event.preventDefault(); take(index); });
      return option;
    }));
    list.hidden = false;
    place();
    select(0);
  };

  const take = index => {
    const item = found.items[index];
    area.setSelectionRange(found.from, found.to);
    close();
    // The one way that keeps the browser's own undo; it also raises "input".
    if (!document.execCommand("insertText", false, item.insert)) area.setRangeText(item.insert, area.selectionStart, area.selectionEnd, "end");
    close();
  };

  // A copy of the text up to the caret tells where the caret is.
  const place = () => {
    const mirror = document.createElement("div"), style = getComputedStyle(area), marker = document.createElement("span");
    for (const property of mirrored) mirror.style[property] = style[property];
    Object.assign(mirror.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", boxSizing: "border-box", width: `${area.clientWidth}px` });
    mirror.textContent = area.value.slice(0, found.from);
    marker.textContent = "\u200b";
    mirror.append(marker);
    area.parentElement.append(mirror);
    const left = area.offsetLeft + marker.offsetLeft - area.scrollLeft, top = area.offsetTop + marker.offsetTop + marker.offsetHeight - area.scrollTop;
    mirror.remove();
    list.style.maxHeight = `${shown * 26}px`;
    list.style.left = `${Math.max(0, Math.min(left, area.offsetLeft + area.clientWidth - list.offsetWidth))}px`;
    list.style.top = `${Math.min(top, area.offsetTop + area.offsetHeight)}px`;
  };

  const indent = () => {
    const before = area.value.slice(0, area.selectionStart), after = area.value.slice(area.selectionEnd);
    const margin = /(?:^|\n)([ \t]*)[^\n]*$/.exec(before)[1];
    const opens = /[{(\[]\s*$/.test(before);
    const closes = opens && /^\s*[})\]]/.test(after);
    const inserted = "\n" + margin + (opens ? "  " : "");
    document.execCommand("insertText", false, inserted + (closes ? "\n" + margin : ""));
    if (closes) area.setSelectionRange(before.length + inserted.length, before.length + inserted.length);
  };

  area.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); close(); component.invokeMethodAsync("RunFromKeyboard"); return; }
    if (event.key === " " && event.ctrlKey) { event.preventDefault(); open(true); return; }
    if (found) {
      const act = { ArrowDown: () => select(chosen + 1), ArrowUp: () => select(chosen - 1), Enter: () => take(chosen), Tab: () => take(chosen), Escape: close }[event.key];
      if (act) { event.preventDefault(); event.stopPropagation(); act(); return; }
    }
    // Without an open list Tab leaves the field, as everywhere.
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); indent(); }
  });
  area.addEventListener("input", () => open(false));
  // Its scroll bar must not take the focus from the text.
  list.addEventListener("mousedown", event => event.preventDefault());
  area.addEventListener("blur", close);
  area.addEventListener("click", close);
}
