// structuredClone (HTML Standard, StructuredSerialize and back), for what a script can hold here.
(function (host, ArrayBuffer, guarded) {
  "use strict";
  const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
  const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  function refuse(what) {
    const error = new Error(`${what} could not be cloned.`);
    Object.defineProperty(error, "name", { value: "DataCloneError", configurable: true, writable: true });
    Object.defineProperty(error, "code", { value: 25, configurable: true });
    throw error;
  }
  function has(brand, value) {
    try { brand.call(value); return true; } catch { return false; }
  }
  const size = (kind) => Object.getOwnPropertyDescriptor(kind.prototype, "size").get;
  const brands = [
    [Date.prototype.getTime, (v) => new Date(Date.prototype.getTime.call(v))],
    [Object.getOwnPropertyDescriptor(RegExp.prototype, "source").get, (v) => v === RegExp.prototype ? undefined : new RegExp(v.source, v.flags)],
    [Boolean.prototype.valueOf, (v) => Object(Boolean.prototype.valueOf.call(v))],
    [Number.prototype.valueOf, (v) => Object(Number.prototype.valueOf.call(v))],
    [String.prototype.valueOf, (v) => Object(String.prototype.valueOf.call(v))],
    [BigInt.prototype.valueOf, (v) => Object(BigInt.prototype.valueOf.call(v))],
  ];
  const mapSize = size(Map), setSize = size(Set);
  const bufferLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength").get;

  function clone(value, seen) {
    if (typeof value === "symbol") refuse(String(value));
    if (typeof value === "function") refuse(host.inspect(value));
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return seen.get(value);
    const keep = (copy) => { seen.set(value, copy); return copy; };
    if (Array.isArray(value)) {
      const copy = keep(new Array(value.length));
      for (const key of Object.keys(value)) copy[key] = clone(value[key], seen);
      return copy;
    }
    for (const [brand, make] of brands) if (has(brand, value)) return keep(make(value));
    if (has(bufferLength, value)) return keep(value.slice(0));
    if (ArrayBuffer.isView(value)) {
      const buffer = clone(value.buffer, seen);
      const name = tagOf(value);
      const Kind = name === "DataView" ? DataView : guarded[name];
      return keep(new Kind(buffer, value.byteOffset, name === "DataView" ? value.byteLength : value.length));
    }
    if (has(mapSize, value)) {
      const copy = keep(new Map());
      const entries = [...Map.prototype.entries.call(value)];
      for (const [k, v] of entries) copy.set(clone(k, seen), clone(v, seen));
      return copy;
    }
    if (has(setSize, value)) {
      const copy = keep(new Set());
      for (const v of [...Set.prototype.values.call(value)]) copy.add(clone(v, seen));
      return copy;
    }
    if (host.isError(value)) {
      const Kind = errors[value.name] ?? Error;
      const copy = keep(Object.create(Kind.prototype));
      const made = host.newError(Kind);
      seen.set(value, made);
      for (const key of ["message", "stack", "cause"]) {
        const own = Object.getOwnPropertyDescriptor(value, key);
        if (own && key === "cause") Object.defineProperty(made, key, { value: clone(own.value, seen), writable: true, configurable: true });
        else if (key in value && (own || key === "stack")) Object.defineProperty(made, key, { value: String(value[key]), writable: true, configurable: true });
      }
      return made;
    }
    if (["Promise", "WeakMap", "WeakSet", "WeakRef", "Generator", "AsyncGenerator"].includes(tagOf(value))) refuse(`#<${tagOf(value)}>`);
    const copy = keep({});
    for (const key of Object.keys(value)) copy[key] = clone(value[key], seen);
    return copy;
  }
  return function structuredClone(value, options) {
    if (arguments.length === 0) throw new TypeError("The \"value\" argument must be specified");
    return clone(value, new Map());
  };
})
