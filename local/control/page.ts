import type { StackModel } from '../template/stack-model.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const table = (rows: readonly (readonly [string, string])[]): string =>
  `<table>${rows.map(([name, value]) => `<tr><th>${escape(name)}</th><td>${value}</td></tr>`).join('')}</table>`;

const link = (url: string, text = url): string => `<a href="${escape(url)}">${escape(text)}</a>`;

/** One plain page for a person: what runs where. */
export const consolePage = (
  stackName: string,
  stack: StackModel,
  endpoints: Readonly<Record<string, string | undefined>> & { ses: string },
): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escape(stackName)} on this machine</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
  th { text-align: left; font-weight: 500; padding-right: 2rem; vertical-align: top }
  td { font-family: ui-monospace, monospace; overflow-wrap: anywhere }
</style>
<h1>${escape(stackName)} on this machine</h1>
<p>${link('/status', 'Status')} as JSON · ${link(endpoints.ses, 'Mails')} that were sent</p>
<h2>Endpoints</h2>
${table(
  Object.entries(endpoints).flatMap(([name, url]) =>
    url === undefined ? [] : [[name, link(url)] as const],
  ),
)}
<h2>Functions</h2>
${table(
  stack.functions.map((model) => [
    model.name,
    `${model.timeoutSeconds} s, ${model.memoryMegabytes} MB`,
  ]),
)}
<h2>Outputs</h2>
${table(Object.entries(stack.outputs).map(([name, value]) => [name, escape(value)]))}
</html>
`;
