import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { shellWord } from '../../../lambdas/shared/domain/shell-word.ts';

describe('a word for a shell', () => {
  it.each(['vip', 'vip.v2', 'a/b', 'vip-2024', '50%', 'a+b=c'])('is %s as it is', (text) => {
    expect(shellWord(text)).toBe(text);
  });

  it('is quoted where a command would take it for an option', () => {
    expect(shellWord('--help')).toBe(`'--help'`);
  });

  it.each([
    ...['', 'my vip', "the boss's", '"vip"', '$(rm -r .)', '`id`', '$HOME', 'a;b', 'a&b', 'a|b'],
    ...['~', '*', '#vip', '!!', '\\', 'a\nb', '春', "'", "''"],
  ])('is %j again when a shell has read it', (text) => {
    const read = execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' });
    expect(read).toBe(text);
  });
});
