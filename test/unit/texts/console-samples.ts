import type { ConsoleTexts } from '../../../local/console/texts/en.ts';
import type { Samples } from './samples.ts';

const numbers = [[1_234], [5_678]] as const;
const names = [['vip'], ['loyal']] as const;

/** As in `samples`, of the local console. */
export const consoleSamples: Samples<ConsoleTexts> = {
  title: names,
  sections: {},
  preferences: {},
  widget: {},
  dialog: {},
  upload: {
    target: names,
    dropAnywhere: names,
    progress: numbers,
    paused: [
      ['shop', 'npx --no -- audience-import --local'],
      ['news', 'npx --no -- audience-import --state x'],
    ],
    ready: numbers,
    open: names,
    refused: { bucket: names },
  },
  empty: {},
  mails: { count: numbers },
  scanner: { milliseconds: numbers },
  technical: { seconds: numbers, megabytes: numbers, version: names },
};
