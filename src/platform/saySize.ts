const MEGABYTE = 1_000_000;
const GIGABYTE = 1000 * MEGABYTE;

/** `5.4 MB`, `350 MB`, `1.4 GB`, `42 GB`: decimal units, as disks and hubs give them. */
export const saySize = (bytes: number): string =>
  bytes >= 0.9995 * GIGABYTE ? `${short(bytes / GIGABYTE)} GB` : `${short(bytes / MEGABYTE)} MB`;

const short = (value: number): string => (value < 19.95 ? value.toFixed(1) : String(Math.round(value)));
