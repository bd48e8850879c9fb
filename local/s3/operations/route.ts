import { S3Error } from '../protocol/s3-error.ts';
import { createBucket, getBucketLocation, headBucket, listBuckets } from './bucket-operations.ts';
import { completeMultipartUpload } from './complete-multipart-upload.ts';
import { deleteObject, deleteObjects } from './delete-objects.ts';
import { getObject } from './get-object.ts';
import { listObjects, listObjectsV1 } from './list-objects.ts';
import { listMultipartUploads, listParts } from './list-uploads.ts';
import { abortMultipartUpload, createMultipartUpload, uploadPart } from './multipart.ts';
import type { Operation } from './operation.ts';
import { putObject } from './put-object.ts';

export type Scope = 'Service' | 'Bucket' | 'Object';

export interface Route {
  method: string;
  scope: Scope;
  /** the right to it, as IAM calls it */
  action: string;
  /** parameters without which it is another operation */
  required?: readonly string[];
  optional?: readonly string[];
  run: Operation;
}

const listing = ['prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after'];
const uploadListing = [
  ...['prefix', 'delimiter', 'encoding-type'],
  ...['key-marker', 'upload-id-marker', 'max-uploads'],
];

/** These parameters say how to list, not what: they never name an operation. */
const detailsOfListings = new Set([...listing, ...uploadListing, 'marker']);

const routes: readonly Route[] = [
  { method: 'GET', scope: 'Service', action: 's3:ListAllMyBuckets', run: listBuckets },
  { method: 'PUT', scope: 'Bucket', action: 's3:CreateBucket', run: createBucket },
  { method: 'HEAD', scope: 'Bucket', action: 's3:ListBucket', run: headBucket },
  {
    method: 'GET',
    scope: 'Bucket',
    required: ['location'],
    action: 's3:GetBucketLocation',
    run: getBucketLocation,
  },
  {
    method: 'GET',
    scope: 'Bucket',
    required: ['list-type'],
    optional: [...listing, 'encoding-type', 'fetch-owner'],
    action: 's3:ListBucket',
    run: listObjects,
  },
  {
    method: 'GET',
    scope: 'Bucket',
    optional: ['prefix', 'delimiter', 'max-keys', 'marker', 'encoding-type'],
    action: 's3:ListBucket',
    run: listObjectsV1,
  },
  {
    method: 'GET',
    scope: 'Bucket',
    required: ['uploads'],
    optional: uploadListing,
    action: 's3:ListBucketMultipartUploads',
    run: listMultipartUploads,
  },
  {
    method: 'POST',
    scope: 'Bucket',
    required: ['delete'],
    action: 's3:DeleteObject',
    run: deleteObjects,
  },
  { method: 'GET', scope: 'Object', action: 's3:GetObject', run: getObject },
  { method: 'HEAD', scope: 'Object', action: 's3:GetObject', run: getObject },
  { method: 'PUT', scope: 'Object', action: 's3:PutObject', run: putObject },
  { method: 'DELETE', scope: 'Object', action: 's3:DeleteObject', run: deleteObject },
  {
    method: 'POST',
    scope: 'Object',
    required: ['uploads'],
    action: 's3:PutObject',
    run: createMultipartUpload,
  },
  {
    method: 'PUT',
    scope: 'Object',
    required: ['partNumber', 'uploadId'],
    action: 's3:PutObject',
    run: uploadPart,
  },
  {
    method: 'POST',
    scope: 'Object',
    required: ['uploadId'],
    action: 's3:PutObject',
    run: completeMultipartUpload,
  },
  {
    method: 'DELETE',
    scope: 'Object',
    required: ['uploadId'],
    action: 's3:AbortMultipartUpload',
    run: abortMultipartUpload,
  },
  {
    method: 'GET',
    scope: 'Object',
    required: ['uploadId'],
    optional: ['max-parts', 'part-number-marker'],
    action: 's3:ListMultipartUploadParts',
    run: listParts,
  },
];

/** Names that do not follow from method and parameter. */
const irregularNames = new Map([
  ['GET Bucket versions', 'ListObjectVersions'],
  ['POST Bucket', 'PostObject'],
  ['POST Object restore', 'RestoreObject'],
  ['POST Object select', 'SelectObjectContent'],
]);

const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const operationName = (method: string, scope: Scope, parameters: readonly string[]): string => {
  const subresource = parameters.find((name) => !detailsOfListings.has(name)) ?? '';
  const irregular = irregularNames.get(`${method} ${scope} ${subresource}`.trimEnd());
  if (irregular !== undefined) return irregular;
  const suffix = subresource.split('-').map(capitalize).join('');
  return `${capitalize(method.toLowerCase())}${scope}${suffix}`;
};

/** Who calls (a presigned URL), and what SDKs add for the logs. */
const saysNothing = (parameter: string): boolean => /^(x-id$|x-amz-)/i.test(parameter);

/**
 * What a request asks for. One with a parameter that is not known is another operation, or the same
 * with another outcome, and must not be taken for the plain one.
 *
 * @throws S3Error `MethodNotAllowed`, `NotImplemented`
 */
export const findRoute = (method: string, scope: Scope, query: URLSearchParams): Route => {
  const parameters = [...new Set(query.keys())].filter((name) => !saysNothing(name));
  const candidates = routes.filter((route) => route.method === method && route.scope === scope);
  const found = candidates.find(
    ({ required = [], optional = [] }) =>
      required.every((name) => parameters.includes(name)) &&
      parameters.every((name) => required.includes(name) || optional.includes(name)),
  );
  if (found !== undefined) return found;
  const asked = `${method}${parameters.map((name, at) => `${at === 0 ? ' ?' : '&'}${name}`).join('')}`;
  if (!['GET', 'HEAD', 'PUT', 'POST', 'DELETE'].includes(method) || scope === 'Service')
    throw new S3Error(
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
      { Method: method, ResourceType: scope.toUpperCase() },
    );
  throw new S3Error(
    'NotImplemented',
    `The local S3 does not know ${operationName(method, scope, parameters)} (${asked}).`,
  );
};
