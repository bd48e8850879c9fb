import { validationError } from '../errors.ts';
import { assertOperands } from './assert-operands.ts';
import type { Comparator, Condition, Operand, Path } from './ast.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { isName, parsePath } from './parse-path.ts';
import { endOfText, tokenize } from './tokens.ts';

const comparators: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

/** @param kind ConditionExpression, FilterExpression or KeyConditionExpression @throws ServiceError */
export const parseCondition = (
  text: string,
  scope: ExpressionScope,
  kind = 'ConditionExpression',
): Condition => {
  const tokens = tokenize(text, kind);
  /** Conditions that stood in parentheses: another pair around them would say nothing. */
  const enclosed = new Set<Condition>();

  const parseOr = (): Condition => {
    let condition = parseAnd();
    while (tokens.accept('OR')) condition = { type: 'or', parts: [condition, parseAnd()] };
    return condition;
  };

  const parseAnd = (): Condition => {
    let condition = parseNot();
    while (tokens.accept('AND')) condition = { type: 'and', parts: [condition, parseNot()] };
    return condition;
  };

  const parseNot = (): Condition =>
    tokens.accept('NOT') ? { type: 'not', part: parseNot() } : parsePrimary();

  const parsePrimary = (): Condition => {
    if (tokens.accept('(')) {
      const condition = parseOr();
      tokens.expect(')');
      if (enclosed.has(condition))
        throw validationError(`Invalid ${kind}: The expression has redundant parentheses;`);
      enclosed.add(condition);
      return condition;
    }
    const isFunction = tokens.peekSecond() === '(' && tokens.peek() !== 'size';
    const condition = isFunction ? parseFunction() : parseComparison();
    assertOperands(condition, kind);
    return condition;
  };

  const parseComparison = (): Condition => {
    const left = parseOperand();
    if (tokens.accept('BETWEEN')) {
      const low = parseOperand();
      tokens.expect('AND');
      return { type: 'between', operand: left, low, high: parseOperand() };
    }
    if (tokens.accept('IN')) {
      tokens.expect('(');
      return { type: 'in', operand: left, list: parseList() };
    }
    if (!comparators.has(tokens.peek())) throw tokens.syntaxError();
    const comparator = tokens.next() as Comparator;
    return { type: 'compare', comparator, left, right: parseOperand() };
  };

  const parseOperand = (): Operand => {
    const token = tokens.peek();
    if (token.startsWith(':')) return { type: 'value', value: scope.valueOf(tokens.next(), kind) };
    if (token === 'size' && tokens.peekSecond() === '(') {
      tokens.next();
      tokens.next();
      const path = pathOf('size', parseOperand());
      tokens.expect(')');
      return { type: 'size', path };
    }
    if (!isName(token)) throw tokens.syntaxError();
    return { type: 'path', path: parsePath(tokens, scope, kind) };
  };

  /** Of what stands between parentheses, of which the first is read already. */
  const parseList = (): Operand[] => {
    const list = [parseOperand()];
    while (tokens.accept(',')) list.push(parseOperand());
    tokens.expect(')');
    return list;
  };

  const parseFunction = (): Condition => {
    const name = tokens.next();
    tokens.next();
    const [first, second, ...more] = parseList();
    const count = (second ? 2 : 1) + more.length;
    const assertCount = (expected: number): void => {
      if (count !== expected)
        throw validationError(
          `Invalid ${kind}: Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
        );
    };
    switch (name) {
      case 'attribute_exists':
      case 'attribute_not_exists':
        assertCount(1);
        return { type: name, path: pathOf(name, first!) };
      case 'attribute_type': {
        assertCount(2);
        const type = second?.type === 'value' && 'S' in second.value ? second.value.S : '';
        return { type: name, path: pathOf(name, first!), valueType: type };
      }
      case 'begins_with':
      case 'contains':
        assertCount(2);
        return { type: name, operand: first!, part: second! };
      default:
        throw validationError(`Invalid ${kind}: Invalid function name; function: ${name}`);
    }
  };

  const pathOf = (name: string, operand: Operand): Path => {
    if (operand.type !== 'path')
      throw validationError(
        `Invalid ${kind}: Operator or function requires a document path; operator or function: ${name}`,
      );
    return operand.path;
  };

  const condition = parseOr();
  if (tokens.peek() !== endOfText) throw tokens.syntaxError();
  return condition;
};
