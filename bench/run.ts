/** `npm run bench` runs every benchmark, `npm run bench -- NAME` one of them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const itself = 'run.ts';
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== itself)
  .map((file) => file.slice(0, -'.ts'.length));
const [wanted] = process.argv.slice(2);

if (wanted !== undefined && !names.includes(wanted)) {
  console.error(`There is no benchmark "${wanted}". There is: ${names.join(', ')}.`);
  process.exit(2);
}
for (const name of wanted === undefined ? names : [wanted])
  await import(join(import.meta.dirname, `${name}.ts`));
