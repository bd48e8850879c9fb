import { z } from 'zod';
import { clipText } from './clip-text.ts';

/** More unregistered IDs tell a person no more. */
export const mostSampledIds = 20;
/** Bytes. Hardly any ID is longer; without a limit the item of an audience would not be bounded. */
export const mostSampledBytes = 64;

/** Some of the unregistered IDs of one import, for a person who asks. They may contain anything, and belong in no log. */
export const unregisteredSampleSchema = z.array(z.string());

/** As they are stored: the first ones, and each that is longer ends with `…`. */
export const toSample = (ids: readonly string[]): string[] =>
  ids.slice(0, mostSampledIds).map((id) => clipText(id, mostSampledBytes));
