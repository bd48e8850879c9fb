import type { UnitPrices } from '../../../lambdas/shared/domain/prices.ts';
import { days, itemBytes } from './costs-at-rest.ts';
import { servicePrices as prices } from './service-prices.ts';

/** What the imports of a month came to. */
export interface ImportsOfMonth {
  /** that they are of */
  audiences: number;
  imports: number;
  /** for users, and to compare with what was live */
  readUnits: number;
  /** for members */
  writeUnits: number;
  /** that the importer was at work; of files that share a reading, each a part of it */
  seconds: number;
  /** to administrators */
  mails: number;
  /** of an audience's item; by default that of a list that is refreshed once a day */
  itemBytes?: number;
}

export const costsOfImportsKeys = [
  'users',
  'members',
  'collecting',
  'importing',
  'bookkeeping',
  'messages',
  'mails',
] as const;
export type CostOfImports = (typeof costsOfImportsKeys)[number];

/** Of the importer. */
const gigabytes = 3008 / 1024;
/** To find what is deleted, as a part of what deleting it costs. */
const toFind = 0.05;
/**
 * Writes to an audience's item: what the scan saw, that it was sent, the claim, the end, and that the event was told. A test counts
 * them.
 */
export const itemWrites = 5;
/** The collector marks what was replaced in an hour by one write, and strikes it off by another. */
const collectorWrites = 2;
const collectorRuns = 24 * days;
/** Of the record of the import, and of the index of what is to be told. */
const otherWriteUnits = 4;
const itemReads = 6;
/** Sent, received and deleted; once each, as for a file that shares its message with no other. */
const queueRequests = 3;

/** Dollars a month, by what they are paid for, on top of what is paid while no file changes. */
export const costsOfImports = (
  {
    audiences,
    imports,
    readUnits,
    writeUnits,
    seconds,
    mails,
    itemBytes: bytes = itemBytes,
  }: ImportsOfMonth,
  units: Pick<UnitPrices, 'readUnit' | 'writeUnit'>,
): Record<CostOfImports, number> => {
  const collections = Math.min(imports, audiences * collectorRuns);
  const writes = imports * itemWrites + collections * collectorWrites;
  return {
    users: readUnits * units.readUnit,
    members: writeUnits * units.writeUnit,
    // All that is written is deleted some day.
    collecting: writeUnits * (1 + toFind) * units.writeUnit,
    importing: imports * prices.lambdaRequest + seconds * gigabytes * prices.lambdaGbSecond,
    bookkeeping:
      (writes * Math.ceil(bytes / 1024) + imports * otherWriteUnits) * units.writeUnit +
      imports * itemReads * Math.ceil(bytes / 4096) * units.readUnit,
    messages: imports * (queueRequests * prices.queueRequest + prices.event + prices.getRequest),
    mails: mails * prices.mail,
  };
};
