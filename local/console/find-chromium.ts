import { spawnSync } from 'node:child_process';

const usual = ['chromium', 'chromium-browser', 'google-chrome'];

const pathOf = (name: string): string | undefined => {
  const { stdout } = spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' });
  return stdout.trim() || undefined;
};

/** Path of the Chromium of this machine, or of what the variable `CHROMIUM` names; undefined: there is none. */
export const findChromium = (): string | undefined => {
  const named = process.env.CHROMIUM;
  for (const name of named === undefined ? usual : [named]) {
    const path = pathOf(name);
    if (path !== undefined) return path;
  }
  return undefined;
};
