import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import type { Layout } from '../../../lambdas/shared/domain/layout.ts';
import { shardOf } from '../../../lambdas/shared/membership/chunk-layout.ts';
import type { ChunkKey } from './ports.ts';

/** Chunks of one version. */
export interface VersionTally {
  /** all that lie under its number */
  stored: number;
  /** those of them that its layout speaks of */
  fitting: number;
}

/** Counts chunks by audience ID and version; holds two numbers for each version. */
export interface ChunkTally {
  add: (chunks: readonly ChunkKey[]) => void;
  /** of all that were added */
  chunks: () => number;
  of: (audienceId: string) => ReadonlyMap<number, VersionTally>;
  audienceIds: () => Iterable<string>;
}

const none: ReadonlyMap<number, VersionTally> = new Map();
const pattern = /^(.+)#(\d+)#(\d+)$/s;

/** @param items of the audiences that are known before the chunks are read */
export const createTally = (items: readonly AudienceItem[]): ChunkTally => {
  const layouts = new Map(items.map((item) => [item.audienceId, layoutsOf(item)]));
  const tally = new Map<string, Map<number, VersionTally>>();
  let chunks = 0;
  return {
    add: (keys) => {
      for (const { chunkSet, bucket } of keys) {
        chunks += 1;
        const [, audienceId, version, shard] = pattern.exec(chunkSet) ?? [];
        // Nothing of ours is called otherwise.
        if (audienceId === undefined) continue;
        const number = Number(version);
        const versions = tally.get(audienceId) ?? new Map<number, VersionTally>();
        tally.set(audienceId, versions);
        const counted = versions.get(number) ?? { stored: 0, fitting: 0 };
        versions.set(number, counted);
        counted.stored += 1;
        const layout = layouts.get(audienceId)?.get(number);
        if (layout && bucket < layout.chunks && Number(shard) === shardOf(bucket, layout.shards))
          counted.fitting += 1;
      }
    },
    chunks: () => chunks,
    of: (audienceId) => tally.get(audienceId) ?? none,
    audienceIds: () => tally.keys(),
  };
};

/** Of the versions that may be read, or published yet. */
export const layoutsOf = ({ versions }: AudienceItem): ReadonlyMap<number, Layout> =>
  new Map(
    Object.entries(versions).flatMap(([number, version]) =>
      version.state === 'live' || version.state === 'superseded' || version.state === 'held'
        ? [[Number(number), version.layout]]
        : [],
    ),
  );
