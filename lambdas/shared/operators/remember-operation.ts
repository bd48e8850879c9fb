import type { UpdateParts } from '../claims/update-parts.ts';
import type { AudienceItem } from '../domain/audience-item.ts';

/**
 * Part of each write of an operator to an audience's item. Where the answer to it is lost, the SDK repeats it, and its own
 * condition does not hold any more. What else it wrote may be overwritten by an import that has ended meanwhile; the ID of
 * the operation is not. Whoever finds its ID in the item is done, and does not act again on what came after.
 */
export const rememberOperation = (id: string): UpdateParts => ({
  set: ['#operation = :operation'],
  names: { '#operation': 'operation' },
  values: { ':operation': id },
});

/** On condition that no operator has written to the item since it was read. */
export const noOtherOperation = ({ operation }: Pick<AudienceItem, 'operation'>): UpdateParts =>
  operation === undefined
    ? { conditions: ['attribute_not_exists(#operation)'] }
    : { conditions: ['#operation = :lastOperation'], values: { ':lastOperation': operation } };
