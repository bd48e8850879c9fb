import { type Call, call } from './call.ts';
import { html, type Html } from './html.ts';

export interface Button {
  label: string | Html;
  /** `l`: a link; `b`: a button, `b go`: the one that is meant to be pressed, `b no`: one that takes something away */
  look?: 'l' | 'b' | 'b go' | 'b no' | 'b xs';
  /** of what is cut, or says too little by itself */
  title?: string | undefined;
}

/** Something to press, and what that calls. A real button, which a keyboard reaches and presses as well. */
export const button = ({ label, look = 'b', title }: Button, called: Call): Html =>
  html`<button type="button" class="${look}" ${title === undefined ? '' : html` title="${title}"`}>
      ${label}</button
    >${call(called)}`;
