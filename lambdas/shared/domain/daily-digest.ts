import { z } from 'zod';

/** Hour of the day, in UTC, from which a project's administrators are mailed what became of its files. */
export const dailyDigestHourSchema = z.number().int().min(0).max(23);
