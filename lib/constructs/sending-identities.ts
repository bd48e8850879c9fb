/**
 * What may be verified in SES for an address to send: the address, its domain, or a domain above that.
 *
 * @returns `a@mail.example.com`, `mail.example.com`, `example.com`
 */
export const sendingIdentities = (address: string): string[] => {
  const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
  // Nobody verifies a top-level domain.
  const domains = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
  return [address, ...domains];
};
