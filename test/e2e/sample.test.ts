import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { sampleFiles } from '../../local/sample/sample-files.ts';

const run = promisify(execFile);

describe('npm start -- --once', () => {
  it('imports the sample, shows a table of what came of it, and ends', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sample-'));
    try {
      const state = join(folder, 'state');
      const words = ['local/start.ts', '--once', '--state', state];
      const { stdout } = await run(process.execPath, words);
      for (const { name, expected, shows } of sampleFiles) {
        const row = stdout.split('\n').find((line) => line.startsWith(name));
        expect(row).toContain(` ${expected.status} `);
        expect(row).toContain(` ${expected.members ?? '-'} `);
        expect(row).toContain(shows);
      }
      expect(stdout).toContain('4 mails were sent');
      expect(stdout).toContain('Row 3 has more than one column.');
      expect(stdout).toContain('Still version 1 with 30 members, as before.');
      expect(stdout).not.toContain('Unexpected');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
