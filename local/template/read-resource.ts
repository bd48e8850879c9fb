import { z } from 'zod';
import { LocalStackError } from '../errors.ts';
import type { TemplateResource } from './assembly.ts';
import type { Kind } from './kinds.ts';
import { resolveValue, type References } from './resolve.ts';

/**
 * The resolved, checked properties of one resource.
 *
 * @throws LocalStackError naming resource and property: unknown, unresolvable or of the wrong shape
 */
export const readResource = <Shape extends z.ZodRawShape>(
  kind: Kind<Shape>,
  logicalId: string,
  resource: TemplateResource,
  references: References,
): z.infer<z.ZodObject<Shape>> => {
  if (resource.Condition !== undefined)
    throw new LocalStackError(`${logicalId}: the local stack does not evaluate conditions`);

  const known = Object.keys(kind.properties.shape);
  const unknown = Object.keys(resource.Properties).filter(
    (name) => !known.includes(name) && !kind.withoutEffect.includes(name),
  );
  if (unknown.length > 0)
    throw new LocalStackError(
      `${logicalId} (${kind.type}): the local stack does not imitate ${unknown.join(', ')}. ` +
        'Imitate it, or say in local/template/kinds.ts that it has no effect on one machine.',
    );

  const resolved = Object.fromEntries(
    known
      .filter((name) => name in resource.Properties)
      .map((name) => [
        name,
        resolveValue(resource.Properties[name], references, `${logicalId}.${name}`),
      ]),
  );
  const parsed = kind.properties.safeParse(resolved);
  if (!parsed.success)
    throw new LocalStackError(`${logicalId} (${kind.type}): ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};
