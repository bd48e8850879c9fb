import type { Refusal } from '../../../../local/throttling/refusal.ts';
import { ServiceError } from '../wire/service-error.ts';
import type { Item } from './values/attribute-value.ts';

export const validationError = (message: string): ServiceError =>
  new ServiceError('ValidationException', message);

export const invalidValues = (what: string): ServiceError =>
  validationError(`One or more parameter values were invalid: ${what}`);

/** @param item is in the answer if the request has asked for it */
export const conditionFailed = (item?: Item): ServiceError =>
  new ServiceError('ConditionalCheckFailedException', 'The conditional request failed', {
    ...(item && { Item: item }),
  });

export const noSuchTable = (): ServiceError =>
  new ServiceError('ResourceNotFoundException', 'Requested resource not found');

export const throttled = ({ name, message, details }: Refusal): ServiceError =>
  new ServiceError(name, message, details);
