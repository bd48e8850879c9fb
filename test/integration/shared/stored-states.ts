import type { AudienceItem, Version } from '../../../lambdas/shared/domain/audience-item.ts';
import { aHeldVersion, someCounts } from '../../support/factories.ts';

/** What an audience's item may have when something is done to it. */
const layout = { chunks: 1, shards: 1, digest: 'd' };
export const live: Version = {
  state: 'live',
  etag: 'e0',
  counts: someCounts(),
  layout,
  publishedAt: 1,
};
export const superseded: Version = { ...live, state: 'superseded', until: 1 };
export const rejected = { etag: 'e1', result: 'rejected' as const, importId: 'i0', at: 1 };
export const notice = {
  kind: rejected.result,
  cause: 'empty',
  message: '',
  importId: 'i0',
  etag: 'e1',
  at: 1,
};
/** What a worker has left that died. */
export const dead: Partial<AudienceItem> = {
  versionCounter: 2,
  claim: { version: 2, owner: 'i0', etag: 'e1', until: 1 },
  versions: { 1: live, 2: { state: 'writing', etag: 'e1', until: 1 } },
};

/** What waits for an operator. */
export const held: Partial<AudienceItem> = {
  versionCounter: 2,
  versions: { 1: live, 2: aHeldVersion() },
  outcome: { ...rejected, result: 'held', cause: 'would-be-empty' },
  told: { etag: 'e1', causes: ['would-be-empty'] },
};
