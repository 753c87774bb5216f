export const units = {
  /** How numbers are written: a language tag. */
  locale: 'en',
  left: (time: string) => `${time} left`,
  /** Both in megabytes. */
  progress: (loaded: string, total: string) => `${loaded} of ${total} MB`,
  justNow: 'just now',
  ago: (time: string) => `${time} ago`,
  daysAgo: (days: number) => (days === 1 ? 'a day ago' : `${days} days ago`),
  /** Stand behind “for”. */
  seconds: (n: number) => (n === 1 ? 'a second' : `${n} seconds`),
  minutes: (n: number) => (n === 1 ? 'a minute' : `${n} minutes`),
  hours: (n: number, said: string) => (n === 1 ? 'an hour' : `${said} hours`),
  jobs: (n: number, said: string) => (n === 0 ? 'no job' : n === 1 ? '1 job' : `${said} jobs`),
};
