import { describe, expect, it } from '@jest/globals';
import { openAudience, type OpenPorts } from '../../../bin/cli/audience/open-audience.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { AudienceNotFoundError } from '../../../reader/errors.ts';
import type { AudienceSnapshot } from '../../../reader/index.ts';
import { aLiveVersion, anAudienceItem } from '../../support/factories.ts';

const snapshot = { version: 1 } as AudienceSnapshot;

/** @param isFound whether the reader finds a version, one time after the other */
const portsOf = (item: AudienceItem, isFound: boolean[]): OpenPorts =>
  ({
    audienceReader: {
      snapshot: () =>
        isFound.shift() === true
          ? Promise.resolve(snapshot)
          : Promise.reject(new AudienceNotFoundError('none')),
    },
    getAudienceItem: () => Promise.resolve(item),
    serviceNow: () => 0,
  }) as unknown as OpenPorts;

const live = anAudienceItem({ versions: { 1: aLiveVersion() } });
const open = (ports: OpenPorts) => openAudience('shop', { name: 'vip' }, ports);

describe('opening an audience', () => {
  it('finds one that is published while it is looked for', async () => {
    expect(await open(portsOf(live, [false, true]))).toBe(snapshot);
  });

  it('looks no third time', async () => {
    const isFound = [false, false, true];
    await expect(open(portsOf(live, isFound))).rejects.toThrow('no version of it is published');
    expect(isFound).toEqual([true]);
  });

  it('is refused for one that is not published, which is looked for once', async () => {
    const isFound = [false, true];
    await expect(open(portsOf(anAudienceItem({}), isFound))).rejects.toThrow(
      'no version of it is published',
    );
    expect(isFound).toEqual([true]);
  });
});
