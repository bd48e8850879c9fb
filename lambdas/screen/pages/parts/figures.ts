import { matchRateOf } from '../../../shared/domain/match-rate.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { formatShare } from '../../../shared/texts/figures.ts';
import type { Texts } from '../../../shared/texts/texts.ts';

/** In place of what is not known. */
export const none = '–';

export const countOrNone = (count: number | null | undefined, { formats }: Texts): string =>
  count === undefined || count === null ? none : formats.number(count);

/** `+1,234 −56`; nothing of what has not changed. */
export const change = (
  { added, removed }: { added?: number | null | undefined; removed?: number | null | undefined },
  { formats, screen }: Texts,
): Html | string => {
  if (typeof added !== 'number' || typeof removed !== 'number') return none;
  if (added === 0 && removed === 0) return screen.noChange;
  return html`${added > 0 && html`<span class="plus">+${formats.number(added)}</span>`}
  ${removed > 0 && html`<span class="minus">−${formats.number(removed)}</span>`}`;
};

export const matchRate = (counts: Parameters<typeof matchRateOf>[0]): string => {
  const rate = matchRateOf(counts);
  return rate === undefined ? none : formatShare(rate);
};

/** How much of what there is room for is taken. @param tone when it is nearly all */
export const bar = (taken: number, of: number): Html => {
  const share = of === 0 ? 1 : Math.min(1, taken / of);
  const tone = share >= 1 ? 'bar bad' : share >= 0.9 ? 'bar warning' : 'bar';
  return html`<span class="${tone}"><i style="width:${Math.round(share * 100)}%"></i></span>`;
};
