const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** `1.4 GB`, in decimal units as disks and hubs give them. */
export function sizeText(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  return `${step < 3 ? Math.round(value) : value.toFixed(1)} ${UNITS[step]}`;
}
