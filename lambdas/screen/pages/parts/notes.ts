import { html, type Html } from '../../../shared/screen/html.ts';
import type { Tone } from '../../../shared/domain/tones.ts';
import type { Reader } from '../reader.ts';
import { shownName, wholeName } from './names.ts';

export const note = (text: string | Html, tone?: Tone): Html =>
  html`<p class="${tone === undefined ? 'note' : `note ${tone}`}">${text}</p>`;

/** A project has up to 2,000 audiences, and all of them may be so; `audience-import doctor` names all. */
const mostNames = 20;

/** Names of what cannot be read, behind what that means. */
export const unreadableNote = (
  why: string,
  names: readonly string[],
  { say }: Pick<Reader, 'say'>,
): Html | undefined =>
  names.length === 0
    ? undefined
    : html`<div class="note bad">
        <p>${why}</p>
        <ul class="ids">
          ${names.slice(0, mostNames).map((name) => {
            const whole = wholeName(name);
            return html`<li class="cut" ${whole === undefined ? '' : html` title="${whole}"`}>
              <code>${shownName(name)}</code>
            </li>`;
          })}
        </ul>
        ${names.length > mostNames && html`<p>${say.screen.unreadableMore(names.length - mostNames)}</p>`}
      </div>`;
