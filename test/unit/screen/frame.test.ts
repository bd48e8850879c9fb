import { describe, expect, it } from '@jest/globals';
import { frameOf } from '../../../lambdas/shared/screen/frame.ts';
import { widgetEventSchema } from '../../../lambdas/shared/screen/widget-event.ts';
import { duration } from '../../../lambdas/shared/texts/duration.ts';
import { texts } from '../../../lambdas/shared/texts/texts.ts';

const frame = (widgetContext: unknown) =>
  frameOf(widgetEventSchema.parse({ widgetContext }).widgetContext);

describe('for whom something is drawn', () => {
  it.each([
    [{}, 0],
    [{ timezone: { label: 'UTC', offsetISO: '+00:00', offsetInMinutes: 0 } }, 0],
    // The sign of the minutes is not defined; that of ISO 8601 is.
    [{ timezone: { label: 'Local', offsetISO: '+09:00', offsetInMinutes: -540 } }, 540],
    [{ timezone: { label: 'Local', offsetISO: '-03:30', offsetInMinutes: -210 } }, -210],
    [{ timezone: { label: 'Local', offsetInMinutes: 120 } }, 120],
    [{ timezone: { label: 'Local', offsetISO: 'yes', offsetInMinutes: 1e9 } }, 0],
    [{ timezone: { offsetISO: '<b>' } }, 0],
    [{ timezone: 'Asia/Tokyo' }, 0],
  ])('is in a time zone: %j', (context, minutes) => {
    expect(frame(context).offsetMinutes).toBe(minutes);
  });

  it('reads a language that there is, in a theme that there is', () => {
    expect(frame({ locale: 'ja-JP', theme: 'dark' })).toMatchObject({
      language: 'ja',
      theme: 'dark',
      say: texts.ja,
    });
    expect(frame({ locale: 'xx', theme: 'pink' })).toMatchObject({
      language: 'en',
      theme: 'light',
    });
    expect(frame(undefined)).toMatchObject({ language: 'en', theme: 'light' });
  });
});

it.each([
  [0, '0 s', '0秒'],
  [119, '119 s', '119秒'],
  [120, '2 min', '2分'],
  [7_199, '119 min', '119分'],
  [90_000, '25 h', '25時間'],
  [200_000, '2 days', '2日'],
])('%d seconds are %s', (seconds, en, ja) => {
  expect(duration(seconds, texts.en.formats)).toBe(en);
  expect(duration(seconds, texts.ja.formats)).toBe(ja);
});
