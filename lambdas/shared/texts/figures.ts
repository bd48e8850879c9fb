const plain = new Intl.NumberFormat('en-US');
const tenths = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const cents = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const fractionsOfCents = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 0,
  maximumSignificantDigits: 2,
});

/** `1,234` */
export const formatCount = (count: number): string => plain.format(count);

/** Who came and who left: `+1,234 -56`. */
export const formatChange = (added: number, removed: number): string =>
  `+${plain.format(added)} -${plain.format(removed)}`;

/**
 * `98.7 %`. Says 100 % only of all, and 0 % only of none.
 *
 * @param share from 0 to 1
 */
export const formatShare = (share: number): string => {
  const rounded = Math.round(share * 1000) / 10;
  const least = share > 0 ? 0.1 : 0;
  const most = share < 1 ? 99.9 : 100;
  return `${tenths.format(Math.min(most, Math.max(least, rounded)))} %`;
};

/** `$12.50`, and two digits of what is less than ten cents: `$0.00042`. */
export const formatDollars = (dollars: number): string =>
  dollars === 0 || dollars >= 0.1 ? cents.format(dollars) : fractionsOfCents.format(dollars);
