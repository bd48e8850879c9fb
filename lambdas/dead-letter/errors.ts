import { AudienceImportError } from '../shared/errors.ts';

/** Somebody is importing the file right now; the message has to come back when that has ended. */
export class ImportUnderwayError extends AudienceImportError {
  override readonly name = 'ImportUnderwayError';

  constructor(projectId: string) {
    super(
      `An import of the file is running in project ${projectId}; the message comes back until that has ended.`,
    );
  }
}
