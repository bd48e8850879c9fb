import { validationError } from '../errors.ts';

/** Names, `#names`, `:values`, numbers, comparators, and single characters. */
const pattern = /\s*(?:([#:]?[A-Za-z_]\w*|[#:]\w+|\d+|<>|<=|>=|[=<>()[\].,+-])|(\S))/y;

export const endOfText = '<EOF>';

/** Reads an expression's tokens one by one. */
export interface Tokens {
  /** the one that comes next */
  peek: () => string;
  peekSecond: () => string;
  next: () => string;
  /** Takes the next one if it is this one, in whatever case. */
  accept: (token: string) => boolean;
  /** @throws ServiceError when it is another one */
  expect: (token: string) => void;
  /** at the token that comes next */
  syntaxError: () => Error;
}

/** @param kind of the expression, for errors */
export const tokenize = (text: string, kind: string): Tokens => {
  const tokens: string[] = [];
  const errorAt = (index: number): Error =>
    validationError(
      `Invalid ${kind}: Syntax error; token: "${tokens[index] ?? endOfText}", near: "${tokens
        .slice(Math.max(0, index - 1), index + 2)
        .join(' ')}"`,
    );

  if (text === '') throw validationError(`Invalid ${kind}: The expression can not be empty;`);
  pattern.lastIndex = 0;
  for (let match; (match = pattern.exec(text)) !== null;) {
    const [, token, stray] = match;
    tokens.push(token ?? stray ?? '');
    if (stray !== undefined) throw errorAt(tokens.length - 1);
  }

  let position = 0;
  const peek = (): string => tokens[position] ?? endOfText;
  const accept = (token: string): boolean => {
    const isNext = peek().toUpperCase() === token;
    if (isNext) position += 1;
    return isNext;
  };
  return {
    peek,
    peekSecond: () => tokens[position + 1] ?? endOfText,
    next: () => {
      const token = peek();
      position += 1;
      return token;
    },
    accept,
    expect: (token) => {
      if (!accept(token)) throw errorAt(position);
    },
    syntaxError: () => errorAt(position),
  };
};
