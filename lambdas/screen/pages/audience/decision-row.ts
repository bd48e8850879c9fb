import {
  changesNothingRead,
  type Decision,
  type ReadVersion,
} from '../../../shared/domain/decision.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import type { Texts } from '../../../shared/texts/texts.ts';
import { countOrNone } from '../parts/figures.ts';
import { shownName, wholeName } from '../parts/names.ts';
import { state } from '../parts/status.ts';
import { ago } from '../parts/times.ts';
import type { Reader } from '../reader.ts';

/** A row of the history: what an operator has decided, what campaigns read since, and who it was. */
export const decisionRow = (decision: Decision, reader: Reader): Html => {
  const { say } = reader;
  const { decisions } = say.screenAudience;
  return html`<tr>
    <th scope="row" class="w">${ago(decision.at, reader)}</th>
    <td>${state(decisions.done[decision.action], undefined)}</td>
    <td class="n p3"></td>
    <td class="n">
      ${!changesNothingRead(decision) && decision.after && countOrNone(decision.after.members, say)}
    </td>
    <td class="n p2"></td>
    <td class="n p2"></td>
    <td class="n p3"></td>
    <td class="n p3"></td>
    <td><span class="why">${whatIsRead(decision, say)} ${who(decision, say)}</span></td>
  </tr>`;
};

const whatIsRead = (
  { before, after, dropped, onlyFile }: Decision,
  { screenAudience }: Texts,
): string | undefined => {
  if (before === undefined || after === undefined) return undefined;
  const { decisions } = screenAudience;
  const read = (version: ReadVersion | null): string =>
    version === null ? decisions.nothing : decisions.version(version.version, version.members);
  if (dropped) return decisions.dropped(dropped.version, dropped.members, read(after));
  if (onlyFile === true) return decisions.onlyFile(read(after));
  return decisions.readSince(read(after), read(before));
};

const who = ({ by }: Decision, { screenAudience: { decisions } }: Texts): Html => {
  const whole = by.principal === undefined ? undefined : wholeName(by.principal);
  return html`${decisions.via[by.via]}
  ${
    by.principal !== undefined &&
    html`<code${whole === undefined ? '' : html` title="${whole}"`}>${shownName(by.principal)}</code>`
  }
  ${by.request !== undefined && decisions.request(by.request)}`;
};
