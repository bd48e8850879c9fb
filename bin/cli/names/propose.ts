import {
  areSimilar,
  differenceOf,
  spellOut,
} from '../../../lambdas/shared/domain/similar-names.ts';
import type { CliTexts } from '../texts/texts.ts';

/** A question that names what may have been meant; undefined where nothing comes near. @param asked what there is not */
export const didYouMean = (
  proposed: readonly string[],
  asked: string,
  { errors }: CliTexts,
): string | undefined =>
  proposed.length === 0
    ? undefined
    : errors.didYouMean(
        proposed.map((name) =>
          areSimilar(name, asked)
            ? errors.proposedSimilar(name, spellOut(name), differenceOf(name, asked))
            : errors.proposed(name),
        ),
      );
