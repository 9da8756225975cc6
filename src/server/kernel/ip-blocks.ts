import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An address in its normal form; IPv4-mapped IPv6 (`::ffff:10.0.0.1`) is IPv4. Null for anything else. */
export function normalizeAddress(text: string): string | null {
  const address = parse(text);
  return address ? address.toNormalizedString() : null;
}

/** An address or CIDR block in its normal form, host bits cleared; null for anything else (`10.1`, `0x7f.1`, names). */
export function normalizeBlock(text: string): string | null {
  const slash = text.indexOf('/');
  if (slash < 0) return normalizeAddress(text);
  if (!ipaddr.isValidCIDR(text) || !isPlain(text.slice(0, slash))) return null;
  const [address, bits] = ipaddr.parseCIDR(text);
  const network =
    address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text);
  return `${network.toNormalizedString()}/${bits}`;
}

/** Is the address in one of the blocks? An empty list allows any address. */
export function isAllowed(address: string, blocks: readonly string[]): boolean {
  if (blocks.length === 0) return true;
  const caller = parse(address);
  return caller !== null && blocks.some((block) => contains(block, caller));
}

function contains(block: string, caller: Address): boolean {
  const [network, bits] = block.includes('/') ? ipaddr.parseCIDR(block) : single(block);
  return network.kind() === caller.kind() && caller.match(network, bits);
}

function single(block: string): [Address, number] {
  const address = ipaddr.parse(block);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** ipaddr.js also reads `10.1` and octal or hexadecimal parts, which a person may mean otherwise; here four decimals only. */
function isPlain(text: string): boolean {
  return text.includes(':') ? ipaddr.IPv6.isValid(text) && !text.includes('%') : ipaddr.IPv4.isValidFourPartDecimal(text);
}

function parse(text: string): Address | null {
  return isPlain(text) ? ipaddr.process(text) : null;
}
