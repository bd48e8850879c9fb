import type { Diagnosis } from '../../../lambdas/shared/domain/diagnosis.ts';
import type { About } from '../../../lambdas/shared/texts/explain.ts';
import { explainStored } from '../../../lambdas/shared/texts/explain-stored.ts';
import type { CliTexts } from '../texts/texts.ts';

/** Lines of a list: why IDs belong to nobody. */
export const describeFindings = (
  label: string,
  diagnosis: Diagnosis | undefined,
  { language, common }: CliTexts,
  about: About,
): (readonly [string, string])[] =>
  (diagnosis?.findings ?? []).map(({ sentence, explanation, example }) => {
    const said = explainStored(language, explanation, sentence, about);
    return [label, example === undefined ? said : common.finding(said, example)];
  });
