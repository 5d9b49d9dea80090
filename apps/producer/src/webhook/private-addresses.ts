import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** The host is, or resolves to, an address inside our own network. Subscriptions must not reach there. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
  readonly code = 'PRIVATE_ADDRESS';

  constructor() {
    super(
      'the destination is on a private or local address; for a trusted network set the option allowPrivateDestinations',
    );
  }
}

/** Everything that is not the public internet, after the IANA special-purpose registries. */
const PRIVATE_V4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** The public part of IPv6 is 2000::/3, less what stands for other addresses or for documentation. */
const PUBLIC_V6: readonly [string, number] = ['2000::', 3];
const PRIVATE_V6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const privateList = new BlockList();
for (const [net, bits] of PRIVATE_V4) privateList.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of PRIVATE_V6) privateList.addSubnet(net, bits, 'ipv6');
const publicV6 = new BlockList();
publicV6.addSubnet(...PUBLIC_V6, 'ipv6');

/** Whether an IP address is anywhere but on the public internet. IPv4 inside IPv6 is not public either: nobody needs it. */
export function isPrivateAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return privateList.check(address, 'ipv4');
    case 6:
      return !publicV6.check(address, 'ipv6') || privateList.check(address, 'ipv6');
    default:
      return true;
  }
}

/** Whether a URL's host is an address that is private. Names are looked at when they are resolved. */
export function isPrivateHost(hostname: string): boolean {
  const address = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return isIP(address) !== 0 && isPrivateAddress(address);
}

/**
 * Resolves a name as the socket is opened, so that what was checked is what is connected to. One private address among
 * several refuses the name.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    const addresses = found as LookupAddress[] | undefined;
    if (error !== null) callback(error, '', 0);
    else if (addresses!.length === 0 || addresses!.some(({ address }) => isPrivateAddress(address)))
      callback(new PrivateAddressError(), '', 0);
    else if (options.all) callback(null, addresses!);
    else callback(null, addresses![0]!.address, addresses![0]!.family);
  });
};
