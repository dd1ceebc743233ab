// Host names and addresses: which belong to this machine, and which cannot be taken over by others.
import { BlockList, isIP } from 'node:net';
import { Problem } from '../../core/values/problem.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only this machine can connect to this address or name. */
export function isLoopback(host: string): boolean {
  const name = plainName(host);
  // The usual ones first: Node's expression for IPv6 takes 9 ms to compile.
  if (name === 'localhost' || name === '127.0.0.1' || name === '::1') return true;
  const family = isIP(name);
  if (family === 0) return name.endsWith('.localhost');
  return loopback.check(name, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Whether the name in a Host header proves by itself that the request is meant for us. The owner of a DNS name can point it
 * to this machine, which would make a foreign page one of ours; an IP address cannot be redirected.
 */
export function isOwnName(host: string, known: readonly string[]): boolean {
  const name = plainName(host);
  return isIP(name) !== 0 || isLoopback(name) || known.some((each) => plainName(each) === name);
}

/** The name in a Host header, without its port. */
export function nameInHost(header: string): string {
  return header.replace(/:\d*$/, '');
}

/** A Problem (400) for a name that no Host header can have. */
export function checkHosts(names: readonly string[]): void {
  for (const name of names)
    if (!/^(?:[\w.-]+|\[?[\da-f:.]+\]?)$/i.test(name))
      throw new Problem(400, 'Bad host name', {
        detail: `'${name}' is not a host name.`,
        given: name,
        hint: 'Give the name alone, without scheme, port or path: --allow-host standin.example.com.',
      });
}

/** A Problem (400) for what is no host of a URL, with or without a port. */
export function checkReceivers(hosts: readonly string[]): void {
  for (const host of hosts) {
    if (/^[^\s/?#@\\*]+$/.test(host) && URL.canParse(`http://${host}/`)) continue;
    throw new Problem(400, 'Bad callbacks', {
      detail: `'${host}' is no host that callbacks can be sent to.`,
      given: host,
      hint: 'Give the name as it stands in a URL, with its port or without: --callbacks ci.example.com:8080.',
    });
  }
}

/** In lower case, without brackets and without the dot of the root. */
export function plainName(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}
