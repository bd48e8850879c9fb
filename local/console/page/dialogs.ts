import { html, render } from 'lit-html';
import type { ConsoleTexts } from '../texts/en.ts';

const open = (
  content: ReturnType<typeof html>,
  { label, onClose }: { label: string; onClose: (value: string) => void },
): HTMLDialogElement => {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', label);
  render(content, dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
    onClose(dialog.returnValue);
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
};

const close =
  (value: string) =>
  (event: Event): void => {
    if (event.target instanceof Element) event.target.closest('dialog')?.close(value);
  };

/** Asks before something is done. The careful answer has the focus. */
export const ask = (question: string, { dialog: say }: ConsoleTexts): Promise<boolean> =>
  new Promise((resolve) => {
    open(
      html`<p class="dialog-text">${question}</p>
        <div class="dialog-buttons">
          <button type="button" class="button" autofocus @click=${close('')}>${say.cancel}</button>
          <button type="button" class="button button-main" @click=${close('go')}>${say.go}</button>
        </div>`,
      {
        label: say.ask,
        onClose: (value) => {
          resolve(value === 'go');
        },
      },
    );
  });

/** Shows what a widget's action answers in a window of its own. */
export const popUp = (content: Node, label: string, { dialog: say }: ConsoleTexts): void => {
  open(
    html`<div class="dialog-content">${content}</div>
      <div class="dialog-buttons">
        <button type="button" class="button" @click=${close('')}>${say.close}</button>
      </div>`,
    { label, onClose: () => undefined },
  );
};

/** Shows it beside what the mouse is on, as long as it is there. */
export const showBeside = (target: Element, content: Node): void => {
  const hint = document.createElement('div');
  hint.className = 'hint';
  hint.popover = 'manual';
  hint.append(content);
  document.body.append(hint);
  hint.showPopover();
  const { left, bottom } = target.getBoundingClientRect();
  hint.style.left = `${Math.max(8, Math.min(left, innerWidth - hint.offsetWidth - 8))}px`;
  hint.style.top = `${bottom + 4}px`;
  target.addEventListener(
    'mouseleave',
    () => {
      hint.remove();
    },
    { once: true },
  );
};

export const isAsking = (): boolean => document.querySelector('dialog[open]') !== null;
