import type { ClaimedImport } from '../../shared/claims/ports.ts';
import { chunkAttribute } from '../../shared/membership/chunk-layout.ts';
import { editsAttribute } from '../../shared/membership/difference-layout.ts';
import type { ComparePorts } from './compare-if-readable.ts';
import { UnreadableVersionError } from './ports.ts';

/**
 * Whether the first chunk of the live version, and of its base, is there. It finds a version that was removed, and not one that
 * lacks something else.
 *
 * @throws the signal's reason, or what DynamoDB answers
 */
export const canBeRead = async (
  { audienceId, live, base }: Pick<ClaimedImport, 'audienceId' | 'live' | 'base'>,
  {
    getChunk,
    meter,
    signal,
    onLiveUnreadable,
  }: Pick<ComparePorts, 'getChunk' | 'meter' | 'signal' | 'onLiveUnreadable'>,
): Promise<boolean> => {
  if (!live || !base || live.damaged === true) return false;
  const expectFirst = async (
    version: number,
    layout: { chunks: number; shards: number },
    attribute: string,
  ): Promise<void> => {
    const { chunk, units } = await getChunk({ audienceId, version, ...layout }, 0, signal);
    meter.readUnits += units;
    if (!chunk || !(attribute in chunk))
      throw new UnreadableVersionError(
        `chunk 0 of version ${version} of audience ${audienceId} has no "${attribute}"`,
      );
  };
  try {
    await expectFirst(base.version, base.layout, chunkAttribute);
    if (live.version !== base.version) await expectFirst(live.version, live.layout, editsAttribute);
    return true;
  } catch (error) {
    if (!(error instanceof UnreadableVersionError)) throw error;
    onLiveUnreadable(error);
    return false;
  }
};
