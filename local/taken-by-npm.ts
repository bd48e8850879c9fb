import type { Command } from 'commander';

/**
 * Without a `--` before them, npm takes options for its own, and the stack would start as if nobody had given any. npm tells by
 * variables what it has taken, but not in which order.
 */
export const refuseTakenByNpm = (
  program: Command,
  environment: Readonly<Record<string, string | undefined>>,
): void => {
  if (environment.npm_lifecycle_event !== 'start') return;
  const taken = program.options.flatMap(({ flags, long, required, variadic }) => {
    const name = (long ?? '').slice('--'.length);
    const value = environment[`npm_config_${name.replaceAll('-', '_')}`];
    if (value === undefined) return [];
    if (!required) return [`--${name}`];
    return [value === 'true' || variadic ? flags : `--${name} ${value}`];
  });
  if (taken.length > 0)
    program.error(
      `error: npm took ${taken.length === 1 ? 'an option' : 'options'} for its own. Write "--" before the options: npm start -- ${taken.join(' ')}`,
    );
};
