export const limits = {
  title: 'Limits',
  change: 'Change',
  done: 'Done',
  loading: 'Loading …',
  none: 'None. Jobs are taken whenever there are some.',
  thenHeld: 'The job in hand is finished first.',

  /** By `Date.getDay`: Sunday first. */
  shortDays: ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'],
  longDays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  tomorrow: 'tomorrow',
  dayAndTime: (day: string, time: string) => `${day}, ${time},`,
  everyDay: 'Every day',
  allDay: 'all day',

  holds: {
    schedule: (until: string) => `Paused until ${until} by your schedule.`,
    never: 'Paused: your schedule has no hours. Choose some in Limits.',
    battery: 'Paused: on battery. Plug in, or allow battery in Limits.',
    charging: (now: string, least: string) => `Paused until the battery is charged to ${least}. It is at ${now}.`,
    discharged: (now: string, least: string) =>
      `Paused: the battery is at ${now}. Plug in: work goes on from ${least}.`,
    inUse: 'Paused while this computer is in use. Work goes on after a minute without keyboard and mouse.',
    duty: (left: string, share: string) => `Resting for ${left}: your limit is ${share} of the GPU’s time.`,
    heat: (left: string, share: string) =>
      `Resting for ${left}: this computer is down to ${share} of its best speed, probably from heat.`,
  },
  allowBattery: 'Work on battery this time',
  batteryAllowed: 'On battery, by your leave, until it is plugged in again.',
  forbidBattery: 'Pause on battery',

  names: {
    hours: 'Hours',
    power: 'Power',
    charge: 'Charge',
    use: 'In use',
    duty: 'GPU time',
    heat: 'Heat',
  },
  values: {
    noHours: 'none',
    mainsOnly: 'mains only',
    leastCharge: (percent: string) => `from ${percent}`,
    idleOnly: 'only when nobody is',
    duty: (percent: string) => `at most ${percent}`,
    heat: (percent: string) => `rests below ${percent} speed`,
  },
  noEffect: 'no effect',

  stoppedTitle: 'The camera worker has stopped',
  relayTitle: 'The camera worker has no relay',
};
