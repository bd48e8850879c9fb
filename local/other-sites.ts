import type { IncomingHttpHeaders } from 'node:http';
import { host } from './ports.ts';

const names: readonly string[] = [host, 'localhost'];

/** Not a name that somebody else's server gives this machine's address. */
const isThisMachine = (name: string | undefined): boolean =>
  names.includes(URL.parse(`http://${name ?? ''}`)?.hostname ?? '');

/**
 * A page that a person has open elsewhere can send requests to this machine, too. Browsers say which page it was (`Origin`) and by
 * which name the server was asked (`Host`); SDKs say no origin.
 *
 * @returns undefined for a request that is taken
 */
export const whyRefused = ({
  host: name,
  origin,
}: Pick<IncomingHttpHeaders, 'host' | 'origin'>): string | undefined => {
  if (!isThisMachine(name))
    return `The local stack answers at http://${host} only, not at ${name ?? 'no name'}.`;
  return origin === undefined || origin === `http://${name ?? ''}`
    ? undefined
    : `The local stack takes no requests from pages of ${origin}.`;
};
