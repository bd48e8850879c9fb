import type { AttributeValue } from '../values/attribute-value.ts';

/** Attribute names and list indexes, from the item downwards; never empty. */
export type Path = readonly (string | number)[];

export type Operand =
  | { type: 'path'; path: Path }
  | { type: 'value'; value: AttributeValue }
  | { type: 'size'; path: Path };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Condition =
  | { type: 'and' | 'or'; parts: readonly [Condition, Condition] }
  | { type: 'not'; part: Condition }
  | { type: 'compare'; comparator: Comparator; left: Operand; right: Operand }
  | { type: 'between'; operand: Operand; low: Operand; high: Operand }
  | { type: 'in'; operand: Operand; list: readonly Operand[] }
  | { type: 'attribute_exists' | 'attribute_not_exists'; path: Path }
  | { type: 'attribute_type'; path: Path; valueType: string }
  | { type: 'begins_with' | 'contains'; operand: Operand; part: Operand };

export type SetOperand =
  | { type: 'path'; path: Path }
  | { type: 'value'; value: AttributeValue }
  | { type: 'if_not_exists'; path: Path; otherwise: SetOperand }
  | { type: 'list_append'; lists: readonly [SetOperand, SetOperand] }
  | { type: 'plus' | 'minus'; operands: readonly [SetOperand, SetOperand] };

export interface Update {
  set: readonly { path: Path; operand: SetOperand }[];
  remove: readonly Path[];
}

/** As error messages show it: `[source, etag]`. */
export const showPath = (path: Path): string =>
  `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;
