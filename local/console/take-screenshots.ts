import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { LocalStackError } from '../errors.ts';
import { sampleProject } from '../sample/sample-files.ts';
import { findChromium } from './find-chromium.ts';

const usage = `Usage: node local/console/take-screenshots.ts FOLDER [--url URL]
Writes pictures of the console: of the stack at URL, or of the sample, which it starts and ends.`;

const program = fileURLToPath(new URL('../start.ts', import.meta.url));

/** What stands behind # in the address, by the picture's name. */
const places: Readonly<Record<string, string>> = {
  projects: '',
  project: `view=project&project=${sampleProject.projectId}`,
  audience: `view=audience&project=${sampleProject.projectId}&file=loyalty-gold.csv`,
  mails: 'mails',
  scanner: 'scanner',
  stack: 'technical',
};

const looks = [
  { theme: 'light', width: 1280, language: 'en' },
  { theme: 'dark', width: 1280, language: 'ja' },
  { theme: 'light', width: 360, language: 'ja' },
  { theme: 'dark', width: 360, language: 'en' },
] as const;

interface Running {
  url: string;
  end: () => Promise<void>;
}

/** The sample, as soon as all of it is imported. */
const startSample = async (): Promise<Running> => {
  const state = await mkdtemp(join(tmpdir(), 'screenshots-'));
  const child = spawn(process.execPath, [program, '--state', state], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const end = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    await rm(state, { recursive: true, force: true });
  };
  let url: string | undefined;
  for await (const line of createInterface(child.stdout)) {
    url ??= /^The stack is up: (\S+)/.exec(line)?.[1];
    if (url !== undefined && line.startsWith('Try next')) {
      child.stdout.resume();
      return { url, end };
    }
  }
  throw new LocalStackError('the sample did not start: see what it has printed');
};

const takeAll = async (browser: Browser, url: string, folder: string): Promise<void> => {
  for (const { theme, width, language } of looks) {
    const context = await browser.newContext({
      colorScheme: theme,
      locale: language,
      reducedMotion: 'reduce',
      viewport: { width, height: 800 },
      deviceScaleFactor: width === 360 ? 2 : 1,
    });
    const page = await context.newPage();
    for (const [name, place] of Object.entries(places)) {
      await page.goto('about:blank');
      await page.goto(`${url}/#${place}`);
      await page.locator('main[data-ready]').waitFor();
      if (name === 'mails') await page.locator('summary').first().click();
      if (name === 'mails') await page.locator('.paper').first().waitFor();
      const path = join(folder, `${name}-${theme}-${width}-${language}.png`);
      await page.screenshot({ path, fullPage: true });
      console.log(path);
    }
    await context.close();
  }
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { url: { type: 'string' } },
});
const [folder] = positionals;
const executablePath = findChromium();
if (folder === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else if (executablePath === undefined) {
  console.error('There is no Chromium: install one, or name it in the variable CHROMIUM.');
  process.exitCode = 1;
} else {
  await mkdir(folder, { recursive: true });
  const stack: Running =
    values.url === undefined
      ? await startSample()
      : { url: values.url, end: () => Promise.resolve() };
  const browser = await chromium.launch({ executablePath });
  try {
    await takeAll(browser, stack.url, folder);
  } finally {
    await browser.close();
    await stack.end();
  }
}
