import { z } from 'zod';
import { jsonContract } from '../../bin/cli/json/contract.ts';

export interface JsonSchemaFile {
  command: string;
  /** in docs/ */
  path: string;
  render: () => string;
}

/** What `--json` prints, command by command, as JSON Schema. */
export const jsonSchemaFiles: readonly JsonSchemaFile[] = Object.entries(jsonContract).map(
  ([command, schema]) => ({
    command,
    path: `json/${command.replaceAll(' ', '-')}.json`,
    render: () =>
      JSON.stringify({
        title: `${command} --json`,
        // Later releases may add keys.
        ...z.toJSONSchema(schema, { io: 'input' }),
      }),
  }),
);

/** The list of docs/command.md. */
export const listJsonSchemas = (): string =>
  jsonSchemaFiles.map(({ command, path }) => `[${command}](${path})`).join(' · ');
