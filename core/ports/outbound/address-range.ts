import { BlockList, isIP } from 'node:net';

/** Loopback, private, link-local, shared, documentation, multicast, reserved; IANA's special-purpose registries. */
const notPublic4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...[
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.31.196.0/24',
    '192.52.193.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
  ],
  ...['192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];

/** Only global unicast is public, less what carries an IPv4 address inside or is set apart. */
const public6 = ['2000::/3'];
const notPublic6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '64:ff9b::/96'];

const blocked4 = rangesOf(notPublic4);
const open6 = rangesOf(public6);
const blocked6 = rangesOf(notPublic6);

/** A set of addresses from `10.0.0.0/8`, `::1` and the like. */
export function rangesOf(texts: readonly string[]): BlockList {
  const ranges = new BlockList();
  for (const text of texts) {
    const [address = '', bits] = text.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) ranges.addAddress(address, family);
    else ranges.addSubnet(address, Number(bits), family);
  }
  return ranges;
}

export function isWithin(ranges: BlockList, address: string): boolean {
  const plain = plainAddress(address);
  return ranges.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

/** May anybody reach it over the internet? */
export function isPublic(address: string): boolean {
  const plain = plainAddress(address);
  if (isIP(plain) === 4) return !blocked4.check(plain, 'ipv4');
  return isIP(plain) === 6 && open6.check(plain, 'ipv6') && !blocked6.check(plain, 'ipv6');
}

/** An IPv4 address written as IPv6 counts as what it is; a zone is left out. */
function plainAddress(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const canonical = isIP(bare) === 6 ? new URL(`http://[${bare}]/`).hostname.slice(1, -1) : bare;
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (!mapped) return canonical;
  const [high, low] = [mapped[1], mapped[2]].map((part) => Number.parseInt(part ?? '0', 16));
  return [high, low].flatMap((part = 0) => [part >> 8, part & 255]).join('.');
}
