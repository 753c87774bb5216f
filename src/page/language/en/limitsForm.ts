// The form of Limits, which is not on the first screen: its words come with it, or with the person's language.

export const limitsForm = {
  schedule: {
    label: 'Only at certain hours',
    note: 'By this computer’s clock. Over midnight works; equal times mean the whole day.',
    span: (n: number) => `Hours ${n}`,
    from: 'From',
    to: 'To',
    add: 'Add hours',
    remove: 'Remove',
    removeSpan: (n: number) => `Remove hours ${n}`,
    noSpan: 'There are no hours, so no job would ever be taken. Add some.',
    noDay: 'No day is chosen, so these hours never come. Choose one.',
    noTime: 'Write a time, like 22:00.',
  },
  power: {
    label: 'Only on mains power',
    note: 'On battery the job in hand is finished and no other is taken.',
    missing: 'This browser does not tell this page about power, so this has no effect here.',
  },
  charge: {
    label: 'Only above a battery charge',
    field: 'Least charge, percent',
    note: 'Plugged in or not, it waits until the battery is charged so far.',
  },
  use: {
    label: 'Only when nobody uses this computer',
    note: 'Work begins after a minute without keyboard and mouse, or when the screen is locked. The browser asks you once.',
    missing: 'This browser does not tell pages whether the computer is in use, so this has no effect here.',
    denied:
      'The browser was told not to say. Allow “Your device use” for this page beside the address, or this has no effect.',
    prompt: 'The browser has not been asked yet, so this has no effect.',
  },
  duty: {
    label: 'Leave the GPU some rest',
    field: 'Most of the GPU’s time, percent',
    note: 'After each job it rests in proportion to what the job took.',
  },
  heat: {
    label: 'Slow down when it gets hot',
    field: 'Least of its best speed, percent',
    note: 'When answers have come slower than this for a minute, it rests between jobs until they are fast again.',
  },
  notify: {
    label: 'Tell me when something is wrong',
    note: 'A notification when the worker has stopped or has lost its relay for minutes, and only while nobody looks at this page.',
    missing: 'This browser shows no notifications for this page.',
    denied: 'The browser was told to show none. Allow notifications for this page beside the address.',
    prompt: 'The browser has not been asked yet.',
  },
  ask: 'Ask the browser',
  percentProblem: (least: number, most: number) => `Write a whole number from ${least} to ${most}.`,
};

export type LimitsFormWords = typeof limitsForm;
