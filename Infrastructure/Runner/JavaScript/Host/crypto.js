// What code steps need of Node's crypto: digests, HMACs, random bytes, comparison in constant time.
(function (host, buffer, Uint8Array, ArrayBuffer) {
  "use strict";
  const { Buffer, adopt, failure, wrongType } = buffer;
  const algorithms = new Set(["md5", "sha1", "sha256", "sha384", "sha512"]);
  const known = (name) => {
    const plain = String(name).toLowerCase().replace(/^rsa-/, "").replace(/^sha-/, "sha");
    return algorithms.has(plain) ? plain : undefined;
  };
  const bytesOf = (data, encoding, name = "data") => {
    if (typeof data === "string") return Buffer.from(data, encoding);
    if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    if (name === "key" && data instanceof ArrayBuffer) return new Uint8Array(data);
    throw wrongType(name, name === "key"
      ? "of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey"
      : "of type string or an instance of Buffer, TypedArray, or DataView", data);
  };
  const result = (bytes, encoding) => encoding && encoding !== "buffer" ? adopt(bytes).toString(encoding) : adopt(bytes);

  class Hash {
    #state; #done = false;
    constructor(state) { this.#state = state; }
    update(data, encoding) {
      if (this.#done) throw failure(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
      host.hashUpdate(this.#state, bytesOf(data, encoding));
      return this;
    }
    digest(encoding) {
      if (this.#done) throw failure(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
      this.#done = true;
      return result(host.hashDigest(this.#state), encoding);
    }
    copy() {
      if (this.#done) throw failure(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
      return new Hash(host.hashCopy(this.#state));
    }
  }
  class Hmac {
    #state; #done = false;
    constructor(state) { this.#state = state; }
    update(data, encoding) {
      if (this.#done) throw failure(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
      host.hashUpdate(this.#state, bytesOf(data, encoding));
      return this;
    }
    digest(encoding) {
      // Node answers nothing at a second call here.
      if (this.#done) return result(new Uint8Array(0), encoding);
      this.#done = true;
      return result(host.hashDigest(this.#state), encoding);
    }
  }
  function createHash(name) {
    if (typeof name !== "string") throw wrongType("algorithm", "of type string", name);
    const algorithm = known(name);
    if (!algorithm) throw failure(Error, "ERR_OSSL_EVP_UNSUPPORTED", `Digest method not supported: ${name} is none of md5, sha1, sha256, sha384, sha512`);
    return new Hash(host.hashStart(algorithm));
  }
  function createHmac(name, key) {
    if (typeof name !== "string") throw wrongType("hmac", "of type string", name);
    const bytes = bytesOf(key, "utf8", "key");
    const algorithm = known(name);
    if (!algorithm) throw failure(TypeError, "ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${name}`);
    return new Hmac(host.hmacStart(algorithm, bytes));
  }
  function randomBytes(size, callback) {
    if (typeof size !== "number") throw wrongType("size", "of type number", size);
    if (!(size >= 0 && size <= 2147483647)) throw failure(RangeError, "ERR_OUT_OF_RANGE", `The value of "size" is out of range. It must be >= 0 && <= 2147483647. Received ${size}`);
    const bytes = adopt(host.random(size));
    if (typeof callback !== "function") return bytes;
    queueMicrotask(() => callback(null, bytes));
  }
  function randomInt(min, max) {
    if (max === undefined) { max = min; min = 0; }
    if (!Number.isSafeInteger(min)) throw wrongType("min", "a safe integer", min);
    if (!Number.isSafeInteger(max)) throw wrongType("max", "a safe integer", max);
    if (max <= min) throw failure(RangeError, "ERR_OUT_OF_RANGE", `The value of "max" is out of range. It must be greater than the value of "min" (${min}). Received ${max}`);
    if (max - min > 2 ** 48 - 1) throw failure(RangeError, "ERR_OUT_OF_RANGE", `The value of "max - min" is out of range. It must be <= 281474976710655. Received ${max - min}`);
    return min + host.randomInt(max - min);
  }
  function timingSafeEqual(a, b) {
    const left = bytesOf(a, "utf8", "buf1"), right = bytesOf(b, "utf8", "buf2");
    if (left.length !== right.length) throw failure(RangeError, "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length");
    return host.equalInConstantTime(left, right);
  }
  function getRandomValues(target) {
    if (!ArrayBuffer.isView(target) || /^(Float|DataView)/.test(Object.prototype.toString.call(target).slice(8))) {
      const error = new TypeError("The data argument must be an integer-type TypedArray");
      Object.defineProperty(error, "name", { value: "TypeMismatchError", configurable: true });
      Object.defineProperty(error, "code", { value: 17, configurable: true });
      throw error;
    }
    if (target.byteLength > 65536) {
      const error = new Error(`The requested length exceeds 65,536 bytes`);
      Object.defineProperty(error, "name", { value: "QuotaExceededError", configurable: true });
      throw error;
    }
    new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(host.random(target.byteLength));
    return target;
  }
  const randomUUID = () => host.randomUUID();
  const webcrypto = { getRandomValues, randomUUID };
  const getHashes = () => [...algorithms];
  return { createHash, createHmac, randomBytes, randomInt, randomUUID, timingSafeEqual, getRandomValues, getHashes, webcrypto };
})
