import { styleText } from 'node:util';
import type { Tone } from '../../../lambdas/shared/domain/tones.ts';
import type { Environment } from '../texts/language.ts';
import type { OutputStream } from './output.ts';

/** States and errors have colours, and nothing else. */
export type Paint = (text: string, tone: Tone) => string;

const formats = { good: 'green', warning: 'yellow', bad: 'red' } as const;

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

/**
 * On terminals that have colours. FORCE_COLOR asks for them elsewhere, NO_COLOR (no-color.org) and CI forbid them. What is typed
 * goes before all of these.
 */
export const hasColors = (
  { isTTY }: Pick<OutputStream, 'isTTY'>,
  { FORCE_COLOR, NO_COLOR, CI, TERM }: Environment,
  isForbidden: boolean,
): boolean => {
  if (isForbidden) return false;
  if (isSet(FORCE_COLOR)) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY === true && !isSet(NO_COLOR) && !isSet(CI) && TERM !== 'dumb';
};

export const paintIf = (isColored: boolean): Paint =>
  isColored
    ? (text, tone) => styleText(formats[tone], text, { validateStream: false })
    : (text) => text;
