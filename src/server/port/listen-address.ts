// Where a Standin listens, as a program says it.
import type { TlsKeys } from './tls.ts';

/** Where a Standin listens. Default: a free port of 127.0.0.1. */
export interface ListenAddress {
  /** 0 and nothing stand for a free one. */
  readonly port?: number;
  /** `localhost` is 127.0.0.1 and ::1. */
  readonly host?: string;
  /** The path of a Unix socket, in the place of host and port. */
  readonly socket?: string;
  /** HTTPS: with a certificate and its key (PEM), or with one that is made for local use (`true`); clients then trust `ca`. */
  readonly tls?: boolean | TlsKeys;
}
