import { format, resolveConfig } from 'prettier';
import { describeErrors } from './describe-errors.ts';

export interface GeneratedDoc {
  path: URL;
  /** its content, formatted as `npm run format` would */
  render: () => Promise<string>;
}

const doc = (name: string, describe: () => string): GeneratedDoc => {
  const path = new URL(`../${name}`, import.meta.url);
  return {
    path,
    render: async () =>
      format(describe(), {
        ...(await resolveConfig(path)),
        ...{ parser: 'markdown', proseWrap: 'always', printWidth: 120 },
      }),
  };
};

export const generatedDocs: readonly GeneratedDoc[] = [doc('errors.md', describeErrors)];
