const MEGABYTE = 1_000_000;
const GIGABYTE = 1000 * MEGABYTE;

/** `5.4 MB`, `350 MB`, `1.4 GB`. */
export function sayGigabytes(bytes: number): string {
  if (bytes >= 0.9995 * GIGABYTE) return `${(bytes / GIGABYTE).toFixed(1)} GB`;
  const megabytes = bytes / MEGABYTE;
  return `${megabytes < 19.95 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}
