import { z } from 'zod';

/**
 * - `ok`: as it should be
 * - `warning`: works, but not as well, or not for everybody
 * - `missing`: something does not work until it is mended
 * - `unknown`: the operator may not look
 * - `not-applicable`: there is no such thing here
 */
export const statuses = ['ok', 'warning', 'missing', 'unknown', 'not-applicable'] as const;
export type Status = (typeof statuses)[number];

/** What was found, and what to do about it. */
export interface Verdict {
  status: Status;
  what: string;
  remedy?: string;
}

export const findingSchema = z.object({
  check: z.string().describe('its name'),
  status: z.enum(statuses),
  what: z.string().describe('what was found'),
  remedy: z.string().optional().describe('what to do about it'),
});
export interface Finding extends Verdict {
  /** name of the check */
  check: string;
}

export const ok = (what: string): Verdict => ({ status: 'ok', what });

export const warning = (what: string, remedy: string): Verdict => ({
  status: 'warning',
  what,
  remedy,
});

export const missing = (what: string, remedy: string): Verdict => ({
  status: 'missing',
  what,
  remedy,
});

export const notApplicable = (what: string): Verdict => ({ status: 'not-applicable', what });
