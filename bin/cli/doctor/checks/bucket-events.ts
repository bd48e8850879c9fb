import type { Check } from '../check.ts';
import { notApplicable, ok, type Verdict, warning } from '../finding.ts';
import type { Patient } from '../ports.ts';
import { bucketOf, noBucketYet } from './bucket.ts';

export const judgeBucketEvents = (bucket: string, sendsEvents: boolean): Verdict =>
  sendsEvents
    ? ok(`${bucket} sends its events to EventBridge: files are looked for within seconds`)
    : warning(
        `${bucket} sends no events to EventBridge: files are only looked for every ten minutes`,
        'Switch it on: S3 console -> the bucket -> Properties -> Amazon EventBridge, or as docs/operations.md says, ' +
          '"An existing bucket"',
      );

/** By what the stack is, or is to be. */
const isTold = ({ stack, settings }: Patient): boolean =>
  stack ? stack.newsQueueUrl !== undefined : settings.trigger === 'events';

export const bucketEvents: Check = {
  name: 'bucket-events',
  rights: ['s3:GetBucketNotification'],
  run: async (patient) => {
    if (patient.isLocal) return [notApplicable('the folder is watched')];
    if (!isTold(patient))
      return [notApplicable('files are looked for every ten minutes: "trigger" is "schedule"')];
    const name = bucketOf(patient);
    return [
      name === undefined
        ? noBucketYet
        : judgeBucketEvents(name, await patient.look.sendsEvents(name)),
    ];
  },
};
