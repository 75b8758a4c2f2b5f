import { BlockList, isIP } from "node:net";

type Network = readonly [address: string, prefix: number];

/** From IANA's registry of special IPv4 addresses, and what clouds answer to their own machines. */
const forbiddenIpv4: readonly Network[] = [
  ["0.0.0.0", 8], // "this network"; Linux takes 0.0.0.0 for itself
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // shared by a carrier's customers; one cloud's metadata
  ["127.0.0.0", 8], // loopback
  ["168.63.129.16", 32], // one cloud's own services, at an address that looks public
  ["169.254.0.0", 16], // link-local; most clouds' metadata
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocol assignments; one cloud's metadata
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // relays from 6to4, given up
  ["192.168.0.0", 16], // private
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved; broadcast
];

/**
 * Only 2000::/3 has been given out for the public internet. What lies outside it is refused as a whole, and with it ::, loopback, IPv4 that
 * is mapped, compatible or behind NAT64, discard, private, link-local, site-local and multicast addresses.
 */
const forbiddenIpv6: readonly Network[] = [
  ["::", 3],
  ["4000::", 2],
  ["8000::", 1],
  ["2001::", 23], // protocol assignments: Teredo, which holds an IPv4 address, benchmarks, ORCHID
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4, which holds an IPv4 address
  ["3fff::", 20], // documentation
];

/** Names that belong to this machine or to a network that is not public, with everything below them. */
const forbiddenNames = [
  "localhost",
  "local",
  "internal",
  "localdomain",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
  "home.arpa",
  "svc",
  "metadata.goog",
];

// Two lists, because one list compares IPv4 with IPv6 networks by its mapped address, and ::/3 would hold all of it.
const ipv4 = toBlockList(forbiddenIpv4, "ipv4");
const ipv6 = toBlockList(forbiddenIpv6, "ipv6");

/** Whether an IP address is anything but one host of the public internet; so is all that is not written as a plain IP address. */
export function isForbiddenAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return ipv4.check(address, "ipv4");
    case 6:
      // With a zone, as in fe80::1%eth0, an address has a meaning on this machine alone.
      return address.includes("%") || ipv6.check(address, "ipv6");
    default:
      return true;
  }
}

/** Whether the host of a parsed URL is forbidden by itself: an address as above, or a name that no public host has. */
export function isForbiddenHost(hostname: string): boolean {
  const name = withoutRootDot(hostname.toLowerCase());
  if (name.startsWith("[")) return isForbiddenAddress(name.slice(1, -1));
  if (isIP(name) !== 0) return isForbiddenAddress(name);
  // A name without a dot is looked for in the networks around this machine: `postgres`, `metadata`.
  if (!name.includes(".") || name.split(".").includes("")) return true;
  return forbiddenNames.some((forbidden) => name.endsWith(`.${forbidden}`) || name === forbidden);
}

/** `example.com.` is `example.com`, said to be complete. */
export function withoutRootDot(hostname: string): string {
  return hostname.endsWith(".") ? hostname.slice(0, -1) : hostname;
}

function toBlockList(networks: readonly Network[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of networks) list.addSubnet(address, prefix, family);
  return list;
}
