import { describe, expect, it } from '@jest/globals';
import { hiddenCauses, signs } from '../../../../lambdas/shared/domain/diagnosis/causes.ts';
import { describeCause } from '../../../../lambdas/shared/domain/diagnosis/describe-cause.ts';
import { ofFiles } from '../../../../lambdas/shared/domain/diagnosis/findings-of-files.ts';
import type { HiddenCause, Sign } from '../../../../lambdas/shared/domain/diagnosis/sign.ts';
import type { Group } from '../../../../lambdas/shared/domain/diagnosis/sort-out.ts';
import type { Trial } from '../../../../lambdas/shared/domain/diagnosis/try-mends.ts';
import {
  moreUnregistered,
  mostSentenceBytes,
} from '../../../../lambdas/shared/domain/diagnosis.ts';
import { diagnoseFile } from '../../../support/diagnose.ts';
import { examples } from '../../../support/diagnosis-examples.ts';

const kindsOfFiles = ofFiles.map(([kind]) => kind).filter((kind) => kind !== moreUnregistered);

describe('a diagnosis', () => {
  it('has an example of each cause', () => {
    const kinds = [...signs, ...hiddenCauses].map(({ kind }) => kind);
    expect(new Set(examples.map(({ kind }) => kind))).toEqual(new Set([...kinds, ...kindsOfFiles]));
  });

  it.each(examples)('finds $kind in $content', async ({ kind, content, users }) => {
    const { diagnosis } = await diagnoseFile(content, users);
    const [finding] = diagnosis?.findings ?? [];
    expect(finding?.kind).toBe(kind);
    expect(finding?.sentence).not.toContain('…');
    expect({ sentence: finding?.sentence, example: finding?.example }).toMatchSnapshot();
  });
});

/** As long as its figures become. */
const sentencesOf = (cause: Sign | HiddenCause): string[] => {
  const examined = { sampled: 1000, isAll: false };
  const ids = Array.from({ length: 999 }, String);
  const group: Group =
    'says' in cause ? { isShown: true, cause, ids } : { isShown: false, cause, ids };
  const mends = cause.mends?.({ keyPrefix: 'shop/', widths: [100] }) ?? [];
  const trials: (Trial | undefined)[] = mends.flatMap((mend) => [
    { mend, tried: 999, registered: 0, example: undefined },
    { mend, tried: 998, registered: 997, example: undefined },
  ]);
  return [undefined, ...trials].map((trial) => describeCause(group, trial, examined));
};

it.each([...signs, ...hiddenCauses])('no sentence about $kind is cut', (cause) => {
  for (const sentence of sentencesOf(cause)) {
    expect(Buffer.byteLength(sentence)).toBeLessThanOrEqual(mostSentenceBytes);
    expect(sentence).toMatch(/\.$/);
  }
});
