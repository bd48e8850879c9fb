import type { MiddlewareHandler } from 'hono';
import { whyRefused } from '../other-sites.ts';

export const refuseOtherSites: MiddlewareHandler = async (context, next) => {
  const { host, origin } = context.req.header();
  const message = whyRefused({ host, origin });
  return message === undefined ? next() : context.json({ message }, 403);
};
