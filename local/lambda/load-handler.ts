import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface InvocationContext {
  awsRequestId: string;
  functionName: string;
  functionVersion: string;
  invokedFunctionArn: string;
  memoryLimitInMB: string;
  logGroupName: string;
  logStreamName: string;
  callbackWaitsForEmptyEventLoop: boolean;
  getRemainingTimeInMillis: () => number;
}

type Handler = (event: unknown, context: InvocationContext) => unknown;

const isHandler = (value: unknown): value is Handler => typeof value === 'function';
const isModule = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * Imports the handler of a bundled asset.
 *
 * @param handler `<path without suffix>.<export>`, as in the template
 */
export const loadHandler = async (folder: string, handler: string): Promise<Handler> => {
  const dot = handler.lastIndexOf('.');
  const path = handler.slice(0, dot);
  const file = ['.mjs', '.js', '.cjs']
    .map((suffix) => join(folder, path + suffix))
    .find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error(`no file ${path}.mjs, .js or .cjs in ${folder}`);

  const module: unknown = await import(pathToFileURL(file).href);
  const name = handler.slice(dot + 1);
  const found = isModule(module) ? module[name] : undefined;
  if (!isHandler(found)) throw new Error(`${file} exports no function ${name}`);
  return found;
};
