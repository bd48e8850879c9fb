import { validationError } from '../errors.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { parseValue } from '../values/parse-value.ts';

export interface ExpressionInput {
  ExpressionAttributeNames?: Readonly<Record<string, string>>;
  ExpressionAttributeValues?: Item;
}

/** What the `#names` and `:values` of one request stand for, and which of them its expressions have used. */
export interface ExpressionScope {
  /** @param kind of the expression, for the error: `ConditionExpression` */
  nameOf: (placeholder: string, kind: string) => string;
  valueOf: (placeholder: string, kind: string) => AttributeValue;
  /** To be called when all expressions are parsed. @throws ServiceError when one was never used */
  assertAllUsed: () => void;
}

export const createScope = ({
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: values,
}: ExpressionInput): ExpressionScope => {
  assertWellNamed('Names', '#', names);
  assertWellNamed('Values', ':', values);
  const parsed = new Map(
    Object.entries(values ?? {}).map(([placeholder, value]) => {
      try {
        return [placeholder, parseValue(value)];
      } catch (error) {
        throw validationError(
          `ExpressionAttributeValues contains invalid value: ${(error as Error).message} for key ${placeholder}`,
        );
      }
    }),
  );
  const used = new Set<string>();

  const assertUsed = (what: 'Names' | 'Values', placeholders: readonly string[]): void => {
    const unused = placeholders.filter((placeholder) => !used.has(placeholder));
    if (unused.length > 0)
      throw validationError(
        `Value provided in ExpressionAttribute${what} unused in expressions: keys: {${unused.join(', ')}}`,
      );
  };

  return {
    nameOf: (placeholder, kind) => {
      const name = names?.[placeholder];
      if (name === undefined)
        throw validationError(
          `Invalid ${kind}: An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
        );
      used.add(placeholder);
      return name;
    },
    valueOf: (placeholder, kind) => {
      const value = parsed.get(placeholder);
      if (value === undefined)
        throw validationError(
          `Invalid ${kind}: An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
        );
      used.add(placeholder);
      return value;
    },
    assertAllUsed: () => {
      assertUsed('Names', Object.keys(names ?? {}));
      assertUsed('Values', Object.keys(values ?? {}));
    },
  };
};

const assertWellNamed = (
  what: 'Names' | 'Values',
  sigil: '#' | ':',
  map: Readonly<Record<string, unknown>> | undefined,
): void => {
  if (map === undefined) return;
  const placeholders = Object.keys(map);
  if (placeholders.length === 0)
    throw validationError(`ExpressionAttribute${what} must not be empty`);
  const wrong = placeholders.find((placeholder) => !new RegExp(`^${sigil}\\w+$`).test(placeholder));
  if (wrong !== undefined)
    throw validationError(
      `ExpressionAttribute${what} contains invalid key: Syntax error; key: "${wrong}"`,
    );
};
