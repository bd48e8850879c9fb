import { validationError } from '../errors.ts';
import type { Path } from './ast.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { isReserved } from './reserved-words.ts';
import type { Tokens } from './tokens.ts';

export const isName = (token: string): boolean => /^#|^[A-Za-z_]/.test(token);

/** @throws ServiceError */
export const parsePath = (tokens: Tokens, scope: ExpressionScope, kind: string): Path => {
  const path: (string | number)[] = [parseName(tokens, scope, kind)];
  for (;;)
    if (tokens.accept('.')) path.push(parseName(tokens, scope, kind));
    else if (tokens.accept('[')) {
      if (!/^\d+$/.test(tokens.peek())) throw tokens.syntaxError();
      path.push(Number(tokens.next()));
      tokens.expect(']');
    } else return path;
};

const parseName = (tokens: Tokens, scope: ExpressionScope, kind: string): string => {
  const token = tokens.peek();
  if (!isName(token)) throw tokens.syntaxError();
  tokens.next();
  if (token.startsWith('#')) return scope.nameOf(token, kind);
  if (isReserved(token))
    throw validationError(
      `Invalid ${kind}: Attribute name is a reserved keyword; reserved keyword: ${token}`,
    );
  return token;
};
