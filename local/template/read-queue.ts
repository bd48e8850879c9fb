import type { z } from 'zod';
import type { queueKind } from './kinds.ts';
import type { QueueModel } from './stack-model.ts';

type Properties = z.infer<typeof queueKind.properties>;

export const readQueue = (
  { RedrivePolicy: redrive, ...properties }: Properties,
  identity: Pick<QueueModel, 'name' | 'url' | 'arn'>,
): QueueModel => ({
  ...identity,
  visibilitySeconds: properties.VisibilityTimeout,
  deadLetterArn: redrive?.deadLetterTargetArn,
  attributes: {
    ...Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => name !== 'QueueName')
        .map(([name, value]) => [name, String(value)]),
    ),
    ...(redrive && { RedrivePolicy: JSON.stringify(redrive) }),
  },
});
