// What could stand at a place in a GraphQL document. Knows nothing of the page, so that it is tested by itself.

const punctuators = new Set(["{", "}", "(", ")", "[", "]", ":", "=", "@", "!", "|", "&"]);
const nameStart = /[A-Za-z_]/;
const namePart = /[A-Za-z0-9_]/;

// The schema as introspection describes it, by type name.
export function readSchema(introspection) {
  const schema = introspection.__schema;
  const types = new Map(schema.types.map(type => [type.name, type]));
  return { types, roots: { query: schema.queryType?.name, mutation: schema.mutationType?.name, subscription: schema.subscriptionType?.name }, directives: schema.directives ?? [] };
}

function tokens(text) {
  const found = [];
  let at = 0;
  while (at < text.length) {
    const c = text[at];
    if (c === "#") { while (at < text.length && text[at] !== "\n") at++; if (at >= text.length) return null; continue; }
    if (c === '"') {
      const block = text.startsWith('"""', at);
      let end = at + (block ? 3 : 1);
      for (; end < text.length; end++) {
        if (text[end] === "\\") { end++; continue; }
        if (block ? text.startsWith('"""', end) : text[end] === '"' || text[end] === "\n") break;
      }
      // The place is inside a string: nothing is offered there.
      if (end >= text.length) return null;
      found.push({ kind: "value", text: text.slice(at, end + 1) });
      at = end + (block ? 3 : 1);
      continue;
    }
    if (text.startsWith("...", at)) { found.push({ kind: "spread", text: "..." }); at += 3; continue; }
    if (c === "$" || nameStart.test(c)) {
      let end = at + 1;
      while (end < text.length && namePart.test(text[end])) end++;
      found.push({ kind: c === "$" ? "variable" : "name", text: text.slice(at, end) });
      at = end;
      continue;
    }
    if (punctuators.has(c)) { found.push({ kind: c, text: c }); at++; continue; }
    if (/[-0-9]/.test(c)) {
      let end = at + 1;
      while (end < text.length && /[0-9.eE+-]/.test(text[end])) end++;
      found.push({ kind: "value", text: text.slice(at, end) });
      at = end;
      continue;
    }
    at++;
  }
  return found;
}

const named = type => { let inner = type; while (inner?.ofType) inner = inner.ofType; return inner?.name; };
const describe = type => !type ? "" : type.kind === "NON_NULL" ? describe(type.ofType) + "!" : type.kind === "LIST" ? `[${describe(type.ofType)}]` : type.name;

// Walks to the place and answers what surrounds it: the innermost of the open braces and parentheses.
function surroundings(schema, list) {
  const open = [];
  let operation = null, field = null, definition = null, argument = null, typeCondition = null, awaits = null, variables = new Set();
  const top = () => open[open.length - 1];
  const at = (frame, name) => frame?.fields?.find(f => f.name === name);
  for (let i = 0; i < list.length; i++) {
    const token = list[i], next = list[i + 1], frame = top();
    switch (token.kind) {
      case "{":
        if (frame?.kind === "arguments" || frame?.kind === "object") {
          open.push({ kind: "object", fields: schema.types.get(named(argument?.type))?.inputFields ?? [], outer: argument });
          argument = null;
        } else {
          const name = typeCondition ?? (frame ? named(field?.type) ?? (frame.inline ? frame.type : null) : schema.roots[operation ?? "query"]);
          const type = schema.types.get(name);
          open.push({ kind: "selection", type: name, fields: type?.fields ?? [], abstract: type?.kind === "UNION" || type?.kind === "INTERFACE" });
        }
        typeCondition = null; field = null; awaits = null;
        break;
      case "}":
        // Leaves an object's own field behind too: after it stands the next one of the outer.
        if (frame) open.pop();
        argument = null; field = null; awaits = null;
        if (!open.length) { operation = null; definition = null; variables = new Set(); }
        break;
      case "(":
        if (!frame && definition) open.push({ kind: "variables" });
        else open.push({ kind: "arguments", fields: (awaits === "directive" ? schema.directives.find(d => d.name === definition) : field)?.args ?? [], field });
        argument = null; awaits = null;
        break;
      case ")":
        if (frame?.kind === "arguments") field = frame.field;
        if (frame && frame.kind !== "selection") open.pop();
        argument = null; awaits = null;
        break;
      case ":": awaits = "value"; break;
      case "=": awaits = "value"; break;
      case "@": awaits = "directive-name"; break;
      case "spread": awaits = "spread"; break;
      case "variable":
        if (frame?.kind === "variables") variables.add(token.text);
        else if (awaits === "value") awaits = null;
        break;
      case "value": if (awaits === "value") awaits = null; break;
      case "name":
        if (awaits === "directive-name") { awaits = "directive"; definition = frame ? token.text : definition ?? token.text; }
        else if (awaits === "spread") { awaits = token.text === "on" ? "condition" : null; }
        else if (awaits === "condition") { typeCondition = token.text; awaits = null; }
        else if (!frame) {
          if (definition === "fragment" && token.text === "on") awaits = "condition";
          else if (!operation && !definition) { definition = token.text; operation = token.text in schema.roots ? token.text : null; }
        } else if (frame.kind === "selection") {
          if (next?.kind === ":") { i++; awaits = null; } else { field = at(frame, token.text) ?? null; awaits = null; }
        } else if (awaits === "value") awaits = null;
        else if (frame.kind === "arguments" || frame.kind === "object") argument = at(frame, token.text) ?? null;
        break;
    }
  }
  return { frame: top(), awaits, argument, definition, typeCondition, variables };
}

// text: the document, position: of the caret. Answers { from, to, items: [{ label, insert, detail, deprecated }] }.
export function complete(schema, text, position) {
  let from = position;
  while (from > 0 && namePart.test(text[from - 1])) from--;
  if (from > 0 && text[from - 1] === "$") from--;
  let to = position;
  while (to < text.length && namePart.test(text[to])) to++;
  const typed = text.slice(from, position).toLowerCase();
  const list = tokens(text.slice(0, from));
  if (!list) return { from, to, items: [] };
  const place = surroundings(schema, list);
  const items = suggest(schema, place, list).filter(item => item.label.toLowerCase().includes(typed));
  // What begins as typed comes first; otherwise the schema's own order stays.
  items.sort((a, b) => Number(b.label.toLowerCase().startsWith(typed)) - Number(a.label.toLowerCase().startsWith(typed)));
  return { from, to, items: items.slice(0, 200) };
}

function suggest(schema, { frame, awaits, argument, definition, variables }, list) {
  if (awaits === "condition" || awaits === "spread") {
    const types = [...schema.types.values()].filter(type => ["OBJECT", "INTERFACE", "UNION"].includes(type.kind) && !type.name.startsWith("__"));
    return awaits === "spread" ? [{ label: "on", insert: "on ", detail: "type condition" }] : types.map(type => ({ label: type.name, insert: type.name, detail: type.kind.toLowerCase() }));
  }
  if (awaits === "directive-name") return schema.directives.map(d => ({ label: d.name, insert: d.name, detail: "directive" }));
  if (!frame) {
    if (definition) return definition === "fragment" ? [{ label: "on", insert: "on ", detail: "type condition" }] : [];
    return [...Object.keys(schema.roots).filter(root => schema.roots[root]), "fragment"].map(word => ({ label: word, insert: word + " ", detail: "definition" }));
  }
  if (frame.kind === "variables") {
    if (awaits !== "value" || list[list.length - 1]?.kind === "=") return [];
    return [...schema.types.values()].filter(type => ["SCALAR", "ENUM", "INPUT_OBJECT"].includes(type.kind) && !type.name.startsWith("__"))
      .map(type => ({ label: type.name, insert: type.name, detail: type.kind.toLowerCase().replace("_", " ") }));
  }
  if (frame.kind === "selection") {
    const fields = frame.fields.map(f => ({ label: f.name, insert: f.name, detail: describe(f.type), deprecated: f.isDeprecated, description: f.description ?? undefined }));
    return [...fields, { label: "__typename", insert: "__typename", detail: "String!" }];
  }
  if (awaits === "value") {
    const type = schema.types.get(named(argument?.type));
    const values = type?.kind === "ENUM" ? type.enumValues.map(v => ({ label: v.name, insert: v.name, detail: type.name, deprecated: v.isDeprecated }))
      : type?.name === "Boolean" ? ["true", "false"].map(word => ({ label: word, insert: word, detail: "Boolean" })) : [];
    return [...[...variables].map(name => ({ label: name, insert: name, detail: "variable" })), ...values];
  }
  return frame.fields.map(f => ({ label: f.name, insert: f.name + ": ", detail: describe(f.type), description: f.description ?? undefined }));
}
