import { LocalStackError } from '../errors.ts';
import { isArray, isObject } from '../json.ts';

/** What the intrinsic functions of a template can point at. `undefined`: there is no such thing here. */
export interface References {
  /** `Ref`: a logical ID, a parameter or a pseudo parameter */
  ref: (name: string) => string | undefined;
  /** `Fn::GetAtt` */
  attribute: (logicalId: string, attribute: string) => string | undefined;
}

interface Scope {
  references: References;
  /** resource and property, for the reader of an error */
  place: string;
}

const refuse = ({ place }: Scope, reason: string): LocalStackError =>
  new LocalStackError(`${place}: ${reason}`);

const resolveText = (value: unknown, scope: Scope): string => {
  const text = resolveIn(value, scope);
  if (typeof text === 'string') return text;
  if (typeof text === 'number') return String(text);
  throw refuse(scope, `expected a text, found ${JSON.stringify(text)}`);
};

const resolveList = (value: unknown, scope: Scope): readonly unknown[] => {
  const list = resolveIn(value, scope);
  if (isArray(list)) return list;
  throw refuse(scope, `expected a list, found ${JSON.stringify(list)}`);
};

/** The arguments of a function that takes a list of them. */
const argumentsOf = (value: unknown, count: number, scope: Scope): readonly unknown[] => {
  if (isArray(value) && value.length === count) return value;
  throw refuse(scope, `expected ${count} arguments, found ${JSON.stringify(value)}`);
};

const resolveRef = (name: string, scope: Scope): string | undefined => {
  if (name === 'AWS::NoValue') return undefined;
  const value = scope.references.ref(name);
  if (value === undefined)
    throw refuse(scope, `Ref to ${name}, which the local stack does not create`);
  return value;
};

const resolveAttribute = (path: string, scope: Scope): string => {
  const [logicalId = '', ...rest] = path.split('.');
  const value = scope.references.attribute(logicalId, rest.join('.'));
  if (value === undefined)
    throw refuse(scope, `Fn::GetAtt of ${path}, which the local stack does not know`);
  return value;
};

const substitute = (text: string, own: Readonly<Record<string, unknown>>, scope: Scope): string =>
  text.replaceAll(/\$\{([^}]+)\}/g, (whole, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (name in own) return resolveText(own[name], scope);
    return (name.includes('.') ? resolveAttribute(name, scope) : resolveRef(name, scope)) ?? whole;
  });

const intrinsics: Readonly<Record<string, (argument: unknown, scope: Scope) => unknown>> = {
  Ref: (argument, scope) => resolveRef(resolveText(argument, scope), scope),
  'Fn::GetAtt': (argument, scope) =>
    resolveAttribute(isArray(argument) ? argument.join('.') : resolveText(argument, scope), scope),
  'Fn::Join': (argument, scope) => {
    const [separator, list] = argumentsOf(argument, 2, scope);
    return resolveList(list, scope)
      .map((item) => resolveText(item, scope))
      .join(resolveText(separator, scope));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = argumentsOf(argument, 2, scope);
    return resolveText(text, scope).split(resolveText(separator, scope));
  },
  'Fn::Select': (argument, scope) => {
    const [index, list] = argumentsOf(argument, 2, scope);
    const item = resolveList(list, scope)[Number(resolveText(index, scope))];
    if (item === undefined) throw refuse(scope, 'Fn::Select beyond the end of its list');
    return item;
  },
  'Fn::Sub': (argument, scope) => {
    if (!isArray(argument)) return substitute(resolveText(argument, scope), {}, scope);
    const [text, own] = argumentsOf(argument, 2, scope);
    if (!isObject(own)) throw refuse(scope, 'Fn::Sub with a second argument that is no map');
    return substitute(resolveText(text, scope), own, scope);
  },
};

const isIntrinsic = (name: string): boolean => name === 'Ref' || name.startsWith('Fn::');

/** `undefined` for AWS::NoValue, which removes the property or the list's item. */
const resolveIn = (value: unknown, scope: Scope): unknown => {
  if (isArray(value))
    return value
      .map((item, index) => resolveIn(item, { ...scope, place: `${scope.place}[${index}]` }))
      .filter((item) => item !== undefined);
  if (!isObject(value)) return value;

  const entries = Object.entries(value);
  const [first] = entries;
  if (first !== undefined && entries.length === 1 && isIntrinsic(first[0])) {
    const intrinsic = intrinsics[first[0]];
    if (intrinsic === undefined)
      throw refuse(scope, `${first[0]} is not understood (local/template/resolve.ts)`);
    return intrinsic(first[1], scope);
  }
  return Object.fromEntries(
    entries
      .map(([name, item]) => [name, resolveIn(item, { ...scope, place: `${scope.place}.${name}` })])
      .filter(([, item]) => item !== undefined),
  );
};

/**
 * Replaces the intrinsic functions in a part of a template by what they stand for.
 *
 * @param place where in the template, for errors: `Importer.Environment`
 * @throws LocalStackError naming the place, for a function or a reference that is not understood
 */
export const resolveValue = (value: unknown, references: References, place: string): unknown =>
  resolveIn(value, { references, place });
