import { NotSimulatedError } from '../../not-simulated-error.ts';
import { validationError } from '../errors.ts';
import { type AttributeValue, typeOf } from '../values/attribute-value.ts';
import type { Path, SetOperand, Update } from './ast.ts';
import { assertNoOverlap } from './assert-no-overlap.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { isName, parsePath } from './parse-path.ts';
import { endOfText, tokenize } from './tokens.ts';

const kind = 'UpdateExpression';

/** @throws ServiceError */
export const parseUpdate = (text: string, scope: ExpressionScope): Update => {
  const tokens = tokenize(text, kind);
  const set: { path: Path; operand: SetOperand }[] = [];
  const remove: Path[] = [];
  const seen = new Set<string>();

  const parseAction = (): void => {
    const path = parsePath(tokens, scope, kind);
    tokens.expect('=');
    const left = parseOperand();
    const operator = tokens.accept('+') ? 'plus' : tokens.accept('-') ? 'minus' : undefined;
    if (!operator) {
      set.push({ path, operand: left });
      return;
    }
    const operands = [left, parseOperand()] as const;
    for (const operand of operands) assertOperand(operator === 'plus' ? '+' : '-', operand, 'N');
    set.push({ path, operand: { type: operator, operands } });
  };

  const parseOperand = (): SetOperand => {
    const token = tokens.peek();
    if (token.startsWith(':')) return { type: 'value', value: scope.valueOf(tokens.next(), kind) };
    if (!isName(token)) throw tokens.syntaxError();
    return tokens.peekSecond() === '('
      ? parseFunction()
      : { type: 'path', path: parsePath(tokens, scope, kind) };
  };

  const parseFunction = (): SetOperand => {
    const name = tokens.next();
    tokens.expect('(');
    const first = parseOperand();
    tokens.expect(',');
    const second = parseOperand();
    tokens.expect(')');
    if (name === 'if_not_exists') {
      if (first.type === 'path')
        return { type: 'if_not_exists', path: first.path, otherwise: second };
      throw validationError(
        `Invalid ${kind}: Operator or function requires a document path; operator or function: ${name}`,
      );
    }
    if (name !== 'list_append')
      throw validationError(`Invalid ${kind}: Invalid function name; function: ${name}`);
    for (const operand of [first, second]) assertOperand(name, operand, 'L');
    return { type: 'list_append', lists: [first, second] };
  };

  do {
    const section = tokens.peek().toUpperCase();
    if (section === 'ADD' || section === 'DELETE')
      throw new NotSimulatedError(`${section} of an UpdateExpression`);
    if (section !== 'SET' && section !== 'REMOVE') throw tokens.syntaxError();
    tokens.next();
    if (seen.has(section))
      throw validationError(
        `Invalid ${kind}: The "${section}" section can only be used once in an update expression;`,
      );
    seen.add(section);
    do
      if (section === 'SET') parseAction();
      else remove.push(parsePath(tokens, scope, kind));
    while (tokens.accept(','));
  } while (tokens.peek() !== endOfText);

  assertNoOverlap([...set.map(({ path }) => path), ...remove], kind);
  return { set, remove };
};

const assertOperand = (operator: string, operand: SetOperand, type: 'N' | 'L'): void => {
  if (operand.type === 'value' && typeOf(operand.value) !== type)
    throw validationError(
      `Invalid ${kind}: Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${nameOf(operand.value)}`,
    );
};

const nameOf = (value: AttributeValue): string => typeOf(value);
