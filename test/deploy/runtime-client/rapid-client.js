/**
 * The native half of AWS's runtime interface client, which talks to Lambda's Runtime API: the same three functions without a
 * compiler. With `node --import` this module takes its place.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, resolveNext) =>
    specifier === './rapid-client.node'
      ? { url: import.meta.url, format: 'module', shortCircuit: true }
      : resolveNext(specifier, context),
});

const invocations = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;

/** The native one returns when it has posted. */
let posted = Promise.resolve();

const post = (path, body) => {
  posted = fetch(`${invocations}/${path}`, { method: 'POST', body });
};

export const next = async () => {
  await posted;
  const response = await fetch(`${invocations}/next`);
  return { bodyJson: await response.text(), headers: Object.fromEntries(response.headers) };
};

export const done = (id, body) => {
  post(`${id}/response`, body);
};

export const error = (id, body) => {
  post(`${id}/error`, body);
};
