/** `UTC`, `+09:00`. @param minutes that a time zone is ahead of UTC */
export const offsetOf = (minutes: number): string => {
  if (minutes === 0) return 'UTC';
  const passed = Math.abs(minutes);
  const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(passed / 60)}:${two(passed % 60)}`;
};
