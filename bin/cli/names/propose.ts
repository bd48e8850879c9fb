import {
  areSimilar,
  differenceOf,
  spellOut,
} from '../../../lambdas/shared/domain/similar-names.ts';

/** A question that names what may have been meant; undefined where nothing comes near. @param asked what there is not */
export const didYouMean = (proposed: readonly string[], asked: string): string | undefined =>
  proposed.length === 0
    ? undefined
    : `Did you mean ${proposed.map((name) => propose(name, asked)).join(', or ')}?`;

const propose = (name: string, asked: string): string =>
  areSimilar(name, asked)
    ? `"${name}" (${spellOut(name)}), which differs ${differenceOf(name, asked)}`
    : `"${name}"`;
