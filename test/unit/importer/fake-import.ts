import { JoinKernel } from '../../../kernel/join-kernel.ts';
import type { ImportPorts } from '../../../lambdas/importer/import-files.ts';
import type { Ending } from '../../../lambdas/importer/record-import.ts';
import type { ClaimedImport } from '../../../lambdas/shared/claims/ports.ts';
import type { LiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { decodeChunk } from '../../../lambdas/shared/membership/decode-chunk.ts';
import { alone } from '../../support/alone.ts';
import { aMessage, aProject, someCounts } from '../../support/factories.ts';
import { fakeUsers } from '../../support/fake-users.ts';
import { openedFile } from '../../support/opened-file.ts';
import { digestIds, orderMembers } from '../../support/order-members.ts';

export const message = aMessage();
export const kernel = new JoinKernel();
export const time = {
  claimUntil: 0,
  deadline: Number.POSITIVE_INFINITY,
  signal: new AbortController().signal,
};
export const claimed: ClaimedImport = {
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
};

/** Ports over a file's text and the registered users, that note how the import ended. */
export const fakePorts = (
  text: string,
  users: string[],
  more: Partial<ImportPorts> = {},
): { ports: ImportPorts; done: string[]; written: string[]; recorded: Ending[] } => {
  const done: string[] = [];
  const written: string[] = [];
  const recorded: Ending[] = [];
  const end =
    (what: string) =>
    (..._: unknown[]): Promise<boolean> => {
      done.push(what);
      return Promise.resolve(true);
    };
  const ports: ImportPorts = {
    kernel,
    claimImport: () => Promise.resolve(claimed),
    endImport: {
      publish: end('published'),
      publishUnchanged: end('published unchanged'),
      hold: end('held'),
      reject: end('rejected'),
      fail: end('failed'),
      release: end('released'),
    },
    recordDrop: () => {
      done.push('drop recorded');
      return Promise.resolve();
    },
    getProject: () => Promise.resolve(aProject()),
    openFile: () => Promise.resolve(openedFile(text)),
    openUsers: () => fakeUsers(users),
    preferredPlan: 'cheaper',
    ...alone,
    slots: {
      take: () => {
        done.push('slot taken');
        return Promise.resolve(true);
      },
    },
    giveBackPlace: () => {
      done.push('slot released');
      return Promise.resolve();
    },
    recordImport: (_, ending) => {
      recorded.push(ending);
      return Promise.resolve();
    },
    now: () => 1000,
    getChunk: () => Promise.resolve({ chunk: { bucket: 0, ids: Buffer.alloc(0) }, units: 1 }),
    putChunks: (_, chunks) => {
      written.push(...chunks.flatMap((chunk) => ('ids' in chunk ? decodeChunk(chunk.ids) : [])));
      return Promise.resolve({ unprocessed: [], units: 0 });
    },
    newImportId: () => 'import-1',
    backoff: { sleep: () => Promise.resolve(), random: () => 0 },
    ...more,
  };
  return { ports, done, written, recorded };
};

/** A claim of an audience with this version, which can be read. */
export const claimedWith = (live: LiveVersion & { version: number }): ClaimedImport => ({
  ...claimed,
  live,
  base: { version: live.version, layout: { ...live.layout, format: undefined }, publishedAt: 1 },
});

export const liveWith = (members: string[]): LiveVersion & { version: number } => ({
  state: 'live',
  version: 4,
  etag: 'e0',
  counts: someCounts(),
  layout: { chunks: 9, shards: 1, digest: digestIds(orderMembers(members).ids) },
  publishedAt: 1,
});
