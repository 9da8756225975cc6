import ipaddr from 'ipaddr.js';

export type Allowlist = { addresses: readonly string[]; problems: readonly string[] };

/** Reads one address or network per line; empty lines are nothing. Problems name their line. */
export function readAllowlist(text: string): Allowlist {
  const addresses: string[] = [];
  const problems: string[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '') return;
    const problem = problemOf(line);
    if (problem === undefined) addresses.push(line);
    else problems.push(`Line ${index + 1}: ${problem}`);
  });
  return { addresses: [...new Set(addresses)], problems };
}

function problemOf(line: string): string | undefined {
  const slash = line.indexOf('/');
  if (slash === -1) {
    // `isValid` alone also takes the old short forms, in which 10.1 means 10.0.0.1.
    const full = ipaddr.IPv4.isValidFourPartDecimal(line) || ipaddr.IPv6.isValid(line);
    return full ? undefined : `“${line}” is not an IP address.`;
  }
  if (!ipaddr.isValidCIDR(line) || !isFull(line.slice(0, slash))) return `“${line}” is not a network such as 203.0.113.0/24.`;
  return line.endsWith('/0') ? `“${line}” allows every address. Leave the list empty instead.` : undefined;
}

function isFull(address: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
}
