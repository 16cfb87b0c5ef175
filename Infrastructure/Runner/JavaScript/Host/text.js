// TextEncoder, TextDecoder (Encoding Standard, for the three encodings that data steps meet) and base64 (HTML Standard).
(function (host, Uint8Array, ArrayBuffer, failure) {
  "use strict";
  const labels = new Map();
  for (const [name, list] of Object.entries({
    "utf-8": ["unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "utf-8", "utf8", "x-unicode20utf8"],
    "utf-16le": ["csunicode", "iso-10646-ucs-2", "ucs-2", "unicode", "unicodefeff", "utf-16", "utf-16le"],
    "windows-1252": ["ansi_x3.4-1968", "ascii", "cp1252", "cp819", "csisolatin1", "ibm819", "iso-8859-1", "iso-ir-100", "iso8859-1", "iso88591", "iso_8859-1",
      "iso_8859-1:1987", "l1", "latin1", "us-ascii", "windows-1252", "x-cp1252"],
  })) for (const label of list) labels.set(label, name);
  const empty = new Uint8Array(0);

  class TextEncoder {
    get encoding() { return "utf-8"; }
    encode(text = "") { return host.encode(String(text), "utf8"); }
    encodeInto(text, target) {
      const bytes = host.encodeUpTo(String(text), "utf8", target.length);
      target.set(bytes, 0);
      return { read: host.decode(bytes, "utf8", 0, bytes.length).length, written: bytes.length };
    }
  }

  class TextDecoder {
    #encoding; #fatal; #ignoreBOM; #rest = empty; #atStart = true;
    constructor(label = "utf-8", options = {}) {
      const name = labels.get(String(label).trim().toLowerCase());
      if (name === undefined) throw failure(RangeError, "ERR_ENCODING_NOT_SUPPORTED", `The "${label}" encoding is not supported`);
      this.#encoding = name;
      this.#fatal = Boolean(options?.fatal);
      this.#ignoreBOM = Boolean(options?.ignoreBOM);
    }
    get encoding() { return this.#encoding; }
    get fatal() { return this.#fatal; }
    get ignoreBOM() { return this.#ignoreBOM; }
    decode(input = empty, options = {}) {
      let bytes;
      if (input instanceof ArrayBuffer) bytes = new Uint8Array(input);
      else if (ArrayBuffer.isView(input)) bytes = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
      else throw failure(TypeError, "ERR_INVALID_ARG_TYPE", 'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.');
      if (this.#rest.length > 0) {
        const joined = new Uint8Array(this.#rest.length + bytes.length);
        joined.set(this.#rest);
        joined.set(bytes, this.#rest.length);
        bytes = joined;
      }
      const stream = Boolean(options?.stream);
      const keep = stream ? host.incomplete(bytes, this.#encoding) : 0;
      this.#rest = keep > 0 ? bytes.slice(bytes.length - keep) : empty;
      let text = host.decodeText(keep > 0 ? bytes.subarray(0, bytes.length - keep) : bytes, this.#encoding, this.#fatal);
      if (text === null) {
        this.#rest = empty;
        this.#atStart = true;
        throw failure(TypeError, "ERR_ENCODING_INVALID_ENCODED_DATA", `The encoded data was not valid for encoding ${this.#encoding}`);
      }
      if (this.#atStart && text.length > 0) {
        if (!this.#ignoreBOM && this.#encoding !== "windows-1252" && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
        this.#atStart = false;
      }
      if (!stream) this.#atStart = true;
      return text;
    }
  }
  for (const kind of [TextEncoder, TextDecoder]) Object.defineProperty(kind.prototype, Symbol.toStringTag, { value: kind.name, configurable: true });

  function invalidCharacter(message) {
    const error = new Error(message);
    Object.defineProperty(error, "name", { value: "InvalidCharacterError", configurable: true });
    Object.defineProperty(error, "code", { value: 5, configurable: true });
    return error;
  }
  function btoa(text) {
    if (arguments.length === 0) throw failure(TypeError, "ERR_MISSING_ARGS", 'The "input" argument must be specified');
    const result = host.btoa(String(text));
    if (result === null) throw invalidCharacter("Invalid character");
    return result;
  }
  function atob(text) {
    if (arguments.length === 0) throw failure(TypeError, "ERR_MISSING_ARGS", 'The "input" argument must be specified');
    const result = host.atob(String(text));
    if (result === null) throw invalidCharacter("The string to be decoded is not correctly encoded.");
    return result;
  }
  return { TextEncoder, TextDecoder, atob, btoa };
})
