import { showText } from '../../shared/domain/show-text.ts';
import type { Failure } from '../../shared/screen/failure-of.ts';
import { html, type Html } from '../../shared/screen/html.ts';
import { page } from '../../shared/screen/page.ts';
import type { ViewParams } from '../../shared/screen/view-params.ts';
import { link, linkToProjects } from './parts/links.ts';
import type { Reader } from './reader.ts';

/** Bytes of what DynamoDB or the check of an item has said. */
const mostShown = 1_000;

/** What a person sees in place of what was asked for: what is wrong, with what, and what to do. */
export const failurePage = (
  { kind, message }: Failure,
  params: ViewParams | undefined,
  reader: Reader,
): Html => {
  const { failures } = reader.say.screen;
  return page(reader, {
    title: failures.title,
    trail: [linkToProjects(reader)],
    body: html`<section class="card bad">
      <p>${failures[kind]}</p>
      <code class="code">${showText(message, mostShown)}</code>
      <div class="row">
        ${link(failures.again, params ?? { view: 'projects' }, reader, { look: 'b' })}
      </div>
    </section>`,
  });
};
