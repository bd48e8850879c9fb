import { describe, expect, it } from '@jest/globals';
import { hiddenCauses, signs } from '../../../../lambdas/shared/domain/diagnosis/causes.ts';
import { ofFiles } from '../../../../lambdas/shared/domain/diagnosis/findings-of-files.ts';
import type { HiddenCause, Sign } from '../../../../lambdas/shared/domain/diagnosis/sign.ts';
import type { ValuesOf } from '../../../../lambdas/shared/domain/explanation.ts';
import {
  moreUnregistered,
  mostSentenceBytes,
} from '../../../../lambdas/shared/domain/diagnosis.ts';
import { explainInEnglish } from '../../../../lambdas/shared/texts/en/explain-in-english.ts';
import { causes } from '../../../../lambdas/shared/texts/en/diagnosis.ts';
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
  const isShown = causes[cause.key].says !== undefined;
  const mends = cause.mends?.({ keyPrefix: 'shop/', widths: [100] }) ?? [];
  const trials = mends.flatMap(({ how, number = 0 }) => [
    { how, number, tried: 999, registered: 0 },
    { how, number, tried: 998, registered: 997 },
  ]);
  const ofCause = { cause: cause.key, isShown, count: 999, ...examined };
  const all: ValuesOf['finding-of-ids'][] = [
    ofCause,
    ...trials.map((trial) => ({ ...ofCause, trial })),
  ];
  return all.map((values) => explainInEnglish({ of: 'finding-of-ids', values }));
};

it.each([...signs, ...hiddenCauses])('no sentence about $kind is cut', (cause) => {
  for (const sentence of sentencesOf(cause)) {
    expect(Buffer.byteLength(sentence)).toBeLessThanOrEqual(mostSentenceBytes);
    expect(sentence).toMatch(/\.$/);
  }
});
