// What a host tells of a file before it is fetched.

export interface FileFacts {
  readonly size?: number | undefined;
  /** Or the date of the last change: it differs when the file does. */
  readonly etag?: string | undefined;
  /** In lower case hex; the hub knows it of files that it keeps in LFS, which are the large ones. */
  readonly sha256?: string | undefined;
}

const SHA256 = /^[0-9a-f]{64}$/;

export function readFacts({ status, headers }: Response): FileFacts {
  const linkedEtag = headers.get('x-linked-etag')?.replaceAll('"', '') ?? '';
  return {
    // A range that starts behind the end of an empty file is refused.
    size: readSize(headers) ?? (status === 416 ? 0 : undefined),
    etag: headers.get('etag') ?? headers.get('last-modified') ?? undefined,
    // Never the plain ETag: the hub's CDN gives 64 hex digits as well, and they are no SHA-256 of the file.
    sha256: SHA256.test(linkedEtag) ? linkedEtag : undefined,
  };
}

/** @param text of the file that git keeps in place of one in LFS. https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
export function readPointer(text: string): FileFacts {
  const size = /^size (\d+)$/m.exec(text)?.[1];
  return {
    sha256: /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1],
    size: size === undefined ? undefined : Number(size),
  };
}

/** Whether bytes of the one may be joined with bytes of the other. */
export function isSameFile(a: FileFacts, b: FileFacts): boolean {
  // Hosts of one CDN need not agree on an ETag.
  if (a.sha256 !== undefined && b.sha256 !== undefined) return a.sha256 === b.sha256;
  return agree(a.size, b.size) && agree(plainEtag(a.etag), plainEtag(b.etag));
}

const agree = <T>(a: T | undefined, b: T | undefined): boolean => a === undefined || b === undefined || a === b;

const plainEtag = (etag: string | undefined): string | undefined => etag?.replace(/^W\//, '');

function readSize(headers: Headers): number | undefined {
  const rangeTotal = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  // The length of a compressed body says nothing.
  const length = headers.has('content-encoding') ? null : headers.get('content-length');
  const size = headers.get('x-linked-size') ?? rangeTotal ?? length;
  return size === null || !/^\d+$/.test(size) ? undefined : Number(size);
}
