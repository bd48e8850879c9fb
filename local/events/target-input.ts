import { z } from 'zod';
import { LocalStackError } from '../errors.ts';
import { isArray, isObject } from '../json.ts';
import type { BusEvent } from './bus-event.ts';

/** `$.detail.name`, `$.resources[0]` */
const path = z
  .string()
  .regex(/^\$(\.[\w/-]+|\[\d+\])*$/, 'the local stack understands paths such as $.detail.list[0]');

/** What a target of a rule gets in place of the event: one of these, or none. */
export const targetInputShape = {
  Input: z.string().optional(),
  InputPath: path.optional(),
  InputTransformer: z
    .strictObject({
      InputPathsMap: z.record(z.string(), path).default({}),
      InputTemplate: z.string(),
    })
    .optional(),
};
type TargetInput = z.infer<z.ZodObject<typeof targetInputShape>>;

/** What a target gets of an event: JSON. @throws LocalStackError where a template does not make JSON of it */
export type ComposeInput = (event: BusEvent) => string;

const valueAt = (event: BusEvent, of: string): unknown => {
  let value: unknown = event;
  for (const [, name, index] of of.matchAll(/\.([\w/-]+)|\[(\d+)\]/g)) {
    if (name !== undefined) value = isObject(value) ? value[name] : undefined;
    else value = isArray(value) ? value[Number(index)] : undefined;
  }
  return value;
};

const toJson = (value: unknown): string => (value === undefined ? '""' : JSON.stringify(value));

/** Within a text: without the quotes of its own. What is text already is not escaped: EventBridge does not do it either. */
const toText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(toJson(value)).slice(1, -1);
};

const pieces = /\\.|"|<([\w.-]+)>/gs;

const fillIn = (template: string, valueOf: (name: string) => unknown): string => {
  let isInText = false;
  return template.replaceAll(pieces, (piece, name?: string) => {
    if (piece === '"') isInText = !isInText;
    if (name === undefined) return piece;
    return isInText ? toText(valueOf(name)) : toJson(valueOf(name));
  });
};

/**
 * @param place where the target stands, for errors
 * @throws LocalStackError for a template that names what it has no path for, and for two inputs at once
 */
export const readTargetInput = (
  { Input: constant, InputPath: whole, InputTransformer: transformer }: TargetInput,
  place: string,
): ComposeInput => {
  if ([constant, whole, transformer].filter((one) => one !== undefined).length > 1)
    throw new LocalStackError(`${place}: Input, InputPath and InputTransformer exclude each other`);
  if (constant !== undefined) return () => constant;
  if (whole !== undefined) return (event) => toJson(valueAt(event, whole));
  if (!transformer) return (event) => JSON.stringify(event);

  const { InputPathsMap: paths, InputTemplate: template } = transformer;
  for (const [, name] of template.matchAll(pieces))
    if (name !== undefined && !Object.hasOwn(paths, name))
      throw new LocalStackError(
        `${place}.InputTransformer: there is no path for <${name}>; the local stack knows no variables of AWS's own`,
      );
  return (event) => {
    const filled = fillIn(template, (name) => valueAt(event, paths[name] ?? '$'));
    try {
      JSON.parse(filled);
    } catch (cause) {
      throw new LocalStackError(`${place}.InputTransformer makes no JSON: ${filled}`, { cause });
    }
    return filled;
  };
};
