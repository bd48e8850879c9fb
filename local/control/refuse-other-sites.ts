import type { MiddlewareHandler } from 'hono';
import { host } from '../ports.ts';

const names: readonly string[] = [host, 'localhost'];

/** Not a name that somebody else's server gives this machine's address. */
const isThisMachine = (name: string | undefined): boolean =>
  names.includes(URL.parse(`http://${name ?? ''}`)?.hostname ?? '');

/**
 * A page that a person has open elsewhere can send requests to this machine, too. Browsers say which page it was (`Origin`) and by
 * which name the server was asked (`Host`); SDKs say no origin.
 */
export const refuseOtherSites: MiddlewareHandler = async (context, next) => {
  const name = context.req.header('host');
  const origin = context.req.header('origin');
  if (!isThisMachine(name))
    return context.json(
      { message: `The local stack answers at http://${host} only, not at ${name ?? 'no name'}.` },
      403,
    );
  if (origin !== undefined && origin !== `http://${name ?? ''}`)
    return context.json(
      { message: `The local stack takes no requests from pages of ${origin}.` },
      403,
    );
  return next();
};
