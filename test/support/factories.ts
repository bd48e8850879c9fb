import type { ClaimedImport } from '../../lambdas/shared/claims/ports.ts';
import type { ImportMessage } from '../../lambdas/shared/contract.ts';
import type {
  AudienceItem,
  Counts,
  HeldVersion,
  LiveVersion,
  Source,
} from '../../lambdas/shared/domain/audience-item.ts';
import { type DifferenceLayout, differenceFormat } from '../../lambdas/shared/domain/layout.ts';
import type { Project } from '../../lambdas/shared/domain/project.ts';

export const aProject = (more: Partial<Project> = {}): Project => ({
  projectId: 'shop',
  path: 'shop/',
  adminEmails: ['admin@example.com'],
  audienceLimit: 100,
  slots: {},
  paused: false,
  ...more,
});

export const aSource = (more: Partial<Source> = {}): Source => ({
  etag: 'e1',
  size: 10,
  lastModified: 1_000_000,
  present: true,
  seenAt: 1_500_000,
  ...more,
});

export const aMessage = (more: Partial<ImportMessage> = {}): ImportMessage => ({
  projectId: 'shop',
  path: 'shop/',
  fileName: 'vip.csv',
  etag: 'e1',
  size: 10,
  at: 2_000_000,
  ...more,
});

export const someCounts = (more: Partial<Counts> = {}): Counts => ({
  rows: 3,
  blank: 0,
  duplicates: 1,
  unregistered: 1,
  members: 1,
  ...more,
});

export const anAudienceItem = (more: Partial<AudienceItem> = {}): AudienceItem => ({
  projectId: 'shop',
  fileName: 'vip.csv',
  audienceId: 'audience-1',
  versionCounter: 0,
  versions: {},
  source: aSource(),
  notices: {},
  ...more,
});

export const aLiveVersion = (more: Partial<LiveVersion> = {}): LiveVersion => ({
  state: 'live',
  etag: 'e0',
  counts: someCounts(),
  layout: { chunks: 1, shards: 1, digest: 'd' },
  publishedAt: 1,
  ...more,
});

/** Of a version that stands on version 1. */
export const aDifferenceLayout = (more: Partial<DifferenceLayout> = {}): DifferenceLayout => ({
  chunks: 1,
  shards: 1,
  digest: 'd',
  format: differenceFormat,
  base: 1,
  chunksSinceBase: 1,
  ...more,
});

/** Made from the file as it is now, without any member. */
export const aHeldVersion = (more: Partial<HeldVersion> = {}): HeldVersion => ({
  state: 'held',
  etag: 'e1',
  counts: someCounts({ members: 0 }),
  layout: { chunks: 1, shards: 1, digest: 'none' },
  heldAt: 2,
  cause: 'would-be-empty',
  ...more,
});

/** An import of `shop/vip.csv` that may begin. */
export const aClaimedImport = (more: Partial<ClaimedImport> = {}): ClaimedImport => ({
  importId: 'import-1',
  projectId: 'shop',
  fileName: 'vip.csv',
  object: 'vip.csv',
  etag: 'e1',
  size: 10,
  audienceId: 'audience-1',
  version: 5,
  otherVersions: 0,
  live: undefined,
  base: undefined,
  held: undefined,
  guard: undefined,
  told: undefined,
  notices: {},
  events: undefined,
  trend: undefined,
  isRematch: false,
  retries: 0,
  noPlace: undefined,
  overLimitSince: undefined,
  ...more,
});
