// Runs each program of a file in a context of its own and prints what it printed, as one line of JSON each.
// usage: node run-programs.mjs <file>
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const prelude = 'globalThis.print = (...values) => { emit(values.map(String).join(" ")); }';

for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue;
  const lines = [];
  const context = vm.createContext({ emit: (text) => lines.push(text), queueMicrotask });
  vm.runInContext(prelude, context);
  try {
    vm.runInContext(line.replaceAll('⏎', '\n'), context);
  } catch (error) {
    lines.push(`throws ${error.name}`);
  }
  await new Promise((resolve) => setImmediate(resolve));
  console.log(JSON.stringify(lines));
}
