const base = new CSSStyleSheet();
base.replaceSync(`
  :host { display: block; contain: layout style; }
  .content { overflow-wrap: anywhere; }
  .content:focus { outline: none; }
  pre { white-space: pre-wrap; font: 0.8125rem/1.6 ui-monospace, monospace; margin: 0; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  .default { padding: 1.25rem; }
  .default a.btn { display: inline-block; padding: 0.3rem 0.8rem; border: 1px solid currentColor; border-radius: 6px;
    cursor: pointer; text-decoration: none; color: inherit; }
  .default a.btn-primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  .default table { border-collapse: collapse; }
  .default :is(td, th) { padding: 0.3rem 0.7rem 0.3rem 0; text-align: start; }
`);

/** A place for what others have written. Its styles end at its border, and those of the page do not come in. */
export interface Surface {
  element: HTMLElement;
  content: HTMLElement;
  /** Takes the place of what was there. */
  fill: (nodes: Node, isDark: boolean) => void;
}

export const createSurface = (): Surface => {
  const element = document.createElement('div');
  const root = element.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [base];
  const content = document.createElement('div');
  content.tabIndex = -1;
  root.append(content);
  return {
    element,
    content,
    fill: (nodes, isDark) => {
      content.replaceChildren(nodes);
      const isPlain = content.querySelector('.cwdb-no-default-styles') !== null;
      content.className = ['content', isPlain ? '' : 'default', isDark ? 'cwdb-theme-dark' : '']
        .filter((name) => name !== '')
        .join(' ');
    },
  };
};
