const operable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

const textOf = (element: Element | undefined): string => element?.textContent.trim() ?? '';

/**
 * For content that takes the place of an earlier state of itself.
 *
 * @returns gives the focus to the element that stands where the one that had it stood
 */
export const keepFocus = (content: HTMLElement): (() => void) => {
  const root = content.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : null;
  if (!focused) return () => undefined;
  const index = [...content.querySelectorAll(operable)].indexOf(focused);
  const text = textOf(focused);
  return () => {
    const next = [...content.querySelectorAll(operable)][index];
    if (next instanceof HTMLElement && textOf(next) === text) next.focus({ preventScroll: true });
    else content.focus({ preventScroll: true });
  };
};
