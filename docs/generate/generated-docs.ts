import { readFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { describeCostExamples } from './describe-cost-examples.ts';
import { describeCosts } from './describe-costs.ts';
import { describeDependencies } from './describe-dependencies.ts';
import { describeDiagnosis } from './describe-diagnosis.ts';
import { describeErrors } from './describe-errors.ts';
import { describeExitCodes } from './describe-exit-codes.ts';
import {
  describeEventCosts,
  describeEventExamples,
  describeEventFields,
  eventJsonSchema,
} from './describe-events.ts';
import { describeProperties } from './describe-properties.ts';
import { describeExporters } from './describe-exporters.ts';
import { jsonSchemaFiles, listJsonSchemas } from './json-schemas.ts';
import { describeOperatorRights } from './describe-operator-rights.ts';

export interface GeneratedDoc {
  path: URL;
  /** its content, formatted as `npm run format` would */
  render: () => Promise<string>;
}

const pathOf = (name: string): URL => new URL(`../${name}`, import.meta.url);

const formatted = async (path: URL, text: string): Promise<string> =>
  format(text, {
    ...(await resolveConfig(path)),
    ...(path.pathname.endsWith('.json')
      ? { parser: 'json' }
      : { parser: 'markdown', proseWrap: 'always', printWidth: 120 }),
  });

const doc = (name: string, describe: () => string): GeneratedDoc => {
  const path = pathOf(name);
  return { path, render: () => formatted(path, describe()) };
};

/** What stands between two comments with this word; the rest of the document is written by hand. */
const part = (name: string, word: string, describe: () => string): GeneratedDoc => {
  const path = pathOf(name);
  const [begin, end] = [`<!-- ${word}: npm run docs -->\n`, `<!-- end of ${word} -->`];
  return {
    path,
    render: async () => {
      const [before, rest = ''] = (await readFile(path, 'utf8')).split(begin);
      const [, after] = rest.split(end);
      if (before === undefined || after === undefined)
        throw new Error(`${name} has no place for ${word}`);
      return [before, begin, '\n', await formatted(path, describe()), '\n', end, after].join('');
    },
  };
};

export const generatedDocs: readonly GeneratedDoc[] = [
  doc('errors.md', describeErrors),
  doc('diagnosis.md', describeDiagnosis),
  doc('exporters.md', describeExporters),
  part('command.md', 'exit-codes', describeExitCodes),
  part('command.md', 'schemas', listJsonSchemas),
  ...jsonSchemaFiles.map(({ path, render }) => doc(path, render)),
  doc('json/event.json', eventJsonSchema),
  part('events.md', 'fields', describeEventFields),
  part('events.md', 'costs', describeEventCosts),
  part('events.md', 'examples', describeEventExamples),
  part('costs.md', 'costs', describeCosts),
  part('costs.md', 'examples', describeCostExamples),
  part('rights.md', 'rights', describeOperatorRights),
  part('supply-chain.md', 'dependencies', describeDependencies),
  part('construct.md', 'properties', describeProperties),
];
