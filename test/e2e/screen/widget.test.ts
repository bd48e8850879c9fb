import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInBrowser, startBrowser } from '../../support/browser.ts';
import { eventually } from '../../support/eventually.ts';
import { startWatch, visit, type Visitor } from '../../support/screen-visitor.ts';
import { startStandIn, type StandInStack } from '../../support/stand-in-screen.ts';

jest.setTimeout(300_000);

let stack: StandInStack;
let browser: Browser;
let watch: Awaited<ReturnType<typeof startWatch>>;
let visitor: Visitor;

/** As a function writes it, directly after the element that it is about. */
const action = (attributes: string, content: string): string =>
  `<cwdb-action ${attributes}>${content}</cwdb-action>`;
const call = (endpoint: string, params: object, more = 'display="widget"'): string =>
  action(`action="call" endpoint="${endpoint}" ${more}`, JSON.stringify(params));

/** What the widget is called with: all but what CloudWatch adds. */
const paramsOf = ({ widgetContext: _, ...params }: { widgetContext: unknown }): object => params;

const open = async (answer: unknown): Promise<Visitor> => {
  stack.screen.answer = answer;
  visitor = await visit(browser, `${stack.url}/`, { theme: 'dark', language: 'ja' });
  await visitor.page.getByText('CSV ファイルをここにドロップ').waitFor();
  await eventually('the widget was called', () => stack.screen.calls.length === 1);
  return visitor;
};

describeInBrowser('the widget on the console', () => {
  beforeAll(async () => {
    [stack, watch] = await Promise.all([startStandIn(), startWatch()]);
    browser = await startBrowser(watch.url);
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([stack.end(), watch.close()]);
  });
  beforeEach(() => {
    stack.screen.calls.length = 0;
    stack.actions.calls.length = 0;
  });
  afterEach(async () => {
    await visitor.leave();
    expect(visitor.errors).toEqual([]);
    expect(watch.left.splice(0)).toEqual([]);
  });

  it('is called as CloudWatch does', async () => {
    await open('<p>list</p>');
    expect(stack.screen.calls).toMatchObject([
      {
        view: 'projects',
        widgetContext: {
          dashboardName: 'StandIn',
          locale: 'ja',
          theme: 'dark',
          forms: { all: {} },
          timezone: { offsetISO: '+09:00', offsetInMinutes: 540 },
          params: { view: 'projects' },
        },
      },
    ]);
  });

  it('shows styles and drawings, and neither runs nor loads what a function may not', async () => {
    const { page, widget } = await open(`
      <style>.t { color: rgb(1, 2, 3) } .u { background: url(https://leak.example/a.png) }</style>
      <p class="t u" style="margin-left: 7px">text</p>
      <script>window.ran = 1</script><p onclick="window.ran = 1">click</p>
      <img src="https://leak.example/b.png" onerror="window.ran = 1" alt="picture">
      <iframe src="https://leak.example/c"></iframe><link rel="stylesheet" href="https://leak.example/d">
      <svg width="9" height="9"><path d="M0 0h9" stroke="red" /><use href="#x" /></svg>
      <a href="javascript:window.ran=1">bad</a> <a href="https://example.com/">good</a>
      <svg width="99" height="20"><a href="https://example.com/"><text y="15">drawn</text></a></svg>
      <svg width="99" height="20"><a xlink:href="https://example.com/"><text y="15">old</text></a></svg>
      <map name="m"><area href="https://example.com/" alt="area"></map>
      <p id="end">end</p>`);
    await widget.getByText('end').waitFor();
    await widget.getByText('click').click();
    await widget.getByText('bad').click();
    expect(await page.evaluate('window.ran')).toBeUndefined();
    const style = await page.evaluate<string>(`(() => {
      const text = document.querySelector('.widget').shadowRoot.querySelector('.t');
      const { color, marginLeft } = getComputedStyle(text);
      return color + ' ' + marginLeft;
    })()`);
    expect(style).toBe('rgb(1, 2, 3) 7px');
    expect(await widget.locator('svg path').count()).toBe(1);
    expect(await widget.locator('script, iframe, link, use').count()).toBe(0);
    const ofLinks = await widget.locator('a, area').all();
    const links = await Promise.all(ofLinks.map((link) => link.getAttribute('target')));
    // A script is no address, and leads nowhere.
    expect(links).toEqual([null, ...Array.from({ length: 4 }, () => '_blank')]);
    expect(await widget.getByText('good').getAttribute('rel')).toContain('noopener');
  });

  it('calls with parameters and forms, by mouse and by keyboard', async () => {
    const { page, widget } = await open(`
      <input name="text" value="a"><select name="one"><option>x<option selected>y</select>
      <input type="checkbox" name="yes" checked aria-label="yes">
      <a>next</a>${call(stack.screen.arn, { view: 'project', project: 'shop', page: 2 })}`);
    await widget.locator('input[name=text]').fill('typed');
    stack.screen.answer = '<p>page two</p>';
    await widget.getByText('next').focus();
    await page.keyboard.press('Enter');
    await widget.getByText('page two').waitFor();
    const last = stack.screen.calls.at(-1)!;
    expect(paramsOf(last)).toEqual({ view: 'project', project: 'shop', page: 2 });
    expect(last.widgetContext.forms.all).toEqual({ text: 'typed', one: 'y', yes: true });
    expect(new URL(page.url()).hash).toBe('#view=project&project=shop&page=2');
  });

  it('asks before it calls, if that is wanted', async () => {
    const { page, widget } = await open(
      `<a class="btn">delete</a>${call(stack.actions.arn, { action: 'delete' }, 'display="widget" confirmation="Delete <b>it</b>?"')}`,
    );
    stack.actions.answer = '<p>deleted</p>';
    await widget.getByText('delete').click();
    await page.getByRole('dialog').getByText('Delete <b>it</b>?').waitFor();
    await page.getByRole('button', { name: 'キャンセル' }).click();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(stack.actions.calls).toEqual([]);
    await widget.getByText('delete').click();
    await page.getByRole('button', { name: '続ける' }).click();
    await widget.getByText('deleted').waitFor();
    expect(stack.actions.calls.map(paramsOf)).toEqual([{ action: 'delete' }]);
  });

  it('opens windows, on a click, two, or a look', async () => {
    const { page, widget } = await open(`
      <a>one</a>${action('action="html"', '<p>in a window</p>')}
      <a>two</a>${action('action="html" event="dblclick" display="widget"', '<p>in its place</p>')}
      <a>look</a>${action('action="html" event="mouseenter"', '<p>seen</p>')}
      <a>ask</a>${call(stack.actions.arn, { a: 1 }, '')}`);
    const popup = page.getByRole('dialog');
    await widget.getByText('one').click();
    await popup.getByText('in a window').waitFor();
    await page.getByRole('button', { name: '閉じる' }).click();
    await widget.getByText('look').hover();
    await page.getByText('seen').waitFor();
    await page.mouse.move(0, 0);
    await page.getByText('seen').waitFor({ state: 'detached' });
    stack.actions.answer = { plain: 'JSON' };
    await widget.getByText('ask').click();
    await popup.getByText('"plain": "JSON"').waitFor();
    await page.keyboard.press('Escape');
    await widget.getByText('two').dblclick();
    await widget.getByText('in its place').waitFor();
  });

  it('says when the function fails, keeps what was shown, and tries again', async () => {
    const { page, widget } = await open('<p>list</p>');
    await widget.getByText('list').waitFor();
    stack.screen.answer = new TypeError('no such row');
    await page.getByRole('button', { name: '更新' }).click();
    await page.getByRole('alert').getByText('TypeError: no such row').waitFor();
    expect(await widget.getByText('list').isVisible()).toBe(true);
    stack.screen.answer = '<p>again</p>';
    await page.getByRole('button', { name: '再試行' }).click();
    await widget.getByText('again').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('says of a button that cannot work that it does not, and does nothing', async () => {
    const { page, widget } = await open(
      `<a>odd</a>${action(`action="call" endpoint="${stack.actions.arn}"`, '[1, 2')}`,
    );
    await widget.getByText('odd').click();
    await page.getByRole('alert').getByText('JSON オブジェクトではありません').waitFor();
    expect(stack.actions.calls).toEqual([]);
  });

  it('refreshes by itself the view that is shown, but not while somebody types', async () => {
    stack.screen.answer = '<p>list</p>';
    visitor = await visit(browser, 'about:blank');
    const { page, widget } = visitor;
    await page.clock.install();
    await page.goto(`${stack.url}/#view=project&project=shop`);
    await widget.getByText('list').waitFor();
    stack.screen.answer = '<input name="text" aria-label="find"><p>newer</p>';
    await page.clock.runFor(11_000);
    await widget.getByText('newer').waitFor();
    expect(stack.screen.calls.map(paramsOf)).toEqual([
      { view: 'project', project: 'shop' },
      { view: 'project', project: 'shop' },
    ]);

    await widget.getByLabel('find').fill('half a wo');
    await widget.getByText('newer').click();
    const [state] = await Promise.all([
      page.waitForResponse('**/console/state'),
      page.clock.runFor(11_000),
    ]);
    await state.finished();
    expect(await widget.getByLabel('find').inputValue()).toBe('half a wo');
    expect(stack.screen.calls).toHaveLength(2);
  });

  it('does not do again what was done, when it refreshes', async () => {
    stack.screen.answer = `<a>do</a>${call(stack.actions.arn, { action: 'pause' })}`;
    stack.actions.answer = '<p>done</p>';
    visitor = await visit(browser, 'about:blank');
    const { page, widget } = visitor;
    await page.clock.install();
    await page.goto(stack.url);
    await widget.getByText('do').click();
    await widget.getByText('done').waitFor();
    const [state] = await Promise.all([
      page.waitForResponse('**/console/state'),
      page.clock.runFor(11_000),
    ]);
    await state.finished();
    expect(await widget.getByText('done').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await widget.getByText('do', { exact: true }).waitFor();
    expect([stack.actions.calls.length, stack.screen.calls.length]).toEqual([1, 2]);
  });

  it('tells what was done, whatever is looked at meanwhile, and goes on', async () => {
    const { page, widget } = await open(`<a>do</a>${call(stack.actions.arn, { action: 'pause' })}`);
    const done = Promise.withResolvers<string>();
    stack.actions.answer = done.promise;
    await widget.getByText('do').click();
    await eventually('it is being done', () => stack.actions.calls.length === 1);
    stack.screen.answer = '<p>in light colors</p>';
    await page.getByRole('button', { name: '明るい配色' }).click();
    await widget.getByText('in light colors').waitFor();
    done.resolve('<p>done</p>');
    await widget.getByText('done').waitFor();
    stack.screen.answer = '<p>list</p>';
    await page.getByRole('button', { name: '更新' }).click();
    await widget.getByText('list').waitFor();
  });

  it('lets what was done overtake a view that was called for before', async () => {
    const { page, widget } = await open(`<a>do</a>${call(stack.actions.arn, { action: 'pause' })}`);
    const view = Promise.withResolvers<string>();
    const done = Promise.withResolvers<string>();
    stack.actions.answer = done.promise;
    await widget.getByText('do').click();
    await eventually('it is being done', () => stack.actions.calls.length === 1);
    stack.screen.answer = view.promise;
    const late = page.waitForResponse((response) =>
      response.url().includes(encodeURIComponent('function:Screen')),
    );
    await page.getByRole('button', { name: '更新' }).click();
    await eventually('the view is called for', () => stack.screen.calls.length === 2);
    done.resolve('<p>done</p>');
    await widget.getByText('done').waitFor();
    view.resolve('<p>too late</p>');
    await (await late).finished();
    await page.evaluate('new Promise((resolve) => setTimeout(resolve))');
    expect(await widget.getByText('done').isVisible()).toBe(true);
  });

  it('says when the stack has ended, and goes on when it is there again', async () => {
    stack.screen.answer = '<p>list</p>';
    visitor = await visit(browser, 'about:blank');
    const { page, widget } = visitor;
    await page.clock.install();
    await page.goto(stack.url);
    await widget.getByText('list').waitFor();
    await stack.end();
    await page.clock.runFor(11_000);
    await page.getByRole('alert').getByText('The stack does not answer.').waitFor();
    await stack.begin();
    stack.screen.answer = '<p>back</p>';
    await page.clock.runFor(3_000);
    await widget.getByText('back').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
