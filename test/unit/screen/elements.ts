import { DomUtils, parseDocument } from 'htmlparser2';

/** As htmlparser2 has it; without depending on the package that it comes from. */
type Node = ReturnType<typeof parseDocument>['children'][number];
type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

export const elementsOf = (html: string): Element[] =>
  DomUtils.getElementsByTagName(() => true, parseDocument(html));

/** Which elements stand in which, and which attributes they have. */
export const shapeOf = (html: string): unknown[] => {
  const shape = (nodes: readonly Node[]): unknown[] =>
    nodes
      .filter((node): node is Element => DomUtils.isTag(node) || 'attribs' in node)
      .map(({ name, attribs, children }) => [
        name,
        Object.keys(attribs).sort().join(' '),
        ...shape(children),
      ]);
  return shape(parseDocument(html).children);
};

const readAloud = ['title', 'aria-label', 'confirmation', 'placeholder', 'alt'];

/** All that people read: texts, and attributes that are read aloud or shown. */
export const textsIn = (html: string): string[] => {
  const texts: string[] = [];
  const visit = (node: Node): void => {
    if ('attribs' in node) {
      if (node.name === 'style') return;
      for (const name of readAloud) {
        const value = node.attribs[name];
        if (value !== undefined) texts.push(value);
      }
      if (node.name !== 'cwdb-action') node.children.forEach(visit);
    } else if (DomUtils.isText(node) && node.data.trim() !== '') texts.push(node.data.trim());
  };
  parseDocument(html).children.forEach(visit);
  return texts;
};

/** Text of all elements of this kind. */
export const textsOf = (html: string, name: string): string[] =>
  elementsOf(html)
    .filter((element) => element.name === name)
    .map((element) => shownOf(element).replace(/\s+/g, ' ').trim());

/** Without what a press calls. */
const shownOf = (node: Node): string => {
  if (DomUtils.isText(node)) return node.data;
  return 'attribs' in node && node.name !== 'cwdb-action'
    ? node.children.map(shownOf).join('')
    : '';
};

export interface FoundCall {
  endpoint: string;
  params: Record<string, unknown>;
  confirmation: string | undefined;
  display: string | undefined;
  /** what is pressed */
  before: Element | undefined;
  label: string;
}

export const callsIn = (html: string): FoundCall[] =>
  elementsOf(html)
    .filter(({ name }) => name === 'cwdb-action')
    .map((element) => {
      const before = DomUtils.prevElementSibling(element) ?? undefined;
      return {
        endpoint: element.attribs.endpoint ?? '',
        params: JSON.parse(DomUtils.textContent(element)) as Record<string, unknown>,
        confirmation: element.attribs.confirmation,
        display: element.attribs.display,
        before,
        label: before ? DomUtils.textContent(before).trim() : '',
      };
    });

/** What pressing the button of this name calls. */
export const callOf = (html: string, label: string): FoundCall | undefined =>
  callsIn(html).find((call) => call.label === label);
