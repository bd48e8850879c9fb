import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Mail, MailLine } from '../../api.ts';
import type { Deeds, Model } from '../model.ts';
import { sanitiseMail } from '../sanitise.ts';
import { createSurface } from '../surface.ts';
import { formatTime } from './formats.ts';
import { emptyNote } from './notes.ts';

const papers = new WeakMap<Mail, HTMLElement>();

/** Made once a mail: its content never changes. Mails are written for white paper. */
const paperOf = (mail: Mail): HTMLElement => {
  const made = papers.get(mail);
  if (made) return made;
  const surface = createSurface();
  surface.element.className = 'paper';
  surface.fill(sanitiseMail(mail.html ?? ''), false);
  papers.set(mail, surface.element);
  return surface.element;
};

const body = (mail: Mail, { say }: Model): TemplateResult => html`
  <p class="mail-to">${say.mails.to} ${mail.to.join(', ')}</p>
  ${mail.html === null ? nothing : paperOf(mail)}
  ${
    mail.text === null
      ? nothing
      : html`<details class="mail-text" ?open=${mail.html === null}>
          <summary>${say.mails.asText}</summary>
          <pre tabindex="0">${mail.text}</pre>
        </details>`
  }
  ${mail.html === null && mail.text === null ? html`<p>${say.mails.noBody}</p>` : nothing}
`;

const line = (mail: MailLine, model: Model, deeds: Deeds): TemplateResult => {
  const opened = model.mails.get(mail.id);
  return html`
    <li>
      <details
        class="mail"
        @toggle=${({ target }: Event) => {
          if (target instanceof HTMLDetailsElement && target.open) deeds.openMail(mail.id);
        }}
      >
        <summary>
          <span class="mail-subject"><bdi>${mail.subject}</bdi></span>
          <time>${formatTime(model.preferences.language, mail.at)}</time>
        </summary>
        <div class="mail-body">${opened ? body(opened, model) : model.say.loading}</div>
      </details>
    </li>
  `;
};

/** The mails that were sent, as their readers see them. */
export const mailsSection = (model: Model, deeds: Deeds): TemplateResult => {
  const { say, state } = model;
  if (!state) return html`<p>${say.loading}</p>`;
  if (state.mails === null) return emptyNote(say.sections.mails, say.empty.mailsElsewhere);
  if (state.mails.length === 0) return emptyNote(say.empty.mails, say.empty.mailsNext);
  return html`
    <h1>${say.sections.mails}</h1>
    <ul class="mails panel">
      ${repeat(
        state.mails,
        ({ id }) => id,
        (mail) => line(mail, model, deeds),
      )}
    </ul>
  `;
};
