import { type Frame, frameOf } from '../../shared/screen/frame.ts';
import type { WidgetContext } from '../../shared/screen/widget-event.ts';
import type { Endpoints } from '../show.ts';

/** For whom a page is drawn: what CloudWatch says of the dashboard that it is shown on. */
export interface Reader extends Frame {
  endpoints: Endpoints;
  /** milliseconds since 1970 */
  now: number;
}

export const readerOf = (
  context: WidgetContext | undefined,
  endpoints: Endpoints,
  now: number,
): Reader => ({ ...frameOf(context), endpoints, now });
