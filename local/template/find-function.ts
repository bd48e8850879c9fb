import { LocalStackError } from '../errors.ts';
import type { FunctionModel } from './stack-model.ts';

/** @throws LocalStackError if neither a name nor an ARN of a function is meant */
export const findFunction = (
  functions: readonly FunctionModel[],
  nameOrArn: string,
  place: string,
): FunctionModel => {
  const found = functions.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
  if (found === undefined)
    throw new LocalStackError(`${place}: ${nameOrArn} is not a function of this stack`);
  return found;
};
