import { describe } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../local/console/find-chromium.ts';

const found = findChromium();

/**
 * Starts Chromium without a window.
 *
 * @param proxy URL of what takes all requests that are not for this machine
 */
export const startBrowser = (proxy: string): Promise<Browser> => {
  if (found === undefined)
    throw new Error(
      "There is no Chromium. CI may not skip this: install Debian's package chromium.",
    );
  // As an option of Playwright's, it would get the requests for this machine as well.
  return chromium.launch({ executablePath: found, args: [`--proxy-server=${proxy}`] });
};

/**
 * `describe` for tests that need a browser. Where there is none, a person's tests go on without it and the title says so; those
 * of CI may not.
 */
export const describeInBrowser = (title: string, tests: () => void): void => {
  if (found !== undefined || process.env.CI !== undefined) describe(title, tests);
  else
    describe.skip(`${title} (skipped: there is no Chromium; CHROMIUM names one)`, () => {
      tests();
    });
};
