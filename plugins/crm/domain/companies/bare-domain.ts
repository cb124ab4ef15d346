/** Letters of any alphabet, at least one dot. */
export const domainPattern = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;

/** `https://www.Acme.com/about` → `acme.com`: the one form in which domains are kept and compared. */
export function bareDomain(written: string): string {
  const address = written
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/^www\./, '');
  const [host = ''] = address.split(/[/?#:]/, 1);
  return host.replace(/\.$/, '');
}
