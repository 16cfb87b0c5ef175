// Node's Buffer: the bytes-to-text work is the host's, the rest is arithmetic on typed arrays.
(function (host, Uint8Array, ArrayBuffer) {
  "use strict";
  const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
  const tag = Object.getOwnPropertyDescriptor(typedArray, Symbol.toStringTag).get;
  const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isView = ArrayBuffer.isView;
  const isBytes = (value) => isView(value) && tag.call(value) === "Uint8Array";
  const isArrayBuffer = (value) => value instanceof ArrayBuffer;

  function failure(Kind, code, message) {
    const error = new Kind(message);
    Object.defineProperty(error, "code", { value: code, enumerable: true, writable: true, configurable: true });
    return error;
  }
  function received(value) {
    if (value === null || value === undefined) return ` Received ${value}`;
    if (typeof value === "function") return ` Received function ${value.name}`;
    if (typeof value === "object") {
      return value.constructor?.name ? ` Received an instance of ${value.constructor.name}` : ` Received ${host.inspect(value)}`;
    }
    let text = typeof value === "bigint" ? `${value}n` : typeof value === "string" ? `'${value.length > 28 ? value.slice(0, 25) + "..." : value}'` : String(value);
    if (typeof value === "string" && value.length > 28) text = `'${value.slice(0, 25)}'...`.replace("'...", "...'");
    return ` Received type ${typeof value} (${text})`;
  }
  const wrongType = (name, expected, value) => {
    const what = name.includes(" ") ? `The ${name}` : `The "${name}" ${name.includes(".") ? "property" : "argument"}`;
    return failure(TypeError, "ERR_INVALID_ARG_TYPE", `${what} must be ${expected}.${received(value)}`);
  };
  function grouped(value) {
    if (typeof value === "bigint" || (Number.isInteger(value) && Math.abs(value) > 2 ** 32)) {
      const text = String(value), sign = text[0] === "-" ? 1 : 0;
      let out = "", i = text.length;
      for (; i >= sign + 4; i -= 3) out = `_${text.slice(i - 3, i)}${out}`;
      return `${text.slice(0, i)}${out}${typeof value === "bigint" ? "n" : ""}`;
    }
    return typeof value === "string" ? `'${value}'` : String(value);
  }
  const outOfRange = (name, range, value) =>
    failure(RangeError, "ERR_OUT_OF_RANGE", `The value of "${name}" is out of range. It must be ${range}. Received ${grouped(value)}`);

  const encodings = new Map(Object.entries({
    utf8: "utf8", "utf-8": "utf8", ucs2: "utf16le", "ucs-2": "utf16le", utf16le: "utf16le", "utf-16le": "utf16le", latin1: "latin1", binary: "latin1",
    ascii: "ascii", hex: "hex", base64: "base64", base64url: "base64url",
  }));
  function encodingOf(name, fallback = "utf8") {
    if (name === undefined || name === null || name === "") return fallback;
    const found = typeof name === "string" ? encodings.get(name.toLowerCase()) : undefined;
    if (found === undefined) throw failure(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${name}`);
    return found;
  }
  // What fill, write and indexOf call an encoding that they do not know differs from what from and toString say, as in Node.
  const clamp = (value, fallback, length) => {
    if (value === undefined) return fallback;
    const number = Math.trunc(Number(value)) || 0;
    return number < 0 ? 0 : number > length ? length : number;
  };

  function adopt(bytes) {
    return Object.setPrototypeOf(bytes, Buffer.prototype);
  }
  function sized(size) {
    if (typeof size !== "number") throw wrongType("size", "of type number", size);
    if (!(size >= 0 && size <= host.maxLength)) throw outOfRange("size", `>= 0 && <= ${host.maxLength}`, size);
    return new Buffer(size);
  }
  function fromArrayLike(list) {
    const length = list.length > 0 ? list.length : 0;
    const bytes = sized(length);
    for (let i = 0; i < length; i++) bytes[i] = list[i];
    return bytes;
  }
  function fromObject(value) {
    if (value.length !== undefined || isArrayBuffer(value.buffer)) {
      return typeof value.length === "number" ? fromArrayLike(value) : sized(0);
    }
    return value.type === "Buffer" && Array.isArray(value.data) ? fromArrayLike(value.data) : undefined;
  }
  function from(value, encodingOrOffset, length) {
    if (typeof value === "string") return adopt(host.encode(value, encodingOf(encodingOrOffset)));
    if (typeof value === "object" && value !== null) {
      if (isArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
      const primitive = value.valueOf && value.valueOf();
      if (primitive != null && primitive !== value && (typeof primitive === "string" || typeof primitive === "object")) return from(primitive, encodingOrOffset, length);
      if (isBytes(value)) { const copy = new Buffer(value.length); copy.set(value); return copy; }
      const made = fromObject(value);
      if (made) return made;
      if (typeof value[Symbol.toPrimitive] === "function") {
        const text = value[Symbol.toPrimitive]("string");
        if (typeof text === "string") return from(text, encodingOrOffset);
      }
    }
    throw wrongType("first argument", "of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object", value);
  }
  function fromArrayBuffer(value, offset, length) {
    offset = offset === undefined ? 0 : +offset || 0;
    const rest = value.byteLength - offset;
    if (rest < 0) throw failure(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", '"offset" is outside of buffer bounds');
    if (length === undefined) length = rest;
    else {
      length = +length;
      if (!(length > 0)) length = 0;
      else if (length > rest) throw failure(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", '"length" is outside of buffer bounds');
    }
    return adopt(new Uint8Array(value, offset, length));
  }

  class Buffer extends Uint8Array {
    constructor(value, encodingOrOffset, length) {
      if (typeof value === "string" || (typeof value === "object" && value !== null && !isArrayBuffer(value))) {
        const bytes = from(value, encodingOrOffset, length);
        super(bytes.buffer, bytes.byteOffset, bytes.length);
      } else super(value, encodingOrOffset, length);
    }
    static from(value, encodingOrOffset, length) { return from(value, encodingOrOffset, length); }
    static of(...items) { return fromArrayLike(items); }
    static alloc(size, fill, encoding) {
      const bytes = sized(size);
      return fill !== undefined && fill !== 0 && size > 0 ? bytes.fill(fill, encoding) : bytes;
    }
    static allocUnsafe(size) { return sized(size); }
    static allocUnsafeSlow(size) { return sized(size); }
    static isBuffer(value) { return value instanceof Buffer; }
    static isEncoding(name) { return typeof name === "string" && name.length !== 0 && encodings.has(name.toLowerCase()); }
    static byteLength(value, encoding) {
      if (typeof value !== "string") {
        if (isView(value) || isArrayBuffer(value)) return value.byteLength;
        throw wrongType("string", "of type string or an instance of Buffer or ArrayBuffer", value);
      }
      const known = typeof encoding === "string" && encodings.has(encoding.toLowerCase()) ? encodings.get(encoding.toLowerCase()) : "utf8";
      return host.byteLength(value, known);
    }
    static compare(a, b) {
      if (!isBytes(a)) throw wrongType("buf1", "an instance of Buffer or Uint8Array", a);
      if (!isBytes(b)) throw wrongType("buf2", "an instance of Buffer or Uint8Array", b);
      return host.compare(a, b);
    }
    static concat(list, length) {
      if (!Array.isArray(list)) throw wrongType("list", "an instance of Array", list);
      if (list.length === 0) return sized(0);
      if (length === undefined) {
        length = 0;
        for (const item of list) if (item.length) length += item.length;
      } else if (typeof length !== "number") throw wrongType("length", "of type number", length);
      else if (!Number.isInteger(length)) throw outOfRange("length", "an integer", length);
      else if (length < 0 || length > Number.MAX_SAFE_INTEGER) throw outOfRange("length", `>= 0 && <= ${Number.MAX_SAFE_INTEGER}`, length);
      const all = sized(length);
      let at = 0;
      for (let i = 0; i < list.length; i++) {
        const item = list[i];
        if (!isBytes(item)) throw wrongType(`list[${i}]`, "an instance of Buffer or Uint8Array", item);
        if (at + item.length > length) {
          all.set(item.subarray(0, length - at), at);
          return all;
        }
        all.set(item, at);
        at += item.length;
      }
      return all;
    }

    get parent() { return this.buffer; }
    get offset() { return this.byteOffset; }

    toString(encoding, start, end) {
      if (arguments.length === 0) return host.decode(this, "utf8", 0, this.length);
      const length = this.length;
      start = start === undefined || start <= 0 ? 0 : Math.trunc(start) || 0;
      end = end === undefined || end > length ? length : Math.trunc(end) || 0;
      if (start >= length || end <= start) return "";
      return host.decode(this, encodingOf(encoding), start, end);
    }
    toLocaleString(encoding, start, end) { return this.toString(encoding, start, end); }
    toJSON() { return { type: "Buffer", data: Array.from(this) }; }
    equals(other) {
      if (!isBytes(other)) throw wrongType("otherBuffer", "an instance of Buffer or Uint8Array", other);
      return this === other || (this.length === other.length && host.compare(this, other) === 0);
    }
    compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
      if (!isBytes(target)) throw wrongType("target", "an instance of Buffer or Uint8Array", target);
      const bound = (value, name, fallback, most) => {
        if (value === undefined) return fallback;
        if (typeof value !== "number") throw wrongType(name, "of type number", value);
        if (!Number.isInteger(value)) throw outOfRange(name, "an integer", value);
        if (value < 0 || value > most) throw outOfRange(name, `>= 0 && <= ${most}`, value);
        return value;
      };
      const ts = bound(targetStart, "targetStart", 0, Number.MAX_SAFE_INTEGER), te = bound(targetEnd, "targetEnd", target.length, target.length);
      const ss = bound(sourceStart, "sourceStart", 0, Number.MAX_SAFE_INTEGER), se = bound(sourceEnd, "sourceEnd", this.length, this.length);
      if (ss >= se) return ts >= te ? 0 : -1;
      if (ts >= te) return 1;
      return host.compare(this.subarray(ss, se), target.subarray(ts, te));
    }
    copy(target, targetStart, sourceStart, sourceEnd) {
      if (!isBytes(target)) throw wrongType("target", "an instance of Buffer or Uint8Array", target);
      const integer = (value, name, fallback, most) => {
        if (value === undefined) return fallback;
        const number = Math.trunc(Number(value)) || 0;
        if (number < 0 || number > most) throw outOfRange(name, `>= 0${most === Infinity ? "" : ` && <= ${most}`}`, number);
        return number;
      };
      const at = integer(targetStart, "targetStart", 0, Infinity);
      const start = integer(sourceStart, "sourceStart", 0, this.length);
      const end = Math.min(integer(sourceEnd, "sourceEnd", this.length, Infinity), this.length);
      if (at >= target.length || start >= end) return 0;
      const count = Math.min(end - start, target.length - at);
      target.set(new Uint8Array(this.buffer, this.byteOffset + start, count), at);
      return count;
    }
    subarray(start, end) {
      const length = this.length;
      const place = (value, fallback) => {
        if (value === undefined) return fallback;
        const number = Math.trunc(Number(value)) || 0;
        return number < 0 ? Math.max(0, length + number) : Math.min(number, length);
      };
      const from = place(start, 0), to = Math.max(from, place(end, length));
      return adopt(new Uint8Array(this.buffer, this.byteOffset + from, to - from));
    }
    slice(start, end) { return this.subarray(start, end); }

    write(text, offset, length, encoding) {
      if (typeof text !== "string") throw failure(TypeError, "ERR_INVALID_ARG_TYPE", "argument must be a string");
      if (offset === undefined) { offset = 0; length = this.length; }
      else if (length === undefined && typeof offset === "string") { encoding = offset; offset = 0; length = this.length; }
      else {
        if (typeof offset !== "number") throw wrongType("offset", "of type number", offset);
        if (offset < 0 || offset > this.length) throw outOfRange("offset", `>= 0 && <= ${this.length}`, offset);
        const rest = this.length - offset;
        if (length === undefined) length = rest;
        else if (typeof length === "string") { encoding = length; length = rest; }
        else {
          if (typeof length !== "number") throw wrongType("length", "of type number", length);
          if (length < 0 || length > this.length) throw outOfRange("length", `>= 0 && <= ${this.length}`, length);
          length = Math.min(length, rest);
        }
      }
      const known = encodingOf(encoding);
      const bytes = host.encodeUpTo(text, known, length);
      this.set(bytes, offset);
      return bytes.length;
    }
    fill(value, offset, end, encoding) {
      if (typeof value === "string") {
        if (offset === undefined || typeof offset === "string") { encoding = offset; offset = 0; end = this.length; }
        else if (typeof end === "string") { encoding = end; end = this.length; }
        const known = encodingOf(encoding);
        const bytes = host.encode(value, known);
        if (value.length > 0 && bytes.length === 0) {
          throw failure(TypeError, "ERR_INVALID_ARG_VALUE", `The argument 'value' is invalid.${received(value).replace(/^ Received type string \((.*)\)$/s, " Received $1")}`);
        }
        value = bytes.length === 1 ? bytes[0] : bytes.length === 0 ? 0 : bytes;
      } else if (typeof value === "boolean") value = +value;
      if (offset === undefined) { offset = 0; end = this.length; }
      else {
        if (typeof offset !== "number") throw wrongType("offset", "of type number", offset);
        if (offset < 0 || offset > Number.MAX_SAFE_INTEGER) throw outOfRange("offset", `>= 0 && <= ${Number.MAX_SAFE_INTEGER}`, offset);
        if (end === undefined) end = this.length;
        else if (typeof end !== "number") throw wrongType("end", "of type number", end);
        else if (end < 0 || end > this.length) throw outOfRange("end", `>= 0 && <= ${this.length}`, end);
      }
      if (offset >= end) return this;
      if (isView(value)) {
        if (value.length === 0) throw failure(TypeError, "ERR_INVALID_ARG_VALUE", "The argument 'value' is invalid. Received <Buffer >");
        for (let i = offset, j = 0; i < end; i++, j = j + 1 === value.length ? 0 : j + 1) this[i] = value[j];
      } else typedArray.fill.call(this, Number(value) & 255, offset, end);
      return this;
    }
    indexOf(value, byteOffset, encoding) { return search(this, value, byteOffset, encoding, true); }
    lastIndexOf(value, byteOffset, encoding) { return search(this, value, byteOffset, encoding, false); }
    includes(value, byteOffset, encoding) { return search(this, value, byteOffset, encoding, true) !== -1; }

    swap16() { return swap(this, 2); }
    swap32() { return swap(this, 4); }
    swap64() { return swap(this, 8); }
    readUIntLE(offset, byteLength) { return readInteger(this, offset, byteLength, true, false); }
    readUIntBE(offset, byteLength) { return readInteger(this, offset, byteLength, false, false); }
    readIntLE(offset, byteLength) { return readInteger(this, offset, byteLength, true, true); }
    readIntBE(offset, byteLength) { return readInteger(this, offset, byteLength, false, true); }
    writeUIntLE(value, offset, byteLength) { return writeInteger(this, value, offset, byteLength, true, false); }
    writeUIntBE(value, offset, byteLength) { return writeInteger(this, value, offset, byteLength, false, false); }
    writeIntLE(value, offset, byteLength) { return writeInteger(this, value, offset, byteLength, true, true); }
    writeIntBE(value, offset, byteLength) { return writeInteger(this, value, offset, byteLength, false, true); }
  }

  function swap(bytes, size) {
    const length = bytes.length;
    if (length % size !== 0) throw failure(RangeError, "ERR_INVALID_BUFFER_SIZE", `Buffer size must be a multiple of ${size * 8}-bits`);
    for (let i = 0; i < length; i += size) typedArray.reverse.call(new Uint8Array(bytes.buffer, bytes.byteOffset + i, size));
    return bytes;
  }
  function search(bytes, value, byteOffset, encoding, forward) {
    if (typeof byteOffset === "string") { encoding = byteOffset; byteOffset = undefined; }
    let at = +byteOffset;
    if (Number.isNaN(at)) at = forward ? 0 : bytes.length;
    at = Math.max(-0x80000000, Math.min(0x7fffffff, Math.trunc(at)));
    if (typeof value === "number") return host.indexOf(bytes, new Uint8Array([value & 255]), at, forward, true);
    if (typeof value === "string") return host.indexOf(bytes, host.encode(value, encodingOf(encoding)), at, forward, false);
    if (isBytes(value)) return host.indexOf(bytes, value, at, forward, false);
    throw wrongType("value", "one of type number or string or an instance of Buffer or Uint8Array", value);
  }
  function checkOffset(bytes, offset, size) {
    if (typeof offset !== "number") throw wrongType("offset", "of type number", offset);
    if (!Number.isInteger(offset)) throw outOfRange("offset", "an integer", offset);
    const last = bytes.length - size;
    if (last < 0) throw failure(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", "Attempt to access memory outside buffer bounds");
    if (offset < 0 || offset > last) throw outOfRange("offset", `>= 0 and <= ${last}`, offset);
  }
  function checkSize(size) {
    if (typeof size !== "number") throw wrongType("byteLength", "of type number", size);
    if (!Number.isInteger(size)) throw outOfRange("byteLength", "an integer", size);
    if (size < 1 || size > 6) throw outOfRange("byteLength", ">= 1 && <= 6", size);
  }
  function checkValue(value, least, most, size) {
    if (value > most || value < least) {
      const n = typeof least === "bigint" ? "n" : "";
      const range = size > 4 || n ? (least === 0 || least === 0n ? `>= 0${n} and < 2${n} ** ${size * 8}${n}` : `>= -(2${n} ** ${size * 8 - 1}${n}) and < 2${n} ** ${size * 8 - 1}${n}`)
        : `>= ${least} and <= ${most}`;
      throw outOfRange("value", range, value);
    }
  }
  function readInteger(bytes, offset, size, little, signed) {
    if (offset === undefined) throw wrongType("offset", "of type number", offset);
    checkSize(size);
    checkOffset(bytes, offset, size);
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + bytes[offset + (little ? size - 1 - i : i)];
    return signed && value >= 2 ** (size * 8 - 1) ? value - 2 ** (size * 8) : value;
  }
  function writeInteger(bytes, value, offset, size, little, signed) {
    checkSize(size);
    value = +value;
    const bits = 2 ** (size * 8);
    checkValue(value, signed ? -bits / 2 : 0, signed ? bits / 2 - 1 : bits - 1, size);
    checkOffset(bytes, offset, size);
    let rest = Math.trunc(value) || 0;
    if (rest < 0) rest += bits;
    for (let i = 0; i < size; i++) {
      bytes[offset + (little ? i : size - 1 - i)] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return offset + size;
  }

  const define = (name, method) => Object.defineProperty(Buffer.prototype, name, { value: method, writable: true, configurable: true });
  const kinds = [["Int8", 1], ["Uint8", 1], ["Int16", 2], ["Uint16", 2], ["Int32", 4], ["Uint32", 4], ["BigInt64", 8], ["BigUint64", 8], ["Float32", 4], ["Float64", 8]];
  for (const [kind, size] of kinds) {
    const get = DataView.prototype[`get${kind}`], set = DataView.prototype[`set${kind}`];
    const big = kind.startsWith("Big"), float = kind.startsWith("Float"), signed = kind.includes("Int") && !kind.includes("Uint");
    const most = big ? (signed ? 2n ** 63n - 1n : 2n ** 64n - 1n) : signed ? 2 ** (size * 8 - 1) - 1 : 2 ** (size * 8) - 1;
    const least = big ? (signed ? -(2n ** 63n) : 0n) : signed ? -(2 ** (size * 8 - 1)) : 0;
    const name = kind === "Float32" ? "Float" : kind === "Float64" ? "Double" : kind.replace("Uint", "UInt");
    for (const [suffix, little] of size === 1 ? [["", true]] : [["LE", true], ["BE", false]]) {
      const read = function (offset = 0) {
        checkOffset(this, offset, size);
        return get.call(view(this), offset, little);
      };
      const write = function (value, offset = 0) {
        if (big) { if (typeof value !== "bigint") throw wrongType("value", "of type bigint", value); } else value = +value;
        if (!float) checkValue(value, least, most, size);
        checkOffset(this, offset, size);
        set.call(view(this), offset, value, little);
        return offset + size;
      };
      for (const alias of new Set([name, name.replace("UInt", "Uint")])) {
        define(`read${alias}${suffix}`, read);
        define(`write${alias}${suffix}`, write);
      }
    }
  }
  for (const name of ["readUIntLE", "readUIntBE", "writeUIntLE", "writeUIntBE"]) define(name.replace("UInt", "Uint"), Buffer.prototype[name]);
  return { Buffer, adopt, isBytes, failure, wrongType };
})
