import type { Html } from './html.ts';

/** HTML as a function answers it. The indentation of the templates is left out: half of a long list would be blanks. */
export const toAnswer = async (page: Html): Promise<string> =>
  String(await page).replace(/\s*\n\s*/g, '\n');
