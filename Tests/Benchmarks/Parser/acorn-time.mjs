// Prints the median CPU time in milliseconds that acorn needs to parse each file, one per line.
// usage: node acorn-time.mjs <folder with node_modules> <rounds> <file>...
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, rounds, ...files] = process.argv.slice(2);
const acorn = createRequire(`${folder}/package.json`)('acorn');
for (const file of files) {
  const source = readFileSync(file, 'utf8');
  const times = [];
  for (let round = 0; round < Number(rounds); round++) {
    const before = process.cpuUsage();
    acorn.parse(source, { ecmaVersion: 'latest', sourceType: 'script', allowHashBang: true, locations: true });
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  console.log(times.sort((a, b) => a - b)[times.length >> 1]);
}
