import type { ActionCall } from '../../../shared/screen/action-params.ts';
import { button, type Button } from '../../../shared/screen/button.ts';
import type { Html } from '../../../shared/screen/html.ts';
import type { Reader } from '../reader.ts';

type WithoutScreen<T> = T extends unknown ? Omit<T, 'screen'> : never;

/**
 * A button that changes something.
 *
 * @param confirmation what is asked before: says what campaigns read afterwards
 */
export const action = (
  of: Button & { confirmation: string },
  params: WithoutScreen<ActionCall>,
  { endpoints }: Pick<Reader, 'endpoints'>,
): Html =>
  button(of, {
    endpoint: endpoints.actions,
    params: { ...params, screen: endpoints.screen },
    confirmation: of.confirmation,
  });
