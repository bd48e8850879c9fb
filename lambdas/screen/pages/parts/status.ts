import { type Tone } from '../../../shared/domain/tones.ts';
import { html, type Html } from '../../../shared/screen/html.ts';

/** A word with a colour and a shape. */
export const state = (word: string | Html, tone: Tone | undefined): Html =>
  html`<span class="${tone === undefined ? 's' : `s ${tone}`}">${word}</span>`;
