// Parses the files named on the command line with acorn and prints one line for each node, parents first.
// usage: node acorn-lines.mjs <folder with node_modules> <file>...   A file name ending in .mjs or .module.js is a module.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { once } from 'node:events';

const [folder, ...files] = process.argv.slice(2);
const acorn = createRequire(`${folder}/package.json`)('acorn');
let buffer = '';

async function flush() {
  const text = buffer;
  buffer = '';
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function literal(node) {
  if (node.regex) return `regex=${JSON.stringify(node.regex.pattern)}/${node.regex.flags}`;
  if (node.bigint !== undefined) return `bigint=${node.bigint}`;
  if (typeof node.value === 'number') {
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, node.value);
    return `number=${bits.getBigUint64(0).toString(16)}`;
  }
  return `value=${JSON.stringify(node.value)}`;
}

const skipped = new Set(['type', 'start', 'end', 'loc', 'value', 'regex', 'bigint']);

async function print(root) {
  const stack = [['', root]];
  while (stack.length > 0) {
    const [key, node] = stack.pop();
    if (node === null) {
      buffer += `${key}|null\n`;
      continue;
    }
    const { start, end } = node.loc;
    let line = `${key}|${node.type} ${node.start} ${node.end} ${start.line}:${start.column} ${end.line}:${end.column}`;
    const children = [];
    for (const name of Object.keys(node).sort()) {
      const value = node[name];
      if (skipped.has(name) && !(name === 'value' && value && value.type)) continue;
      if (value === null || value === false || value === undefined) continue;
      if (Array.isArray(value)) {
        if (value.length > 0) line += ` ${name}#${value.length}`;
        for (const child of value) children.push([name, child]);
      } else if (typeof value === 'object') children.push([name, value]);
      else line += ` ${name}=${value === true ? 'true' : JSON.stringify(value)}`;
    }
    if (node.type === 'Literal') line += ` ${literal(node)}`;
    if (node.type === 'TemplateElement') line += ` cooked=${JSON.stringify(node.value.cooked ?? null)} raw=${JSON.stringify(node.value.raw)}`;
    buffer += line + '\n';
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]);
    if (buffer.length > 1 << 16) await flush();
  }
}

for (const file of files) {
  buffer += `file ${file}\n`;
  try {
    const isModule = file.endsWith('.mjs') || file.endsWith('.module.js');
    const program = acorn.parse(readFileSync(file, 'utf8'), {
      ecmaVersion: 'latest', sourceType: isModule ? 'module' : 'script', locations: true,
    });
    await print(program);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    buffer += `error ${error.pos} ${JSON.stringify(error.message)}\n`;
  }
  await flush();
}
