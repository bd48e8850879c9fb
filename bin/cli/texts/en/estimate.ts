import type { CostKey } from '../../estimate/estimate-view.ts';
import { countOf } from '../../../../lambdas/shared/domain/count-of.ts';

const labels: Readonly<Record<CostKey, string>> = {
  users: 'finding users, and comparing with what is live (DynamoDB)',
  members: 'writing members (DynamoDB)',
  collecting: 'deleting what was replaced (DynamoDB)',
  importing: 'importing (Lambda)',
  bookkeeping: 'keeping track of imports (DynamoDB)',
  messages: 'queue, events, reading files (SQS, EventBridge, S3)',
  mails: 'mails (SES)',
  storage: 'storing the tables (DynamoDB)',
  backups: 'point-in-time recovery (DynamoDB)',
  listing: 'listing files (S3)',
  'known-files': 'what is known of them (DynamoDB)',
  looks: 'looks of collector, mailer and announcer (DynamoDB)',
  functions: 'running functions (Lambda)',
  polling: 'polling the queues (SQS)',
  alarms: 'alarms (CloudWatch)',
  metrics: 'metrics of its own (CloudWatch)',
  dashboard: 'dashboard (CloudWatch)',
  logs: 'logs (CloudWatch)',
};

/** What `estimate` says. */
export const estimate = {
  headings: { what: 'A MONTH', dollars: 'DOLLARS' },
  labels,
  all: 'all',
  basis: (imports: number, days: number): string =>
    `Computed for 30 days from the records of the last ${countOf(days, 'day')}: ${countOf(imports, 'import')}.`,
  prices: (region: string, asOf: string, servicesRegion: string, servicesAsOf: string): string =>
    `Prices without free tiers: read and write units of ${region} (${asOf}), all else of ${servicesRegion} (${servicesAsOf}).`,
  leftOut:
    'Left out: storing and uploading the files, campaigns that read, imports of audiences that were deleted since, a KMS key or VPC of yours, ' +
    'taxes. Files are taken to be looked for every ten minutes.',
  onlyImports:
    'Only what the imports of this project cost. What the stack costs by itself all projects share: "audience-import estimate".',
  isIncomplete: (reason: string): string => `Some imports are left out: ${reason}`,
};
export type EstimateTexts = typeof estimate;
