import { z } from 'zod';
import { isArray, isObject } from '../json.ts';
import { leafMatcher, type LeafMatcher } from './leaf-matchers.ts';
import { LocalStackError } from '../errors.ts';

/** Does an event, as a target gets it, match? */
export type EventPattern = (event: unknown) => boolean;

const patternSchema = z.record(z.string(), z.unknown());

/** The values that a field has for a pattern: none, its own, or those of its list. An object has no value. */
const valuesOf = (value: unknown): readonly unknown[] => {
  if (value === undefined || isObject(value)) return [];
  return isArray(value) ? value.flatMap(valuesOf) : [value];
};

const leaf = (matchers: readonly LeafMatcher[]): EventPattern => {
  return (value) => {
    const values = valuesOf(value);
    return matchers.some((matches) => matches(values));
  };
};

/** Of a list of objects, one has to match whole. */
const branch = (fields: readonly (readonly [string, EventPattern])[]): EventPattern => {
  const matches: EventPattern = (value) => {
    if (isArray(value)) return value.some(matches);
    const object = isObject(value) ? value : {};
    return fields.every(([name, ofField]) => ofField(object[name]));
  };
  return matches;
};

const parse = (pattern: unknown, place: string): EventPattern => {
  if (isArray(pattern)) {
    if (pattern.length === 0) throw new LocalStackError(`${place}: an empty list matches nothing`);
    return leaf(pattern.map((item, index) => leafMatcher(item, `${place}[${index}]`)));
  }
  const object = patternSchema.safeParse(pattern);
  if (!object.success)
    throw new LocalStackError(
      `${place}: expected a list of values or an object, found ${JSON.stringify(pattern)}`,
    );
  const entries = Object.entries(object.data);
  if (entries.length === 0) throw new LocalStackError(`${place}: an empty pattern`);
  return branch(
    entries.map(([name, inner]) => {
      if (name.startsWith('$'))
        throw new LocalStackError(`${place}: the local stack does not understand ${name}`);
      return [name, parse(inner, `${place}.${name}`)] as const;
    }),
  );
};

/**
 * EventBridge's patterns: every field that is named has to match, by one of the values in its list.
 *
 * @param place where the pattern stands, for errors: `MyRule.EventPattern`
 * @throws LocalStackError naming the operator, or what is no pattern
 */
export const parseEventPattern = (pattern: unknown, place: string): EventPattern => {
  if (isArray(pattern)) throw new LocalStackError(`${place}: expected an object, found a list`);
  return parse(pattern, place);
};
