import { html, nothing, type TemplateResult } from 'lit-html';
import type { Deeds, Model } from '../model.ts';
import type { Trouble } from '../widget/create-widget.ts';
import { command, emptyNote, troubleNote } from './notes.ts';
import { uploadSection } from './upload.ts';

const trouble = (cause: Trouble, { say }: Model, deeds: Deeds): TemplateResult | typeof nothing => {
  const again = html`<button type="button" class="button" @click=${deeds.refresh}>
    ${say.tryAgain}
  </button>`;
  if (cause === 'bad-action') return troubleNote(say.widget.badAction, '', again);
  // The banner at the top says so.
  if (cause.kind === 'unreachable') return nothing;
  return cause.kind === 'refused'
    ? troubleNote(say.widget.failed, cause.message, again)
    : troubleNote(
        say.widget.failed,
        `${cause.type}: ${cause.message}`,
        html`<p>${say.widget.failedNext}</p>
          ${again}`,
      );
};

const skeleton = (label: string): TemplateResult =>
  html`<div class="skeleton" role="status" aria-label=${label}><i></i><i></i><i></i><i></i></div>`;

const shownWidget = (model: Model, deeds: Deeds): TemplateResult => {
  const { widget, say, state } = model;
  if (state?.screen === null) return troubleNote(say.widget.noScreen, say.widget.noScreenNext);
  const cause = widget.trouble();
  const isEmpty = widget.isEmpty();
  return html`
    <section
      class="panel of-widget"
      aria-label=${say.widget.label}
      aria-busy=${String(widget.isLoading())}
    >
      <div class="loading-line" ?hidden=${!widget.isLoading() || isEmpty}></div>
      ${cause === undefined ? nothing : trouble(cause, model, deeds)}
      ${isEmpty && cause === undefined ? skeleton(say.loading) : nothing} ${widget.element}
    </section>
  `;
};

const noProject = ({ say, state }: Model): TemplateResult =>
  emptyNote(
    say.empty.projects,
    say.empty.projectsNext,
    html`
      ${command(
        `${state?.command ?? ''} project put shop --admin-email you@example.com --audience-limit 100`,
      )}
      <p>${say.empty.users}</p>
      ${command(`printf 'user-0001\\nuser-0002\\n' | ${state?.command ?? ''} users load shop -`)}
    `,
  );

/** What CloudWatch shows, and above it what only a laptop has: the place to drop files. */
export const audiencesSection = (model: Model, deeds: Deeds): TemplateResult =>
  model.state?.projects.length === 0
    ? noProject(model)
    : html`<h1 class="out-of-sight">${model.say.sections.audiences}</h1>
        ${uploadSection(model, deeds)}${shownWidget(model, deeds)}`;
