import { writeFile } from 'node:fs/promises';
import { generatedDocs } from './generated-docs.ts';

/** Writes the documents that are generated from the code. */
for (const { path, render } of generatedDocs) await writeFile(path, await render());
