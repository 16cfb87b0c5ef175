// How console and util show values: a readable subset of Node's util.inspect. Getters are named, never run.
(function (host) {
  "use strict";
  const most = 100, width = 72;
  const getTag = (value) => Object.prototype.toString.call(value).slice(8, -1);
  const identifier = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

  function quote(text) {
    const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes("`") && !text.includes("${") ? "`" : "'";
    let out = mark;
    for (const unit of text) {
      const code = unit.codePointAt(0);
      if (unit === mark || unit === "\\") out += `\\${unit}`;
      else if (unit === "\n") out += "\\n";
      else if (unit === "\t") out += "\\t";
      else if (unit === "\r") out += "\\r";
      else if (unit === "\b") out += "\\b";
      else if (unit === "\f") out += "\\f";
      else if (unit === "\v") out += "\\v";
      else if (code < 32 || (code >= 127 && code < 160)) out += `\\x${code.toString(16).toUpperCase().padStart(2, "0")}`;
      else out += unit;
    }
    return out + mark;
  }
  function primitive(value) {
    if (typeof value === "string") return quote(value);
    if (typeof value === "bigint") return `${value}n`;
    if (Object.is(value, -0)) return "-0";
    return String(value);
  }
  function constructorName(value) {
    for (let at = value; at !== null; at = Object.getPrototypeOf(at)) {
      const own = Object.getOwnPropertyDescriptor(at, "constructor");
      if (own && typeof own.value === "function" && own.value.name !== "") return own.value.name;
    }
    return null;
  }
  const key = (name) => typeof name === "symbol" ? `[${String(name)}]` : identifier.test(name) ? name : quote(name);

  function show(value, state, level) {
    if (typeof value === "function") return braces(value, state, level, functionTitle(value), "{", []);
    if (typeof value !== "object" || value === null) return primitive(value);
    if (state.open.includes(value)) {
      if (!state.circular.has(value)) state.circular.set(value, state.circular.size + 1);
      return `[Circular *${state.circular.get(value)}]`;
    }
    return object(value, state, level);
  }
  function functionTitle(value) {
    if (host.isClass(value)) {
      const parent = Object.getPrototypeOf(value)?.name;
      return `[class ${value.name || "(anonymous)"}${parent ? ` extends ${parent}` : ""}]`;
    }
    const kind = getTag(value);
    const shown = kind === "Object" ? "Function" : kind;
    return value.name ? `[${shown}: ${value.name}]` : `[${shown} (anonymous)]`;
  }
  function attempt(work) { try { return work(); } catch { return undefined; } }

  function object(value, state, level) {
    const name = constructorName(value);
    const prefix = name === null ? `[${getTag(value)}: null prototype] ` : name === "Object" ? "" : `${name} `;
    const tooDeep = level > state.depth;
    if (host.isError(value)) {
      const text = errorText(value);
      return braces(value, state, level, text, "{", [], (k) => k !== "stack" && k !== "message");
    }
    if (Array.isArray(value)) {
      const title = name === "Array" ? "" : `${name ?? "[Array: null prototype]"}(${value.length}) `;
      return tooDeep ? `[${name ?? "Array"}]` : braces(value, state, level, title, "[", list(value, value.length, state, level), (k) => !/^(0|[1-9]\d*)$/.test(String(k)));
    }
    if (ArrayBuffer.isView(value) && getTag(value) !== "DataView") {
      if (name === "Buffer") {
        const shown = Array.from(value.subarray(0, 50), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
        return `<Buffer${shown ? " " : " "}${shown}${value.length > 50 ? ` ... ${value.length - 50} more byte${value.length > 51 ? "s" : ""}` : ""}>`;
      }
      return tooDeep ? `[${name}]` : braces(value, state, level, `${name}(${value.length}) `, "[", list(value, value.length, state, level), () => false);
    }
    const date = attempt(() => Date.prototype.getTime.call(value));
    if (date !== undefined) return Number.isNaN(date) ? "Invalid Date" : new Date(date).toISOString();
    if (getTag(value) === "RegExp") return String(value);
    const count = attempt(() => Object.getOwnPropertyDescriptor(Map.prototype, "size").get.call(value));
    if (count !== undefined) {
      if (tooDeep) return `[${name}]`;
      return braces(value, state, level, `${name}(${count}) `, "{", within(value, state, () =>
        [...Map.prototype.entries.call(value)].slice(0, most).map(([k, v]) => `${show(k, state, level + 1)} => ${show(v, state, level + 1)}`)));
    }
    const members = attempt(() => Object.getOwnPropertyDescriptor(Set.prototype, "size").get.call(value));
    if (members !== undefined) {
      if (tooDeep) return `[${name}]`;
      return braces(value, state, level, `${name}(${members}) `, "{", within(value, state, () =>
        [...Set.prototype.values.call(value)].slice(0, most).map((v) => show(v, state, level + 1))));
    }
    for (const [kind, valueOf] of [["Number", Number.prototype.valueOf], ["String", String.prototype.valueOf], ["Boolean", Boolean.prototype.valueOf]]) {
      const inner = attempt(() => valueOf.call(value));
      if (inner !== undefined) return `[${kind}: ${primitive(inner)}]`;
    }
    if (typeof value[Symbol.for("nodejs.util.inspect.custom")] === "function") {
      const custom = value[Symbol.for("nodejs.util.inspect.custom")](state.depth - level, {}, inspect);
      return typeof custom === "string" ? custom : show(custom, state, level);
    }
    if (tooDeep && Object.keys(value).length > 0) return `[${name ?? "Object: null prototype"}]`;
    const tag = value[Symbol.toStringTag];
    const title = typeof tag === "string" && tag !== "" && tag !== name ? `${prefix || "Object "}[${tag}] ` : prefix;
    return braces(value, state, level, title, "{", []);
  }
  function errorText(value) {
    const name = attempt(() => String(value.name)) ?? "Error";
    const message = attempt(() => String(value.message)) ?? "";
    const title = message ? `${name}: ${message}` : name;
    const stack = attempt(() => value.stack);
    if (typeof stack !== "string" || stack === "") return `[${title}]`;
    const lines = stack.split("\n").filter((line) => !line.includes("host:"));
    return /^\s+at /.test(stack) ? [title, ...lines].join("\n").trimEnd() : stack;
  }
  function within(value, state, work) {
    state.open.push(value);
    try { return work(); } finally { state.open.pop(); }
  }
  function list(value, length, state, level) {
    return within(value, state, () => {
      const out = [];
      let holes = 0;
      const flush = () => { if (holes) out.push(`<${holes} empty item${holes > 1 ? "s" : ""}>`); holes = 0; };
      for (let i = 0; i < length && out.length < most; i++) {
        if (!(i in value)) { holes++; continue; }
        flush();
        out.push(property(value, String(i), state, level, true));
      }
      flush();
      if (length > most) out.push(`... ${length - most} more item${length - most > 1 ? "s" : ""}`);
      return out;
    });
  }
  function property(value, name, state, level, bare) {
    const own = Object.getOwnPropertyDescriptor(value, name);
    const shown = own.get ? (own.set ? "[Getter/Setter]" : "[Getter]") : own.set ? "[Setter]" : show(own.value, state, level + 1);
    return bare ? shown : `${key(name)}: ${shown}`;
  }
  function braces(value, state, level, title, open, entries, wanted) {
    const close = open === "[" ? "]" : "}";
    const names = Reflect.ownKeys(value).filter((name) => Object.getOwnPropertyDescriptor(value, name)?.enumerable && (!wanted || wanted(name)));
    const rest = level > state.depth ? [] : within(value, state, () => names.map((name) => property(value, name, state, level, false)));
    const all = [...entries, ...rest];
    if (all.length === 0 && open === "{" && title.trimEnd() !== "" && !/^\w+(\(\d+\))? $|\] $/.test(title)) return title.trimEnd();
    if (all.length > 0 && open === "{" && title.startsWith("[") && !title.endsWith(" ")) title += " ";
    if (host.isError(value) && all.length > 0) title = `${title} `;
    const reference = state.circular.has(value) ? `<ref *${state.circular.get(value)}> ` : "";
    if (all.length === 0) return `${reference}${title}${open}${close}`;
    const total = all.reduce((sum, entry) => sum + entry.length + 2, 0) + title.length;
    if (total <= width && !all.some((entry) => entry.includes("\n")) && (open === "[" ? all.length <= 6 || total <= width : true)) {
      return `${reference}${title}${open} ${all.join(", ")} ${close}`;
    }
    const indent = "  ".repeat(level + 1);
    return `${reference}${title}${open}\n${all.map((entry) => indent + entry).join(",\n")}\n${"  ".repeat(level)}${close}`;
  }

  function inspect(value, options) {
    const depth = options && typeof options === "object" && options.depth !== undefined ? options.depth ?? Infinity : 2;
    return show(value, { depth, open: [], circular: new Map() }, 0);
  }
  function json(value) {
    try { return JSON.stringify(value); } catch (error) {
      if (/circular|cyclic/i.test(error?.message)) return "[Circular]";
      throw error;
    }
  }
  const number = (value, parse) => typeof value === "bigint" ? `${value}n` : typeof value === "symbol" ? "NaN" : typeof value === "object" && value !== null ? "NaN" : primitive(parse(value));
  function text(value) {
    if (typeof value === "string") return value;
    if (typeof value === "bigint" || Object.is(value, -0)) return primitive(value);
    if (typeof value !== "object" || value === null) return typeof value === "function" ? inspect(value, { depth: 0 }) : String(value);
    const own = host.isError(value) || (typeof value.toString === "function" && value.toString !== Object.prototype.toString && value.toString !== Array.prototype.toString
      && !(value instanceof Map) && !(value instanceof Set));
    return own ? String(value) : inspect(value, { depth: 0 });
  }
  function format(...args) {
    let at = 0, out = "";
    if (typeof args[0] === "string") {
      at = 1;
      if (args.length === 1) return args[0];
      out = args[0].replace(/%[sdifjoOc%]/g, (hole) => {
        if (hole === "%%") return "%";
        if (at >= args.length) return hole;
        const value = args[at++];
        switch (hole) {
          case "%s": return text(value);
          case "%d": return number(value, Number);
          case "%i": return number(value, Number.parseInt);
          case "%f": return typeof value === "symbol" ? "NaN" : primitive(Number.parseFloat(value));
          case "%j": return json(value);
          case "%o": return inspect(value, { depth: 4 });
          case "%O": return inspect(value);
          default: return "";
        }
      });
    }
    for (let first = at === 0; at < args.length; at++, first = false) {
      out += `${first ? "" : " "}${typeof args[at] === "string" ? args[at] : inspect(args[at])}`;
    }
    return out;
  }
  return { inspect, format };
})
