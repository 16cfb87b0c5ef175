// The reference implementation of GraphQL as the judge of documents, schemas and answers.
import {
  GraphQLError, buildClientSchema, buildSchema, execute, getIntrospectionQuery, getNullableType, isAbstractType, isEnumType, isListType, isNonNullType,
  isObjectType, isScalarType, lexicographicSortSchema, parse, printSchema, specifiedRules, validate,
} from "graphql";

// Both sides compute the same answers from the same numbers: FNV-1a over the text of object, field and arguments.
export function hash(text) {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 16777619) >>> 0;
  }
  h = Math.imul(h ^ (h >>> 15), 2246822507) >>> 0;
  return (h ^ (h >>> 13)) >>> 0;
}

function canonical(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (value !== null && typeof value === "object") {
    return `{${Object.keys(value).sort().map(key => `${key}:${canonical(value[key])}`).join(",")}}`;
  }
  return value === undefined ? "null" : String(value);
}

function make(type, h, schema) {
  if (h % 23 === 0) {
    return new Error(`failure ${h % 100}`);
  }
  if (isNonNullType(type)) {
    return h % 29 === 0 ? null : makeValue(type.ofType, h, schema);
  }
  return h % 7 === 0 ? null : makeValue(type, h, schema);
}

function makeValue(type, h, schema) {
  if (isListType(type)) {
    return Array.from({ length: h % 4 }, (_, i) => make(type.ofType, hash(`${h}/${i}`), schema));
  }
  if (isEnumType(type)) {
    const values = type.getValues().map(v => v.name);
    return values[h % values.length];
  }
  if (isScalarType(type)) {
    switch (type.name) {
      case "Int": return h % 1000;
      case "Float": return (h % 1000) / 8;
      case "Boolean": return h % 2 === 0;
      case "ID": return `id${h % 50}`;
      default: return `text ${h % 100}`;
    }
  }
  if (isObjectType(type)) {
    return { seed: h, type: type.name };
  }
  const possible = schema.getPossibleTypes(type).map(t => t.name).sort();
  return { seed: h, type: possible[h % possible.length] };
}

function run(schema, document, variables, operationName) {
  const result = execute({
    schema, document, variableValues: variables, operationName, rootValue: { seed: 1 },
    fieldResolver: (source, args, _, info) => make(info.returnType, hash(`${source.seed}.${info.fieldName}(${canonical(args)})`), schema),
    typeResolver: value => value.type,
  });
  return JSON.parse(JSON.stringify(result));
}

// The rule, noting its name where it finds something.
function noting(rule, found) {
  const reportError = { value: () => found.add(rule.name.replace(/Rule$/, "")) };
  return context => rule(Object.create(context, { reportError }));
}

// input: { sdl, documents: [{ query, variables?, operationName?, execute? }] }
export function judge({ sdl, documents }) {
  const schema = buildSchema(sdl);
  return documents.map(({ query, variables, operationName, execute: executes }) => {
    let document;
    try {
      document = parse(query);
    } catch (error) {
      return { verdict: "syntax", message: error.message };
    }
    const found = new Set();
    try {
      validate(schema, document, specifiedRules.map(rule => noting(rule, found)));
    } catch (error) {
      // The rule about subscriptions evaluates @skip without variables, and throws where it finds one.
      return { verdict: "none", message: error.message };
    }
    if (found.size > 0) {
      return { verdict: "invalid", rules: [...found] };
    }
    return executes ? { verdict: "valid", result: run(schema, document, variables, operationName) } : { verdict: "valid" };
  });
}

// input: [sdl]; which of them are schemas
export function judgeSchemas(texts) {
  return texts.map(text => {
    try {
      buildSchema(text);
      return { valid: true };
    } catch (error) {
      return { valid: false, message: error.message, syntax: error instanceof GraphQLError && error.message.startsWith("Syntax Error") };
    }
  });
}

export function introspectionQuery() {
  return getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true });
}

// What the reference implementation answers to introspection of a schema, and the schema that it reads out of ours.
export function introspect({ sdl, ours }) {
  const schema = buildSchema(sdl);
  const theirs = execute({ schema, document: parse(introspectionQuery()) });
  const print = s => printSchema(lexicographicSortSchema(s));
  return { theirs: theirs.data, expected: print(schema), actual: print(buildClientSchema(ours)) };
}

// Texts of strings, block strings among them: what they mean.
export function stringValues(texts) {
  return texts.map(text => {
    try {
      return { value: parse(`{f(a:${text})}`).definitions[0].selectionSet.selections[0].arguments[0].value.value };
    } catch {
      return { value: null };
    }
  });
}
