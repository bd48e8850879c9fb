import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict, warning } from '../finding.ts';
import type { BucketEvents, Patient } from '../ports.ts';
import { bucketOf, noBucketYet } from './bucket.ts';

export const judgeBucketEvents = (bucket: string, events: BucketEvents): Verdict => {
  switch (events) {
    case 'sent':
      return ok((say) => say.bucketEvents.sent(bucket));
    case 'not-sent':
      return warning(
        (say) => say.bucketEvents.notSent(bucket),
        (say) => say.bucketEvents.doSend,
      );
    case 'sent-elsewhere':
      return missing(
        (say) => say.bucketEvents.sentElsewhere(bucket),
        (say) => say.bucketEvents.doWithout,
      );
  }
};

/** By what the stack is, or is to be. */
const isTold = ({ stack, settings }: Patient): boolean =>
  stack ? stack.newsQueueUrl !== undefined : settings.trigger === 'events';

/** `https://sqs.eu-west-1.amazonaws.com/123456789012/News` */
const accountOf = (queueUrl: string): string | undefined =>
  /^\/(\d{12})\//.exec(new URL(queueUrl).pathname)?.[1];

export const bucketEvents: Check = {
  name: 'bucket-events',
  rights: ['s3:GetBucketNotification'],
  run: async (patient) => {
    const { isLocal, stack, look } = patient;
    if (!isTold(patient))
      return [notApplicable(({ bucketEvents: say }) => (isLocal ? say.localUntold : say.untold))];
    if (isLocal) return [notApplicable((say) => say.bucketEvents.isLocal)];
    const name = bucketOf(patient);
    if (name === undefined) return [noBucketYet];
    const account = stack?.newsQueueUrl === undefined ? undefined : accountOf(stack.newsQueueUrl);
    return [judgeBucketEvents(name, await look.bucketEvents(name, account))];
  },
};
