import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { parseArguments, parseEndpoint, parseThrottle } from '../../../local/arguments.ts';

const parse = (...words: string[]) => parseArguments(['node', 'start.ts', ...words]);
const start = fileURLToPath(new URL('../../../local/start.ts', import.meta.url));

describe('--endpoint', () => {
  it.each([
    ['http://127.0.0.1:4566', 'http://127.0.0.1:4566'],
    ['http://127.0.0.1:4566/', 'http://127.0.0.1:4566'],
    ['https://emulator.example.com', 'https://emulator.example.com'],
    // The functions' S3 client would look for the bucket at inbox.localhost.
    ['http://localhost:4566', 'http://127.0.0.1:4566'],
  ])('%s', (text, expected) => {
    expect(parse('--endpoint', text).endpoint).toBe(expected);
  });

  it.each(['4566', 'localhost:4566', 'ftp://127.0.0.1', 'http://127.0.0.1/a', 'http://a@b', ''])(
    'is refused as %j',
    (text) => {
      expect(() => parseEndpoint(text)).toThrow('Give a URL like http://127.0.0.1:4566.');
    },
  );

  it.each([
    ['folder for a bucket', ['--inbox', 'folder']],
    ['engine of ours', ['--dynamodb', 'dynalite']],
  ])('has no %s', async (_, more) => {
    const words = ['--endpoint', 'http://127.0.0.1:4566', ...more];
    await expect(promisify(execFile)(process.execPath, [start, ...words])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot be used with'),
    });
  });
});

describe('--as-writer', () => {
  it('takes what a writer may have', () => {
    expect(parse()).toMatchObject({ writerMay: [] });
    expect(parse('--as-writer', 'shop/', '--writer-may', 'readBack', 'list')).toMatchObject({
      asWriter: 'shop/',
      writerMay: ['readBack', 'list'],
    });
  });

  it.each([
    ['a path that is none', ['--as-writer', 'shop'], 'Give a path like "shop/"'],
    ['a right that there is none', ['--as-writer', 'shop/', '--writer-may', 'delete'], 'readBack'],
    ['another emulator', ['--as-writer', 'shop/', '--endpoint', 'http://127.0.0.1:1'], 'used with'],
  ])('refuses %s', async (_, words, reason) => {
    await expect(promisify(execFile)(process.execPath, [start, ...words])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining(reason),
    });
  });
});

describe('--dynamodb', () => {
  it('is dynalite unless something else is asked for', () => {
    expect(parse().dynamodb).toBe('dynalite');
    expect(parse('--dynamodb', 'official').dynamodb).toBe('official');
  });
});

describe('--throttle', () => {
  it('is read and write units a second', () => {
    expect(parse('--throttle', '400,100').throttle).toEqual({ read: 400, write: 100 });
    expect(parse().throttle).toBeUndefined();
  });

  it.each([
    '400',
    '400,',
    ',100',
    '0,100',
    '400,-1',
    '1.5,2',
    '4e2,100',
    '400, 100',
    'a,b',
    '1,2,3',
  ])('is refused as %j', (text) => {
    expect(() => parseThrottle(text)).toThrow(
      'Give read and write units a second that each table takes, as 400,100.',
    );
  });

  it('is wrong usage otherwise', async () => {
    const words = ['--throttle', '400'];
    await expect(promisify(execFile)(process.execPath, [start, ...words])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Give read and write units'),
    });
  });
});
