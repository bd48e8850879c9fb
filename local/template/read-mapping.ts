import type { z } from 'zod';
import { LocalStackError } from '../errors.ts';
import { findFunction } from './find-function.ts';
import type { eventSourceMappingKind } from './kinds.ts';
import type { MappingModel, StackModel } from './stack-model.ts';

type Properties = z.infer<typeof eventSourceMappingKind.properties>;

/** @throws LocalStackError for a mapping that Lambda would refuse to create */
export const readMapping = (
  properties: Properties,
  logicalId: string,
  { queues, functions }: Pick<StackModel, 'queues' | 'functions'>,
): MappingModel => {
  const queue = queues.find(({ arn }) => arn === properties.EventSourceArn);
  if (queue === undefined)
    throw new LocalStackError(
      `${logicalId}.EventSourceArn: ${properties.EventSourceArn} is not a queue of this stack`,
    );
  const target = findFunction(functions, properties.FunctionName, `${logicalId}.FunctionName`);
  if (queue.visibilitySeconds < target.timeoutSeconds)
    throw new LocalStackError(
      `${logicalId}: Lambda refuses a queue whose visibility (${queue.visibilitySeconds} s) is shorter ` +
        `than the timeout of its function (${target.timeoutSeconds} s)`,
    );
  return {
    queue,
    function: target,
    batchSize: properties.BatchSize,
    maximumConcurrency: properties.ScalingConfig?.MaximumConcurrency,
    reportsBatchItemFailures: properties.FunctionResponseTypes.length > 0,
  };
};
