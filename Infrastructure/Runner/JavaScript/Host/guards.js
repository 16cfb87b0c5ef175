// Native operations that would allocate far beyond the limits at once, before the engine's own check comes round: they ask first.
(function (host) {
  "use strict";
  const { construct } = Reflect;
  const bytesOf = { BigInt64Array: 8, BigUint64Array: 8, Float64Array: 8, Float32Array: 4, Int32Array: 4, Uint32Array: 4, Int16Array: 2, Uint16Array: 2, Float16Array: 2 };
  const names = ["ArrayBuffer", "Uint8Array", "Int8Array", "Uint8ClampedArray", "BigInt64Array", "BigUint64Array", "Float64Array",
    "Float32Array", "Int32Array", "Uint32Array", "Int16Array", "Uint16Array", "Float16Array"];
  const guarded = {};
  const length = (value) => typeof value === "number" ? value
    : typeof value === "string" ? Number(value)
    : value !== null && typeof value === "object" && typeof value.length === "number" ? value.length : 0;
  for (const name of names) {
    const original = host.original(name);
    if (original === undefined) continue;
    const size = bytesOf[name] ?? 1;
    const proxy = new Proxy(original, {
      construct(target, args, newTarget) {
        host.checkBytes(length(args[0]) * size);
        // A buffer that could grow would go round the check.
        return construct(target, name === "ArrayBuffer" ? [args[0]] : args, newTarget === proxy ? target : newTarget);
      },
    });
    Object.defineProperty(original.prototype, "constructor", { value: proxy, writable: true, configurable: true });
    guarded[name] = proxy;
  }
  const buffer = host.original("ArrayBuffer").prototype;
  for (const name of ["transfer", "transferToFixedLength", "transferToImmutable", "resize"]) delete buffer[name];
  return guarded;
})
