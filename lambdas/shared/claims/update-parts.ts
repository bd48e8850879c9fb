import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';

/** Clauses of an update expression, and what they refer to. */
export interface UpdateParts {
  set?: readonly string[];
  remove?: readonly string[];
  /** all of which have to hold */
  conditions?: readonly string[];
  names?: Readonly<Record<string, string>>;
  values?: Readonly<NonNullable<UpdateCommandInput['ExpressionAttributeValues']>>;
}

export const joinParts = (parts: readonly UpdateParts[]): Required<UpdateParts> =>
  parts.reduce<Required<UpdateParts>>(
    (joined, { set = [], remove = [], conditions = [], names, values }) => ({
      set: [...joined.set, ...set],
      remove: [...joined.remove, ...remove],
      conditions: [...joined.conditions, ...conditions],
      names: { ...joined.names, ...names },
      values: { ...joined.values, ...values },
    }),
    { set: [], remove: [], conditions: [], names: {}, values: {} },
  );

export const toExpression = ({ set = [], remove = [] }: UpdateParts): string =>
  [
    ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
    ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
  ].join(' ');
