import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict, warning } from '../finding.ts';
import type { BucketEvents, Patient } from '../ports.ts';
import { bucketOf, noBucketYet } from './bucket.ts';

export const judgeBucketEvents = (bucket: string, events: BucketEvents): Verdict => {
  switch (events) {
    case 'sent':
      return ok(`${bucket} sends its events to EventBridge: files are looked for within seconds`);
    case 'not-sent':
      return warning(
        `${bucket} sends no events to EventBridge: files are only looked for every ten minutes`,
        'Switch it on: S3 console -> the bucket -> Properties -> Amazon EventBridge, or as docs/operations.md says, ' +
          '"An existing bucket"',
      );
    case 'sent-elsewhere':
      return missing(
        `${bucket} is in another account, to whose event bus its events go: files are only looked for every ten minutes`,
        'Deploy without "trigger", or use a bucket of this account',
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
      return [
        notApplicable(
          isLocal
            ? 'the local stack is not told of files: they are found at the next tick, or by "scan"'
            : 'files are looked for every ten minutes: "trigger" is "schedule"',
        ),
      ];
    if (isLocal) return [notApplicable('the folder is watched')];
    const name = bucketOf(patient);
    if (name === undefined) return [noBucketYet];
    const account = stack?.newsQueueUrl === undefined ? undefined : accountOf(stack.newsQueueUrl);
    return [judgeBucketEvents(name, await look.bucketEvents(name, account))];
  },
};
