import type { MiddlewareStack } from '@smithy/types';
import { isThrottled } from './is-throttled.ts';
import { TableThrottledError } from './table-throttled-error.ts';

/**
 * Lets a command end with TableThrottledError as soon as DynamoDB refuses it. The SDK would repeat it four times by itself,
 * with as many calls side by side as before, and then give up.
 */
export const refuseAtOnce = <Input extends object, Output extends object, Command>(
  command: Command & { readonly middlewareStack: MiddlewareStack<Input, Output> },
): Command => {
  command.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        throw isThrottled(error) ? new TableThrottledError(error.message, { cause: error }) : error;
      }
    },
    // Low: below the SDK's retries, above what tells an error by its answer. Override: the stack of a document client's command is
    // put together from the command's own twice.
    { step: 'finalizeRequest', priority: 'low', name: 'refuseAtOnce', override: true },
  );
  return command;
};
