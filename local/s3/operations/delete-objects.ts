import { assertKeyLength } from '../protocol/object-key.ts';
import { readWriteConditions } from '../protocol/preconditions.ts';
import { childElements, childText, requiredText } from '../protocol/read-xml.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { element, field, xmlDocument } from '../protocol/xml.ts';
import type { Objects } from '../store/objects.ts';
import type { Operation } from './operation.ts';
import { readDocument } from './read-document.ts';

const maxKeys = 1000;

export const deleteObject: Operation = async ({ key, headers }, { objects }) => {
  await objects.remove(key, readWriteConditions(headers));
  return { status: 204 };
};

interface Target {
  key: string;
  ifMatch: string | undefined;
}

/** What the answer says of one key. */
const removeOne = async (
  objects: Objects,
  { key, ifMatch }: Target,
  isQuiet: boolean,
): Promise<string> => {
  try {
    assertKeyLength(key);
    await objects.remove(key, { ifMatch });
    return isQuiet ? '' : element('Deleted', field('Key', key));
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return element(
      'Error',
      field('Key', key),
      field('Code', error.code),
      field('Message', error.message),
    );
  }
};

export const deleteObjects: Operation = async (call, { objects }) => {
  const request = await readDocument(call, 'Delete');
  const targets = childElements(request, 'Object').map((object): Target => {
    if (childText(object, 'VersionId') !== undefined)
      throw new S3Error('NotImplemented', 'The local S3 has no versions: leave out VersionId.');
    return { key: requiredText(object, 'Key'), ifMatch: childText(object, 'ETag') };
  });
  if (targets.length === 0 || targets.length > maxKeys)
    throw new S3Error('MalformedXML', `One to ${maxKeys} objects can be deleted at a time.`);
  const isQuiet = childText(request, 'Quiet')?.trim() === 'true';
  const results: string[] = [];
  for (const target of targets) results.push(await removeOne(objects, target, isQuiet));
  return { status: 200, body: xmlDocument('DeleteResult', ...results) };
};
