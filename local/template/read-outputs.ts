import type { Template } from './assembly.ts';
import { kindsWithoutEffect } from './kinds.ts';
import { resolveValue, type References } from './resolve.ts';

/** Does this part of a template refer to one of these logical IDs? */
const mentions = (value: unknown, logicalIds: ReadonlySet<string>): boolean => {
  if (typeof value === 'string')
    return logicalIds.has(value) || logicalIds.has(value.split('.')[0] ?? '');
  return typeof value === 'object' && value !== null
    ? Object.values(value).some((item) => mentions(item, logicalIds))
    : false;
};

/**
 * CloudFormation outputs by name, without those about things that have no effect here (an alarm's topic):
 * the command and the local stack need none of these.
 *
 * @throws LocalStackError for an output that cannot be resolved
 */
export const readOutputs = (
  { Outputs, Resources }: Template,
  references: References,
): Record<string, string> => {
  const absent = new Set(
    Object.keys(Resources).filter((id) => kindsWithoutEffect.has(Resources[id]?.Type ?? '')),
  );
  return Object.fromEntries(
    Object.entries(Outputs)
      .filter(([, { Value }]) => !mentions(Value, absent))
      .map(([name, { Value }]) => [
        name,
        String(resolveValue(Value, references, `output ${name}`)),
      ]),
  );
};
