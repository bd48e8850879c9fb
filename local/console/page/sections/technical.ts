import { html, type TemplateResult } from 'lit-html';
import type { ConsoleState } from '../../api.ts';
import type { Model } from '../model.ts';
import { formatNumber } from './formats.ts';

const pairs = (entries: readonly (readonly [string, string | TemplateResult])[]): TemplateResult =>
  html`<dl class="pairs">
    ${entries.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;

const table = (
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): TemplateResult => html`
  <div class="scrolls" tabindex="0">
    <table>
      <thead>
        <tr>
          ${headings.map(
            (heading, index) =>
              html`<th scope="col" class=${index === 0 ? '' : 'number'}>${heading}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...values]) =>
            html`<tr>
              <th scope="row"><code>${name}</code></th>
              ${values.map((value) => html`<td class="number">${value}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>
`;

const functions = (
  { functions: all }: ConsoleState,
  { say, preferences }: Model,
): TemplateResult => {
  const { technical } = say;
  const number = (value: number): string => formatNumber(preferences.language, value);
  return table(
    [
      ...[technical.name, technical.timeout, technical.memory],
      ...[technical.running, technical.started, technical.failed],
    ],
    all.map((each) => [
      ...[each.name, technical.seconds(each.timeoutSeconds)],
      technical.megabytes(each.memoryMegabytes),
      ...[number(each.running), number(each.started), number(each.failed)],
    ]),
  );
};

/** Where what runs: for who writes programs against the stack. */
export const technicalSection = (model: Model): TemplateResult => {
  const { say, state, preferences } = model;
  if (!state) return html`<p>${say.loading}</p>`;
  const number = (value: number): string => formatNumber(preferences.language, value);
  const { technical } = say;
  return html`
    <div class="headline">
      <h1>${state.name}</h1>
      <a href="/status">${technical.status}</a>
    </div>
    ${state.version === null ? '' : html`<p class="intro">${technical.version(state.version)}</p>`}
    <section class="panel">
      <h2>${technical.endpoints}</h2>
      ${pairs(
        Object.entries(state.endpoints).map(([name, url]) => [name, html`<code>${url}</code>`]),
      )}
    </section>
    <section class="panel">
      <h2>${technical.functions}</h2>
      ${functions(state, model)}
    </section>
    <section class="panel">
      <h2>${technical.queues}</h2>
      ${table(
        [technical.name, technical.waiting, technical.inFlight],
        state.queues.map(({ name, waiting, inFlight }) => [
          ...[name, number(waiting), number(inFlight)],
        ]),
      )}
    </section>
    <section class="panel">
      <h2>${technical.outputs}</h2>
      ${pairs(
        Object.entries(state.outputs).map(([name, value]) => [name, html`<code>${value}</code>`]),
      )}
    </section>
  `;
};
