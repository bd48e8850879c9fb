import type { AudienceItem, LiveVersion } from '../../lambdas/shared/domain/audience-item.ts';
import type { LastScan } from '../../lambdas/shared/domain/last-scan.ts';
import type { Project } from '../../lambdas/shared/domain/project.ts';
import { slotOf } from '../../lambdas/shared/slots/slot-of.ts';

const day = 24 * 60 * 60 * 1000;
export const now = Date.UTC(2026, 10, 30, 3);

const uuid = (number: number): string =>
  `0197${String(number).padStart(4, '0')}-0000-7000-8000-${String(number).padStart(12, '0')}`;
const etagOf = (number: number): string => number.toString(16).padStart(32, '0');

const nameOf = (index: number): string => `segment-${String(index).padStart(4, '0')}.csv`;

export const projectIdOf = (index: number): string => `project-${String(index).padStart(2, '0')}`;

export const aProject = (index: number, audiences: number): Project => ({
  projectId: projectIdOf(index),
  path: `${projectIdOf(index)}/`,
  adminEmails: ['audiences@example.com', 'crm@example.com'],
  audienceLimit: 2000,
  slots: Object.fromEntries(
    Array.from({ length: audiences }, (_, number) => [slotOf(nameOf(number)), number]),
  ),
  paused: false,
});

export const aScan = (seen: number): LastScan => ({
  at: now - 60_000,
  seen,
  ignored: 2,
  missing: 0,
  waiting: 0,
  longestWaitSeconds: 0,
  failed: 0,
});

const aVersion = (members: number): LiveVersion => ({
  state: 'live',
  etag: etagOf(members),
  publishedAt: now - day,
  counts: {
    rows: members * 2,
    blank: 0,
    duplicates: 10,
    unregistered: members - 10,
    members,
    added: 120,
    removed: 80,
  },
  layout: { chunks: 12, shards: 4, digest: 'd'.repeat(64) },
});

/** As one is after a month of daily files: a live version, one that is still readable, and the sample of the last import. */
export const anAudience = (project: number, index: number): AudienceItem => {
  const members = 1_000 + ((index * 7919) % 900_000);
  const live = aVersion(members);
  return {
    projectId: projectIdOf(project),
    fileName: nameOf(index),
    audienceId: uuid(index),
    versionCounter: 31,
    versions: {
      31: live,
      30: { ...aVersion(members - 40), state: 'superseded', until: now + day },
    },
    source: {
      etag: etagOf(members),
      size: members * 31,
      lastModified: now - day,
      present: true,
      seenAt: now - day,
    },
    enqueued: { etag: etagOf(members), at: now - day },
    outcome: {
      etag: etagOf(members),
      result: 'published',
      importId: uuid(index),
      at: now - day,
      unregisteredSample: Array.from({ length: 20 }, (_, number) => uuid(number)),
    },
    notices: {},
    trend: Array.from({ length: 30 }, (_, version) => members - 30 * version),
  };
};
