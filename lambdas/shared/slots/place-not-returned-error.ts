import { AudienceImportError } from '../errors.ts';

/** The place of an audience that has no version any more is taken, still. The collector gives it back within an hour. */
export class PlaceNotReturnedError extends AudienceImportError {
  override readonly name = 'PlaceNotReturnedError';
}

/**
 * For what follows a write that stands: that has been done, whatever becomes of the place.
 *
 * @returns why the place was not given back, if it was not
 */
export const tryToReturn = async (
  giveBack: () => Promise<unknown>,
  audience: string,
): Promise<PlaceNotReturnedError | undefined> => {
  try {
    await giveBack();
    return undefined;
  } catch (cause) {
    return new PlaceNotReturnedError(`The place of ${audience} was not given back.`, { cause });
  }
};
