import { html, nothing, svg, type TemplateResult } from 'lit-html';
import { languageNames, languages } from '../../../lambdas/shared/texts/language.ts';
import { type Section, sections } from './address.ts';
import type { Deeds, Model } from './model.ts';
import { audiencesSection } from './sections/audiences.ts';
import { mailsSection } from './sections/mails.ts';
import { scannerSection } from './sections/scanner.ts';
import { technicalSection } from './sections/technical.ts';

const icon = (paths: TemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">${paths}</svg>`;

const sun = icon(
  svg`<circle cx="10" cy="10" r="3.6" /><path d="M10 1.8v2M10 16.2v2M1.8 10h2M16.2 10h2M4.2 4.2l1.4 1.4M14.4 14.4l1.4 1.4M4.2 15.8l1.4-1.4M14.4 5.6l1.4-1.4" />`,
);
const moon = icon(svg`<path d="M16.8 11.9A7 7 0 0 1 8.1 3.2a7 7 0 1 0 8.7 8.7Z" />`);
const arrows = icon(
  svg`<path d="M16.2 8.2A6.5 6.5 0 0 0 4.6 6.4L3.2 8M3.8 11.8a6.5 6.5 0 0 0 11.6 1.8l1.4-1.6M3.2 4v4h4M16.8 16v-4h-4" />`,
);

const link = (section: Section, { say, place, state }: Model, deeds: Deeds): TemplateResult => {
  const count = section === 'mails' ? (state?.mails?.length ?? 0) : 0;
  return html`<a
    href=${section === 'audiences' ? '#' : `#${section}`}
    aria-current=${place.section === section ? 'page' : nothing}
    @click=${(event: Event) => {
      event.preventDefault();
      deeds.go(section);
    }}
    >${say.sections[section]}${
      count > 0
        ? html`<span class="count" aria-label=${say.mails.count(count)}>${count}</span>`
        : nothing
    }</a
  >`;
};

const switches = ({ say, preferences }: Model, deeds: Deeds): TemplateResult => {
  const isDark = preferences.theme === 'dark';
  return html`
    <div class="languages" role="group" aria-label=${say.preferences.language}>
      ${languages.map(
        (language) =>
          html`<button
            type="button"
            lang=${language}
            aria-pressed=${String(language === preferences.language)}
            @click=${() => {
              deeds.prefer({ language });
            }}
          >
            ${languageNames[language]}
          </button>`,
      )}
    </div>
    <button
      type="button"
      class="icon-button"
      aria-label=${isDark ? say.preferences.light : say.preferences.dark}
      title=${isDark ? say.preferences.light : say.preferences.dark}
      @click=${() => {
        deeds.prefer({ theme: isDark ? 'light' : 'dark' });
      }}
    >
      ${isDark ? sun : moon}
    </button>
    <button
      type="button"
      class="icon-button"
      aria-label=${say.preferences.refresh}
      title=${say.preferences.refresh}
      @click=${deeds.refresh}
    >
      ${arrows}
    </button>
  `;
};

const content = (model: Model, deeds: Deeds): TemplateResult => {
  switch (model.place.section) {
    case 'audiences':
      return audiencesSection(model, deeds);
    case 'mails':
      return mailsSection(model, deeds);
    case 'scanner':
      return scannerSection(model, deeds);
    case 'technical':
      return technicalSection(model);
  }
};

const gone = ({ say }: Model): TemplateResult =>
  html`<div class="banner" role="alert">
    <strong>${say.gone}</strong> <span>${say.goneNext}</span>
  </div>`;

/** All of the section is there: for who takes pictures. */
const isReady = ({ state, place, widget }: Model): boolean =>
  state !== undefined &&
  (place.section !== 'audiences' ||
    state.projects.length === 0 ||
    (!widget.isEmpty() && !widget.isLoading()));

/** The whole page. */
export const page = (model: Model, deeds: Deeds): TemplateResult => {
  const { say, state, isGone, place } = model;
  return html`
    <a class="skip" href="#content" @click=${skip}>${say.skip}</a>
    <header>
      <div class="bar">
        <div class="brand">
          <img src="/console/icon.svg" alt="" width="26" height="26" />
          <span class="brand-name">${state?.name ?? 'audience-import'}</span>
          <span class="here">${say.here}</span>
        </div>
        <div class="switches">${switches(model, deeds)}</div>
        <nav aria-label=${say.sections.label}>
          ${sections.map((section) => link(section, model, deeds))}
        </nav>
      </div>
    </header>
    ${isGone ? gone(model) : nothing}
    <main id="content" tabindex="-1" data-section=${place.section} ?data-ready=${isReady(model)}>
      ${content(model, deeds)}
    </main>
    <footer><p>${say.footer}</p></footer>
  `;
};

/** The part of the URL behind # says what is shown, so it cannot name an element, too. */
const skip = (event: Event): void => {
  event.preventDefault();
  document.getElementById('content')?.focus();
};
