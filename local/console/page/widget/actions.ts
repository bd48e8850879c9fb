import { z } from 'zod';

/** What is to happen on an element, as its `cwdb-action` says. */
export interface WidgetAction {
  target: Element;
  event: 'click' | 'dblclick' | 'mouseenter';
  display: 'popup' | 'widget';
  /** what is asked before */
  confirmation: string | undefined;
  does:
    | { kind: 'call'; endpoint: string; params: Record<string, unknown> }
    | { kind: 'html'; content: readonly Node[] }
    /** it says no JSON object to call with, or no function */
    | { kind: 'broken' };
}

const attributesSchema = z.object({
  action: z.enum(['call', 'html']).catch('html'),
  display: z.enum(['popup', 'widget']).catch('popup'),
  event: z.enum(['click', 'dblclick', 'mouseenter']).catch('click'),
  endpoint: z.string().nullable(),
  confirmation: z.string().nullable(),
});

const paramsSchema = z.record(z.string(), z.unknown());

const readParams = (text: string): Record<string, unknown> | undefined => {
  try {
    return text.trim() === '' ? {} : paramsSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

const readDoing = (
  element: Element,
  { action, endpoint }: z.infer<typeof attributesSchema>,
): WidgetAction['does'] => {
  if (action === 'html') return { kind: 'html', content: [...element.childNodes] };
  const params = readParams(element.textContent);
  return endpoint === null || !params ? { kind: 'broken' } : { kind: 'call', endpoint, params };
};

const keysOfButtons: readonly string[] = ['Enter', ' '];

const operableByItself = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** Who has no mouse gets to it with the Tab key, and does it with Enter or the space bar. */
const makeOperable = (target: HTMLElement | SVGElement): void => {
  if (target.matches(operableByItself)) return;
  target.tabIndex = 0;
  if (!target.hasAttribute('role')) target.setAttribute('role', 'button');
  target.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || !keysOfButtons.includes(event.key)) return;
    event.preventDefault();
    target.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  });
};

/** Takes the `cwdb-action` elements out, and does what they say on the elements before them. */
export const bindActions = (
  root: DocumentFragment | Element,
  perform: (action: WidgetAction) => void,
): void => {
  for (const element of root.querySelectorAll('cwdb-action')) {
    const target = element.previousElementSibling;
    const said = attributesSchema.parse(
      Object.fromEntries(
        ['action', 'display', 'event', 'endpoint', 'confirmation'].map((name) => [
          name,
          element.getAttribute(name),
        ]),
      ),
    );
    element.remove();
    if (!(target instanceof HTMLElement || target instanceof SVGElement)) continue;
    const action: WidgetAction = {
      target,
      event: said.event,
      display: said.display,
      confirmation: said.confirmation ?? undefined,
      does: readDoing(element, said),
    };
    if (said.event === 'click') makeOperable(target);
    target.addEventListener(said.event, (event) => {
      event.preventDefault();
      perform(action);
    });
  }
};
