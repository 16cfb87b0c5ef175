// URL and URLSearchParams (URL Standard §6); parsing is the host's.
(function (host, failure) {
  "use strict";
  const parts = ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"];
  const text = (value) => `${value}`.toWellFormed();
  const missing = (...names) => failure(TypeError, "ERR_MISSING_ARGS",
    `The ${names.map((name) => `"${name}"`).join(" and ")} argument${names.length > 1 ? "s" : ""} must be specified`);
  let attach;

  class URLSearchParams {
    #list = [];
    #url;
    static { attach = (params, url, query) => { params.#url = url; params.#list = pairs(query); }; }
    constructor(init) {
      if (init === undefined || init === null) return;
      if (typeof init === "object" || typeof init === "function") {
        const iterate = init[Symbol.iterator];
        if (iterate === this[Symbol.iterator] && init instanceof URLSearchParams) this.#list = init.#list.map((pair) => [...pair]);
        else if (iterate !== null && iterate !== undefined) {
          if (typeof iterate !== "function") throw failure(TypeError, "ERR_ARG_NOT_ITERABLE", "Query pairs must be iterable");
          for (const pair of init) {
            if (pair === null || typeof pair !== "object" || typeof pair[Symbol.iterator] !== "function") {
              throw failure(TypeError, "ERR_INVALID_TUPLE", "Each query pair must be an iterable [name, value] tuple");
            }
            const two = [...pair];
            if (two.length !== 2) throw failure(TypeError, "ERR_INVALID_TUPLE", "Each query pair must be an iterable [name, value] tuple");
            this.#list.push([text(two[0]), text(two[1])]);
          }
        } else {
          const seen = new Map();
          for (const key of Reflect.ownKeys(init)) {
            if (typeof key !== "string" || !Object.getOwnPropertyDescriptor(init, key)?.enumerable) continue;
            const name = text(key);
            if (seen.has(name)) seen.get(name)[1] = text(init[key]);
            else { const pair = [name, text(init[key])]; seen.set(name, pair); this.#list.push(pair); }
          }
        }
      } else {
        const query = text(init);
        this.#list = pairs(query[0] === "?" ? query.slice(1) : query);
      }
    }
    #changed() { this.#url?.(this.toString()); }
    get size() { return this.#list.length; }
    append(name, value) {
      if (arguments.length < 2) throw missing("name", "value");
      this.#list.push([text(name), text(value)]);
      this.#changed();
    }
    delete(name, value) {
      if (arguments.length < 1) throw missing("name");
      name = text(name);
      const all = value === undefined;
      if (!all) value = text(value);
      this.#list = this.#list.filter((pair) => pair[0] !== name || (!all && pair[1] !== value));
      this.#changed();
    }
    get(name) {
      if (arguments.length < 1) throw missing("name");
      name = text(name);
      return this.#list.find((pair) => pair[0] === name)?.[1] ?? null;
    }
    getAll(name) {
      if (arguments.length < 1) throw missing("name");
      name = text(name);
      return this.#list.filter((pair) => pair[0] === name).map((pair) => pair[1]);
    }
    has(name, value) {
      if (arguments.length < 1) throw missing("name");
      name = text(name);
      return this.#list.some((pair) => pair[0] === name && (value === undefined || pair[1] === text(value)));
    }
    set(name, value) {
      if (arguments.length < 2) throw missing("name", "value");
      name = text(name);
      value = text(value);
      const at = this.#list.findIndex((pair) => pair[0] === name);
      if (at < 0) this.#list.push([name, value]);
      else {
        this.#list[at][1] = value;
        this.#list = this.#list.filter((pair, i) => i <= at || pair[0] !== name);
      }
      this.#changed();
    }
    sort() {
      this.#list.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
      this.#changed();
    }
    forEach(callback, self) {
      if (typeof callback !== "function") throw failure(TypeError, "ERR_INVALID_ARG_TYPE", 'The "callback" argument must be of type function.');
      for (let i = 0; i < this.#list.length; i++) callback.call(self, this.#list[i][1], this.#list[i][0], this);
    }
    *entries() { for (let i = 0; i < this.#list.length; i++) yield [...this.#list[i]]; }
    *keys() { for (let i = 0; i < this.#list.length; i++) yield this.#list[i][0]; }
    *values() { for (let i = 0; i < this.#list.length; i++) yield this.#list[i][1]; }
    toString() { return this.#list.map(([name, value]) => `${host.formEncode(name)}=${host.formEncode(value)}`).join("&"); }
  }
  Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, { value: URLSearchParams.prototype.entries, writable: true, configurable: true });
  Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, { value: "URLSearchParams", configurable: true });

  function pairs(query) {
    const flat = host.formParse(query), list = [];
    for (let i = 0; i < flat.length; i += 2) list.push([flat[i], flat[i + 1]]);
    return list;
  }

  class URL {
    #parts;
    #params;
    constructor(input, base) {
      if (arguments.length === 0) throw missing("url");
      input = text(input);
      if (base !== undefined) base = text(base);
      this.#parts = host.urlParse(input, base);
      if (this.#parts === null) {
        const error = failure(TypeError, "ERR_INVALID_URL", "Invalid URL");
        error.input = input;
        if (base !== undefined) error.base = base;
        throw error;
      }
    }
    static canParse(input, base) {
      if (arguments.length === 0) throw missing("url");
      return host.urlParse(text(input), base === undefined ? undefined : text(base)) !== null;
    }
    #take(parts) {
      this.#parts = parts;
      if (this.#params) attach(this.#params, (query) => this.#query(query), parts[11] ?? "");
    }
    #query(query) { this.#parts = host.urlSet(this.#parts[0], "search", query); }
    static { Object.defineProperty(URL.prototype, Symbol.toStringTag, { value: "URL", configurable: true }); }
    get searchParams() {
      if (!this.#params) {
        this.#params = new URLSearchParams();
        attach(this.#params, (query) => this.#query(query), this.#parts[11] ?? "");
      }
      return this.#params;
    }
    get href() { return this.#parts[0]; }
    set href(value) {
      const parts = host.urlParse(text(value), undefined);
      if (parts === null) {
        const error = failure(TypeError, "ERR_INVALID_URL", "Invalid URL");
        error.input = text(value);
        throw error;
      }
      this.#take(parts);
    }
    get origin() { return this.#parts[1]; }
    static {
      parts.forEach((name, i) => {
        if (i < 2) return;
        Object.defineProperty(URL.prototype, name, {
          get() { return this.#parts[i]; },
          set(value) { this.#take(host.urlSet(this.#parts[0], name, text(value))); },
          enumerable: true, configurable: true,
        });
      });
      for (const name of ["href", "origin", "searchParams"]) {
        Object.defineProperty(URL.prototype, name, { ...Object.getOwnPropertyDescriptor(URL.prototype, name), enumerable: true });
      }
    }
    toString() { return this.#parts[0]; }
    toJSON() { return this.#parts[0]; }
  }
  return { URL, URLSearchParams };
})
