import type { Explanation, ExplanationKey, ValuesOf } from '../../domain/explanation.ts';
import { type About, placeholders } from '../explain.ts';
import { explanations } from './explanations.ts';

/** As logs and records have it. */
export const explainInEnglish = (
  { of, values }: Explanation,
  about: About = placeholders,
): string => tell(of, values, about);

const tell = <K extends ExplanationKey>(of: K, values: ValuesOf[K], about: About): string =>
  explanations[of](values, about);
