import { AudienceImportError } from '../errors.ts';

/** DynamoDB has taken nothing of a call, because the table or one of its partitions takes no more for now. */
export class TableThrottledError extends AudienceImportError {
  override readonly name = 'TableThrottledError';
}
