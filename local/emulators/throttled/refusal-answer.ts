import type { Refusal } from '../../throttling/refusal.ts';
import { type Answer, withBody } from './exchange.ts';

export const refusalAnswer = ({ name, message, details }: Refusal): Answer =>
  withBody(
    {
      status: 400,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: Buffer.alloc(0),
    },
    { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message, ...details },
  );
