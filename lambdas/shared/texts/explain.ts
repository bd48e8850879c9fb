import { audienceNameOf } from '../domain/file-name.ts';
import { shellWord } from '../domain/shell-word.ts';
import {
  type ExplanationKey,
  isExplanationKey,
  readValues,
  type StoredExplanation,
  type ValuesOf,
} from '../domain/explanation.ts';

/** Of what an explanation is, as people type it. */
export interface About {
  projectId: string;
  /** of the audience, as a word of a shell */
  name: string;
  /** a file that is given to a command, which has the options of `project put` that say how files are read */
  isCommand?: boolean;
}

/** `shop`, `my vip.csv` -> `shop`, `'my vip'` */
export const aboutFile = (projectId: string, fileName: string): About => ({
  projectId,
  name: shellWord(audienceNameOf(fileName)),
});

/** As documents have it, and where nobody knows better. */
export const placeholders: About = { projectId: 'PROJECT', name: 'NAME' };

/** Of a file that is given to a command, which takes the same options. */
export const aboutGivenFile: About = { ...placeholders, isCommand: true };

export type Explanations = {
  [K in ExplanationKey]: (values: ValuesOf[K], about: About) => string;
};

/** @returns undefined for what this release does not know */
export const explain = (
  explanations: Explanations,
  { of, values }: StoredExplanation,
  about: About,
): string | undefined =>
  isExplanationKey(of) ? explainKnown(explanations[of], of, values, about) : undefined;

const explainKnown = <K extends ExplanationKey>(
  tell: Explanations[K],
  of: K,
  stored: unknown,
  about: About,
): string | undefined => {
  const values = readValues(of, stored);
  return values === undefined ? undefined : tell(values, about);
};
