import { describe, expect, it } from '@jest/globals';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import { actionParamsSchema } from '../../../lambdas/shared/screen/action-params.ts';
import { viewParamsSchema } from '../../../lambdas/shared/screen/view-params.ts';
import { styles } from '../../../lambdas/shared/screen/styles.ts';
import { callsIn, elementsOf, shapeOf, textsIn } from './elements.ts';
import { aReader, drawn, endpoints, everyView, type Foreign, harmless } from './views.ts';

const views = Object.keys(everyView(aReader()));
const draw = (view: string, foreign = harmless, reader = aReader()): Promise<string> =>
  drawn(everyView(reader, foreign)[view]!());

/** What CloudWatch shows, and no attribute that runs or loads anything. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  nav: ['aria-label'],
  ul: [],
  li: ['title'],
  h2: ['title'],
  h3: [],
  p: [],
  bdi: [],
  time: ['title'],
  style: [],
  section: [],
  small: [],
  span: ['title'],
  i: ['style'],
  code: ['title'],
  dl: [],
  dt: [],
  dd: [],
  div: ['lang', 'role', 'aria-label', 'aria-hidden', 'tabindex'],
  table: [],
  caption: [],
  thead: [],
  tbody: [],
  tr: [],
  td: [],
  th: ['scope', 'aria-sort'],
  button: ['type', 'title'],
  label: [],
  select: ['name'],
  option: ['value', 'selected'],
  input: ['type', 'name', 'value', 'min', 'max', 'step'],
  'cwdb-action': ['action', 'display', 'endpoint', 'confirmation'],
  svg: ['viewbox', 'role', 'preserveaspectratio'],
  title: [],
  polygon: ['points'],
  polyline: ['points', 'vector-effect'],
};

describe.each(views)('the view "%s"', (view) => {
  it.each(['en', 'ja'] as const)(
    'has only elements and attributes that CloudWatch shows: %s',
    async (locale) => {
      const strange = elementsOf(await draw(view, harmless, aReader(locale))).flatMap(
        ({ name, attribs: { style, ...attribs } }) => {
          const known = allowed[name];
          if (!known || !(style === undefined || /^width:\d+(\.\d)?%$/.test(style))) return [name];
          return Object.keys(attribs).filter((one) => !['class', ...known].includes(one));
        },
      );
      expect(strange).toEqual([]);
    },
  );

  it('has tables with a caption, and cells that say what they are of', async () => {
    const elements = elementsOf(await draw(view));
    const ofKind = (kind: string) => elements.filter(({ name }) => name === kind);
    for (const { children } of ofKind('table'))
      expect(children.find((node) => 'attribs' in node)).toMatchObject({ name: 'caption' });
    expect(ofKind('th').filter(({ attribs }) => !/^(col|row)$/.test(attribs.scope ?? ''))).toEqual(
      [],
    );
  });

  it('calls what its functions understand, from what a keyboard reaches', async () => {
    const calls = callsIn(await draw(view));
    expect(calls.length).toBeGreaterThan(view === 'no project' ? -1 : 0);
    for (const { endpoint, params, before, display, confirmation } of calls) {
      expect(before).toMatchObject({ name: 'button', attribs: { type: 'button' } });
      expect(display).toBe('widget');
      const isAction = endpoint === endpoints.actions;
      expect(isAction || endpoint === endpoints.screen).toBe(true);
      const schema = isAction ? actionParamsSchema : viewParamsSchema;
      expect(schema.safeParse(params).error).toBeUndefined();
      if (isAction) {
        expect(params.screen).toBe(endpoints.screen);
        expect(confirmation).toMatch(/[Cc]ampaigns/);
      } else expect(confirmation).toBeUndefined();
    }
  });

  it('is in the theme and the language of the dashboard', async () => {
    const dark = await draw(view, harmless, aReader('ja', 'dark'));
    expect(dark).toContain('<div class="au au-dark" lang="ja">');
    expect(await draw(view)).toContain('<div class="au" lang="en">');
    expect(textsIn(dark)[0]).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
  });
});

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)' x='",
  '</cwdb-action><iframe src=//x.y>',
  '</style><svg onload=alert(1)>',
  '</title></svg><use href=#x>',
  '&lt;b&gt; &#60;b&#62; &quot;',
  '\u202Egpj.exe \u2066\u2069\u200F',
  'line\nline\r\n\u2028\0',
  'a comment <!-- that ends --> and <![CDATA[ one ]]>',
  '=cmd|calc!A1 {{7*7}} ${7*7}',
  'x'.repeat(1_000),
  '\uD800 half of a pair, which nobody sees',
];

/** The same name as far as its length goes. */
const tame = (text: string): string => 'n'.repeat(escapeName(text).length);

/** As version 3.5 has it. */
const droppedByDompurify =
  /((--!?|])>)|<\/(style|script|title|xmp|textarea|noscript|iframe|noembed|noframes)/i;

describe.each(hostile)('the name %j', (text) => {
  const evil: Foreign = { name: text, id: text.slice(0, 60), message: text };
  const good: Foreign = { name: tame(text), id: tame(text.slice(0, 60)), message: tame(text) };

  it.each(views)('is text and nothing else in "%s"', async (view) => {
    const html = await draw(view, evil);
    expect(shapeOf(html)).toEqual(shapeOf(await draw(view, good)));
    expect(textsIn(html).filter((shown) => /[\p{Bidi_Control}\0\u2028]/u.test(shown))).toEqual([]);
  });

  it.each(views)(
    'makes no sanitiser drop an attribute of "%s", least of all a question',
    async (view) => {
      const dropped = elementsOf(await draw(view, evil)).flatMap(({ name, attribs }) =>
        Object.entries(attribs)
          // What somebody has typed comes back as it is, or not at all.
          .filter(([, value]) => droppedByDompurify.test(value) && name !== 'input')
          .map(([attribute]) => attribute),
      );
      expect(dropped).toEqual([]);
    },
  );

  it('comes back as it is when it is pressed', async () => {
    const files = callsIn(await draw('held', evil)).flatMap(({ params }) => params.file ?? []);
    expect(new Set(files)).toEqual(new Set([`${text}.csv`]));
  });
});

describe('the style sheet', () => {
  it('loads nothing, and ends nowhere', () => {
    expect(styles).not.toMatch(/url\(|@import|expression|javascript|</i);
  });

  it('touches nothing that is not ours', () => {
    const rules = styles.replace(/@container[^{]*\{/g, '').match(/[^{}]+(?=\{)/g) ?? [];
    expect(rules.length).toBeGreaterThan(50);
    for (const selector of rules.flatMap((rule) => rule.trim().split(',')))
      expect(selector).toMatch(/^\.au(-dark)?( |$)/);
  });
});
