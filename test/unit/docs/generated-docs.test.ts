import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { generatedDocs } from '../../../docs/generate/generated-docs.ts';

it.each(generatedDocs)('$path is what the code says: npm run docs', async ({ path, render }) => {
  expect(await readFile(path, 'utf8')).toBe(await render());
});
