import { Command } from 'commander';
import { describe, expect, it } from '@jest/globals';
import { refuseTakenByNpm } from '../../../local/taken-by-npm.ts';

const complaint = (environment: Record<string, string>): string | undefined => {
  const program = new Command()
    .option('--empty', '')
    .option('--every <time>', '')
    .option('--as-writer <prefix>', '')
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
  try {
    refuseTakenByNpm(program, environment);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('options that npm has taken, because there was no -- before them', () => {
  const start = { npm_lifecycle_event: 'start' };

  it('are refused with the line that is right', () => {
    expect(complaint({ ...start, npm_config_empty: 'true' })).toContain(
      'Write "--" before the options: npm start -- --empty',
    );
    expect(
      complaint({ ...start, npm_config_as_writer: 'shop/', npm_config_empty: 'true' }),
    ).toContain('npm start -- --empty --as-writer shop/');
  });

  it('are named without a value where npm does not tell it', () => {
    expect(complaint({ ...start, npm_config_every: 'true' })).toContain(
      'npm start -- --every <time>',
    );
  });

  it('are none of ours in another script, or under another name', () => {
    expect(complaint({ npm_lifecycle_event: 'test', npm_config_empty: 'true' })).toBeUndefined();
    expect(complaint({ ...start, npm_config_cache: '/tmp' })).toBeUndefined();
  });
});
