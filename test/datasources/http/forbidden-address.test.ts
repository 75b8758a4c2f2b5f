import { describe, expect, it } from "vitest";
import { isForbiddenAddress, isForbiddenHost } from "../../../src/datasources/http/forbidden-address.js";

/** First and last address of each network, and their neighbours where these are public. */
const networks: [before: string | null, first: string, last: string, after: string | null][] = [
  [null, "0.0.0.0", "0.255.255.255", "1.0.0.0"],
  ["9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"],
  ["100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"],
  ["126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"],
  ["168.63.129.15", "168.63.129.16", "168.63.129.16", "168.63.129.17"],
  ["169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"],
  ["172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"],
  ["191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"],
  ["192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"],
  ["192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0"],
  ["192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"],
  ["198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"],
  ["198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"],
  ["203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"],
  ["223.255.255.255", "224.0.0.0", "239.255.255.255", null],
  [null, "240.0.0.0", "255.255.255.255", null],
  [null, "::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::"],
  ["2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"],
  ["2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"],
  ["2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"],
  ["3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"],
  ["3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null],
];

describe("a forbidden address", () => {
  it.each(networks)("lies between %s and, from %s to %s, before %s", (before, first, last, after) => {
    expect([first, last].map(isForbiddenAddress)).toEqual([true, true]);
    expect([before, after].filter((address) => address !== null).some(isForbiddenAddress)).toBe(false);
  });

  it.each([
    ["loopback", "::1"],
    ["unspecified", "0:0:0:0:0:0:0:0"],
    ["mapped IPv4", "::ffff:8.8.8.8"],
    ["mapped IPv4 in hexadecimal", "::FFFF:7F00:1"],
    ["compatible IPv4", "::127.0.0.1"],
    ["translated IPv4", "::ffff:0:127.0.0.1"],
    ["NAT64", "64:ff9b::7f00:1"],
    ["local NAT64", "64:ff9b:1::1"],
    ["discard", "100::1"],
    ["Teredo", "2001:0:4136:e378::1"],
    ["benchmarks", "2001:2::1"],
    ["ORCHID", "2001:10::1"],
    ["ORCHIDv2", "2001:2f:ffff::1"],
    ["documentation", "2001:0DB8::1"],
    ["6to4 of a private address", "2002:a00:1::1"],
    ["segment routing", "5f00::1"],
    ["private", "fc00::1"],
    ["private, one cloud's metadata", "fd00:ec2::254"],
    ["link-local", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["public with a zone", "2606:4700::1%1"],
    ["site-local", "fec0::1"],
    ["multicast", "ff02::1"],
    ["nothing", ""],
    ["a name", "example.com"],
    ["octal", "010.8.8.8"],
    ["short", "8.8"],
    ["a number", "134744072"],
    ["in brackets", "[2606:4700::1]"],
    ["with a port", "8.8.8.8:80"],
    ["with blanks", " 8.8.8.8"],
  ])("is %s: %j", (_, address) => {
    expect(isForbiddenAddress(address)).toBe(true);
  });

  it.each(["1.1.1.1", "8.8.8.8", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1", "2001:4860::8888"])(
    "is not %s",
    (address) => {
      expect([isForbiddenAddress(address), isForbiddenHost(address)]).toEqual([false, false]);
    },
  );
});

describe("a forbidden host", () => {
  it.each([
    "localhost",
    "LocalHost.",
    "a.localhost",
    "printer.local",
    "db.corp",
    "nas.home.arpa",
    "metadata",
    "a..b",
    "",
  ])("is %j", (name) => {
    expect(isForbiddenHost(name)).toBe(true);
  });

  it.each(["[::1]", "[2001:db8::1]", "[2606:4700::1%25eth0]", "[nonsense]", "127.0.0.1", "10.0.0.1."])(
    "is %j",
    (name) => {
      expect(isForbiddenHost(name)).toBe(true);
    },
  );

  it.each([
    "example.com",
    "example.com.",
    "mylocalhost.example",
    "local.example",
    "internal.example.com",
    "[2606:4700::1]",
  ])("is not %j", (name) => {
    expect(isForbiddenHost(name)).toBe(false);
  });
});
