/** Keeps requests from reaching into our own network: a name is only as good as the addresses it resolves to right now. */
import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { HttpFailure } from './http-failure.js';

export type Resolver = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** True for globally routable unicast addresses only; IPv4 mapped into IPv6 is judged as IPv4; NAT64, 6to4 and the like are refused. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress())
    return parsed.toIPv4Address().range() === 'unicast';
  return parsed.range() === 'unicast';
}

/**
 * A `lookup` for sockets that refuses unless *all* addresses of the name are public. The check happens on the very
 * addresses that the socket then uses, so a name that changes its mind between two look-ups gains nothing.
 */
export function publicOnlyLookup(resolve: Resolver = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const [first] = addresses;
      if (!first || !addresses.every((entry) => isPublicAddress(entry.address))) {
        return callback(new HttpFailure('blocked-address', `${hostname}: does not lead to a public address`), '', 0);
      }
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}
