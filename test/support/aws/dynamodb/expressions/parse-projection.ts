import { validationError } from '../errors.ts';
import type { Path } from './ast.ts';
import { assertNoOverlap } from './assert-no-overlap.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { parsePath } from './parse-path.ts';
import { endOfText, tokenize } from './tokens.ts';

const kind = 'ProjectionExpression';

/** @returns undefined for none: whole items @throws ServiceError */
export const parseProjection = (
  text: string | undefined,
  scope: ExpressionScope,
): readonly Path[] | undefined => {
  if (text === undefined) return undefined;
  const tokens = tokenize(text, kind);
  const paths = [parsePath(tokens, scope, kind)];
  while (tokens.accept(',')) paths.push(parsePath(tokens, scope, kind));
  if (tokens.peek() !== endOfText) throw tokens.syntaxError();
  if (paths.length > 1000) throw validationError('a projection with more than 1000 paths');
  assertNoOverlap(paths, kind);
  return paths;
};
