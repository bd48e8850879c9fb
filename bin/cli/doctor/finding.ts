import { z } from 'zod';
import type { DoctorTexts } from '../texts/en/doctor.ts';

/**
 * - `ok`: as it should be
 * - `warning`: works, but not as well, or not for everybody
 * - `missing`: something does not work until it is mended
 * - `unknown`: the operator may not look
 * - `not-applicable`: there is no such thing here
 */
export const statuses = ['ok', 'warning', 'missing', 'unknown', 'not-applicable'] as const;
export type Status = (typeof statuses)[number];

/** In the language of these texts. */
export type Words = (say: DoctorTexts) => string;

/** What was found, and what to do about it. */
export interface Verdict {
  status: Status;
  what: Words;
  remedy?: Words;
}

export interface Finding extends Verdict {
  /** name of the check */
  check: string;
}

export const findingSchema = z.object({
  check: z.string().describe('its name'),
  status: z.enum(statuses),
  what: z.string().describe('what was found'),
  remedy: z.string().optional().describe('what to do about it'),
});
export type ToldFinding = z.infer<typeof findingSchema>;

export const tellFinding = (
  { check, status, what, remedy }: Finding,
  say: DoctorTexts,
): ToldFinding => ({
  check,
  status,
  what: what(say),
  ...(remedy && { remedy: remedy(say) }),
});

export const ok = (what: Words): Verdict => ({ status: 'ok', what });

export const warning = (what: Words, remedy: Words): Verdict => ({
  status: 'warning',
  what,
  remedy,
});

export const missing = (what: Words, remedy: Words): Verdict => ({
  status: 'missing',
  what,
  remedy,
});

export const notApplicable = (what: Words): Verdict => ({ status: 'not-applicable', what });
