import type { Service } from './service.ts';

/** AWS's JSON protocol: the operation stands in a header, its input in the body. */
export const decodeJson: Service['decode'] = ({ headers, body }) => ({
  operation: (headers['x-amz-target'] ?? '').replace(/^.*\./, ''),
  input: JSON.parse(body.toString()) as Record<string, unknown>,
});
