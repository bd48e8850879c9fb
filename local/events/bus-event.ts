import { randomUUID } from 'node:crypto';
import { accountId, region } from '../template/physical-names.ts';

/** What somebody says to the event bus. */
export interface Occurrence {
  /** `aws.s3`, `audience-import` */
  source: string;
  /** `Object Created` */
  detailType: string;
  /** a JSON object */
  detail: unknown;
  /** ARNs of what it is about. @default none */
  resources?: readonly string[] | undefined;
  /** @default now */
  time?: Date | undefined;
}

/** An event as a rule matches it and as its targets get it. */
export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** in whole seconds, as AWS gives it */
  time: string;
  region: string;
  resources: readonly string[];
  detail: unknown;
}

const inSeconds = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

export const busEvent = ({
  source,
  detailType,
  detail,
  resources = [],
  time = new Date(),
}: Occurrence): BusEvent => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source,
  account: accountId,
  time: inSeconds(time),
  region,
  resources,
  detail,
});
