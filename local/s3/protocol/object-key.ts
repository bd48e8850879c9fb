import { platform } from 'node:process';
import { S3Error } from './s3-error.ts';

const maxKeyBytes = 1024;
const maxNameBytes = 255;

/** Names that Windows cannot store or reads as something else. */
// eslint-disable-next-line no-control-regex -- control characters are among them
const impossibleOnWindows = /[<>:"|?*\\\u0000-\u001f]|[. ]$/;

const whyNameIsImpossible = (name: string): string | undefined => {
  if (name === '') return 'a folder needs a name: no "/" at either end, and no "//"';
  if (name === '.' || name === '..') return `"${name}" is not a name`;
  if (name.startsWith('.')) return `"${name}" is hidden, and hidden files are not objects`;
  if (name.includes('\0') || !name.isWellFormed()) return 'a file name cannot hold its characters';
  if (Buffer.byteLength(name) > maxNameBytes)
    return `between two slashes are more than ${maxNameBytes} bytes`;
  if (platform === 'win32' && impossibleOnWindows.test(name))
    return `"${name}" cannot be a file name on Windows`;
  return undefined;
};

/** Why no file of the folder can have this key, or undefined when one can. */
export const whyKeyIsImpossible = (key: string): string | undefined => {
  for (const name of key.split('/')) {
    const reason = whyNameIsImpossible(name);
    if (reason !== undefined) return reason;
  }
  return undefined;
};

/** @throws S3Error `KeyTooLongError` */
export const assertKeyLength = (key: string): void => {
  const size = Buffer.byteLength(key);
  if (size > maxKeyBytes)
    throw new S3Error('KeyTooLongError', 'Your key is too long', {
      Size: String(size),
      MaxSizeAllowed: String(maxKeyBytes),
    });
};

/** The refusal of a key under which nothing can be stored here. */
export const unsuitableKey = (key: string, reason: string): S3Error =>
  new S3Error(
    'InvalidArgument',
    `The local S3 keeps objects as files, and "${key}" cannot be one: ${reason}. Use another key.`,
    { ArgumentName: 'key', ArgumentValue: key },
  );
