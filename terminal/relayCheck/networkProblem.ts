const SELF_SIGNED = 'its certificate is self-signed; a browser refuses that as well';
const NO_TLS = 'this port speaks no TLS; try ws:// or http://';

const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut off; does this port speak TLS (wss://), or no HTTP at all?',
  UND_ERR_SOCKET: 'the connection was cut off',
  ENOTFOUND: 'there is no host of this name',
  EAI_AGAIN: 'the host’s name could not be looked up',
  EHOSTUNREACH: 'no way leads to this host',
  ENETUNREACH: 'no way leads to this network',
  ETIMEDOUT: 'nothing answered',
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
  DEPTH_ZERO_SELF_SIGNED_CERT: SELF_SIGNED,
  SELF_SIGNED_CERT_IN_CHAIN: SELF_SIGNED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate lacks the one that signed it; a browser may refuse it as well',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by nobody that this computer trusts',
  CERT_HAS_EXPIRED: 'its certificate has expired; a browser refuses that as well',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name; a browser refuses that as well',
};

/** Why a connection failed, as the end of a sentence for a person. */
export function networkProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  const known = SENTENCES[code];
  if (known !== undefined) return known;
  if (code.startsWith('HPE_')) return 'what answers there speaks no HTTP';
  // fetch says only “fetch failed”; what happened is one level below.
  return error.cause instanceof Error ? networkProblem(error.cause) : error.message || code;
}
