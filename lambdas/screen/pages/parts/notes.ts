import { html, type Html } from '../../../shared/screen/html.ts';
import type { Tone } from '../../../shared/domain/tones.ts';
import { shownName, wholeName } from './names.ts';

export const note = (text: string | Html, tone?: Tone): Html =>
  html`<p class="${tone === undefined ? 'note' : `note ${tone}`}">${text}</p>`;

/** Names of what cannot be read, behind what that means. */
export const unreadableNote = (why: string, names: readonly string[]): Html | undefined =>
  names.length === 0
    ? undefined
    : html`<div class="note bad">
        <p>${why}</p>
        <ul class="ids">
          ${names.map((name) => {
            const whole = wholeName(name);
            return html`<li class="cut" ${whole === undefined ? '' : html` title="${whole}"`}>
              <code>${shownName(name)}</code>
            </li>`;
          })}
        </ul>
      </div>`;
